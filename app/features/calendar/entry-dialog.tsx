import { useMutation, useQuery } from "@tanstack/solid-query";
import { createEffect, createSignal, on, Show } from "solid-js";
import { ChangeDialog } from "~/features/reservations/change-dialog.tsx";
import { GiveDialog } from "~/features/reservations/give-dialog.tsx";
import { refreshReservations, reservationQuery } from "~/features/reservations/reservations.queries.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { looks } from "./calendar-look.ts";
import type { Entry } from "./calendar-rows.ts";
import { entryWhat, spanText } from "./entry-words.ts";

/** What an entry is about, and what can be done with it without leaving the calendar. */
export function EntryDialog(props: { entry: Entry | null; zone: string; onClose: () => void }) {
  const { can } = useSession();
  const format = useFormat();
  // The words stay while the dialog fades out.
  const [shown, setShown] = createSignal<Entry | null>(null);
  const [inner, setInner] = createSignal<"change" | "give" | null>(null);
  createEffect(
    on(
      () => props.entry,
      (entry) => {
        if (entry) setShown(entry);
      },
    ),
  );
  const id = () => shown()?.reservationId ?? null;
  const query = useQuery(() => ({ ...reservationQuery(id() ?? ""), enabled: id() !== null }));
  const reservation = () => (id() && query.isSuccess ? query.data : null);
  const confirm = useMutation(() => ({
    mutationFn: (reservationId: string) =>
      client.reservations.confirm.mutate({ operationId: crypto.randomUUID(), id: reservationId }),
    onSuccess: async () => {
      toast.success(t("reservations.confirm.doneMachine"));
      await refreshReservations();
    },
    onError: (error) => toast.error(errorSentence(error, t)),
  }));
  const state = () => reservation()?.state;
  const open = (dialog: "change" | "give") => {
    props.onClose();
    setInner(dialog);
  };
  return (
    <>
      <Show when={shown()}>
        {(entry) => (
          <Dialog
            open={props.entry !== null}
            onOpenChange={(isOpen) => !isOpen && props.onClose()}
            title={entryWhat(entry())}
            description={t("calendar.dialog.hint", {
              period: spanText(entry(), props.zone, format()),
              site: entry().siteName ?? t("calendar.nobody"),
            })}
            actions={
              <>
                <Show when={entry().humanId}>
                  {(humanId) => <ButtonLink href={`/fleet/${humanId()}`}>{t("calendar.dialog.rental")}</ButtonLink>}
                </Show>
                <Show when={id()}>
                  {(reservationId) => (
                    <ButtonLink href={`/reservations/${reservationId()}`}>{t("calendar.dialog.open")}</ButtonLink>
                  )}
                </Show>
                <Show when={(state() === "REQUESTED" || state() === "CONFIRMED") && can("reservations.change")}>
                  <Button onClick={() => open("change")}>{t("calendar.dialog.change")}</Button>
                </Show>
                <Show when={state() === "REQUESTED" && can("reservations.confirm")}>
                  <Button variant="primary" busy={confirm.isPending} onClick={() => confirm.mutate(id()!)}>
                    {t("calendar.dialog.confirm")}
                  </Button>
                </Show>
                <Show when={state() === "CONFIRMED" && entry().kind === "promise" && can("reservations.allocate")}>
                  <Button variant="primary" onClick={() => open("give")}>
                    {t("calendar.dialog.give")}
                  </Button>
                </Show>
              </>
            }
          >
            <div class="flex flex-wrap items-center gap-2">
              <Badge tone={looks[entry().kind].tone}>{t(`calendar.kind.${entry().kind}`)}</Badge>
              <span class="font-medium">{entry().customerName}</span>
            </div>
          </Dialog>
        )}
      </Show>
      <Show when={reservation()}>
        {(found) => (
          <>
            <ChangeDialog reservation={found()} open={inner() === "change"} onClose={() => setInner(null)} />
            <GiveDialog
              reservation={found()}
              replaces={null}
              open={inner() === "give"}
              onClose={() => setInner(null)}
            />
          </>
        )}
      </Show>
    </>
  );
}
