import { useInfiniteQuery } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { ListCard, MachineLink } from "./source-cards.tsx";
import { asideQuery, type AsideOf, type AsideReading } from "./telematics.queries.ts";

const ChangeMeterDialog = lazyPart(
  async () => (await import("./change-meter-dialog.tsx")).ChangeMeterDialog,
  ({ open }) => open,
);

/**
 * Readings of a source or of a machine that were set aside as outliers, each with its reason; one of a meter may be vouched for. A
 * machine without any says nothing of them.
 */
export function AsideCard(props: { of: AsideOf }) {
  const format = useFormat();
  const { can } = useSession();
  const query = useInfiniteQuery(() => asideQuery(props.of));
  const [chosen, setChosen] = createSignal<(AsideReading & { hourMeter: number }) | null>(null);
  const [isOpen, setOpen] = createSignal(false);
  const ofMachine = () => "humanId" in props.of;
  const figure = (row: AsideReading) =>
    row.hourMeter === null ? "" : `${format().hours(row.hourMeter)} (${format().hours(row.machineHours)})`;
  return (
    <Show when={!ofMachine() || query.data?.pages[0]?.items.length}>
      <Loaded query={query}>
        {(data) => (
          <div>
            <ListCard
              title={t("telematics.detail.aside")}
              none={t("telematics.detail.noAside")}
              rows={data().pages.flatMap((page) => page.items)}
            >
              {(row) => (
                <>
                  <Show when={!ofMachine()}>
                    <MachineLink humanId={row.humanId} />
                  </Show>
                  <span class="min-w-0 flex-1 basis-56 text-sm">
                    {[t(`telematics.reason.${row.reason}`), figure(row), ofMachine() ? row.source : ""]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                  <span class="text-sm text-muted">{format().dateTime(row.at)}</span>
                  <Show when={row.hourMeter !== null && can("telematics.changeMeter")}>
                    <Button
                      onClick={() => {
                        setChosen({ ...row, hourMeter: row.hourMeter! });
                        setOpen(true);
                      }}
                    >
                      {t("telematics.meter.vouch")}
                    </Button>
                  </Show>
                </>
              )}
            </ListCard>
            <LoadMore query={query} />
          </div>
        )}
      </Loaded>
      <Show when={chosen()}>
        {(row) => (
          <ChangeMeterDialog
            humanId={row().humanId}
            start={{ what: "RIGHT", at: row().at, meterH: row().hourMeter }}
            open={isOpen()}
            onClose={() => setOpen(false)}
          />
        )}
      </Show>
    </Show>
  );
}
