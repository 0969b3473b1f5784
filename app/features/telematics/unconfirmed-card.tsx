import { useInfiniteQuery } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { ListCard, MachineLink } from "./source-cards.tsx";
import { unconfirmedQuery, type UnconfirmedMachine } from "./telematics.queries.ts";

const ConfirmMachineDialog = lazyPart(
  async () => (await import("./confirm-machine-dialog.tsx")).ConfirmMachineDialog,
  ({ open }) => open,
);

/** Machines that files named and nobody has looked at, each with the way to say what it is. */
export function UnconfirmedCard() {
  const format = useFormat();
  const { can } = useSession();
  const query = useInfiniteQuery(() => unconfirmedQuery());
  const [chosen, setChosen] = createSignal<UnconfirmedMachine | null>(null);
  const [isOpen, setOpen] = createSignal(false);
  return (
    <Loaded query={query}>
      {(data) => (
        <div>
          <ListCard
            title={t("telematics.confirm.title")}
            hint={t("telematics.confirm.hint")}
            none={t("telematics.confirm.none")}
            rows={data().pages.flatMap((page) => page.items)}
          >
            {(row) => (
              <>
                <MachineLink humanId={row.humanId} />
                <span class="min-w-0 flex-1 basis-56 text-sm [overflow-wrap:anywhere]">
                  {[row.make, row.model, row.serialNumber].join(" · ")}
                </span>
                <span class="text-sm text-muted">
                  {row.lastSeenAt ? format().relative(row.lastSeenAt) : t("telematics.never")}
                </span>
                <Show when={can("telematics.confirmMachine")}>
                  <Button
                    onClick={() => {
                      setChosen(row);
                      setOpen(true);
                    }}
                  >
                    {t("telematics.confirm.action")}
                  </Button>
                </Show>
              </>
            )}
          </ListCard>
          <LoadMore query={query} />
          <Show when={chosen()}>
            {(machine) => <ConfirmMachineDialog machine={machine()} open={isOpen()} onClose={() => setOpen(false)} />}
          </Show>
        </div>
      )}
    </Loaded>
  );
}
