import { createEffect, createSignal, on, Show } from "solid-js";
import { startOfDay } from "../../../server/domain/rentals/zone-time.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import type { Work } from "./maintenance.queries.ts";

/** Puts work off until a day, for a reason. */
export function DeferWorkDialog(props: { work: Work | null; onClose: () => void }) {
  const { me } = useSession();
  const [day, setDay] = createSignal("");
  const [reason, setReason] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const defer = createOperation({
    send: (input: { workId: string; until: string; reason: string }, sent) =>
      client.maintenance.defer.mutate({ ...input, ...sent }),
    onDone: async () => {
      toast.success(t("maintenance.defer.done"));
      props.onClose();
      await trpc.maintenance.invalidate();
    },
  });
  createEffect(
    on(
      () => props.work,
      (work) => {
        if (!work) return;
        setDay("");
        setReason("");
        setTried(false);
        defer.reset();
      },
    ),
  );
  const until = () => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(day())
      ? startOfDay(day(), props.work?.timeZone ?? me().organization.timeZone)
      : null;
    return at && at > new Date() ? at : null;
  };
  const short = () => reason().trim().length < 3;
  const submit = () => {
    setTried(true);
    const at = until();
    if (props.work && at && !short())
      defer.mutate({ workId: props.work.id, until: at.toISOString(), reason: reason().trim() });
  };
  return (
    <Dialog
      open={props.work !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("maintenance.defer.title")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button variant="primary" busy={defer.isPending} onClick={submit}>
            {t("maintenance.defer.send")}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <TextField
          type="date"
          label={t("maintenance.defer.until")}
          value={day()}
          error={tried() && !until() ? t("maintenance.defer.bad") : null}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
        <TextArea
          label={t("maintenance.defer.reason")}
          maxLength={500}
          value={reason()}
          error={tried() && short() ? t("maintenance.defer.short") : null}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        <Show when={defer.isError}>
          <p role="alert" class="text-sm font-medium text-red">
            {errorSentence(defer.error, t)}
          </p>
        </Show>
      </div>
    </Dialog>
  );
}
