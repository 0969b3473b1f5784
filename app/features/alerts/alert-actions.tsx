import { createSignal, Show } from "solid-js";
import { createOperation } from "~/features/tasks/create-operation.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { toast } from "~/ui/toast.tsx";
import type { Alert } from "./alerts.queries.ts";

type DialogProps = { open: boolean; onClose: () => void };
const SnoozeDialog = lazyPart<DialogProps & { alertId: string }>(
  async () => (await import("./snooze-dialog.tsx")).SnoozeDialog,
  ({ open }) => open,
);
const AssignDialog = lazyPart<DialogProps & { alert: Alert }>(
  async () => (await import("./assign-dialog.tsx")).AssignDialog,
  ({ open }) => open,
);

/** What can be done about an alert: say that one has seen it, put it aside, give it to somebody, look at the machine. */
export function AlertActions(props: { alert: Alert }) {
  const { can } = useSession();
  const [asking, setAsking] = createSignal<"snooze" | "assign" | null>(null);
  const isLive = () => props.alert.state !== "RESOLVED";
  const refresh = () => trpc.alerts.invalidate();
  const acknowledge = createOperation<string, unknown>({
    send: (alertId, sent) => client.alerts.acknowledge.mutate({ ...sent, alertId }),
    onDone: refresh,
  });
  const wake = createOperation<string, unknown>({
    send: (alertId, sent) => client.alerts.snooze.mutate({ ...sent, alertId, until: null }),
    onDone: refresh,
  });
  const failed = (error: unknown) => toast.error(errorSentence(error, t));
  return (
    <>
      <Show when={props.alert.humanId}>
        {(humanId) => <ButtonLink href={`/fleet/${humanId()}`}>{t("alertPage.action.machine")}</ButtonLink>}
      </Show>
      <Show when={isLive() && can("alerts.assign")}>
        <Button onClick={() => setAsking("assign")}>{t("alertPage.action.assign")}</Button>
      </Show>
      <Show when={isLive() && can("alerts.snooze")}>
        <Show
          when={props.alert.state === "SNOOZED"}
          fallback={<Button onClick={() => setAsking("snooze")}>{t("alertPage.action.snooze")}</Button>}
        >
          <Button busy={wake.isPending} onClick={() => wake.mutate(props.alert.id, { onError: failed })}>
            {t("alertPage.action.wake")}
          </Button>
        </Show>
      </Show>
      <Show when={isLive() && props.alert.state !== "ACKNOWLEDGED" && can("alerts.acknowledge")}>
        <Button
          variant="primary"
          busy={acknowledge.isPending}
          onClick={() => acknowledge.mutate(props.alert.id, { onError: failed })}
        >
          {t("alertPage.action.acknowledge")}
        </Button>
      </Show>
      <SnoozeDialog alertId={props.alert.id} open={asking() === "snooze"} onClose={() => setAsking(null)} />
      <AssignDialog alert={props.alert} open={asking() === "assign"} onClose={() => setAsking(null)} />
    </>
  );
}
