import { createEffect, createSignal, on, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation } from "./create-operation.ts";

/** Asks why before a task is cancelled. */
export function CancelDialog(props: { taskId: string | null; onClose: () => void }) {
  const [reason, setReason] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const cancel = createOperation({
    send: (input: { taskId: string; reason: string }, sent) => client.tasks.cancel.mutate({ ...input, ...sent }),
    onDone: async () => {
      toast.success(t("tasks.cancelDialog.done"));
      props.onClose();
      await trpc.tasks.invalidate();
    },
  });
  createEffect(
    on(
      () => props.taskId,
      (taskId) => {
        if (!taskId) return;
        setReason("");
        setTried(false);
        cancel.reset();
      },
    ),
  );
  const short = () => reason().trim().length < 3;
  const submit = () => {
    setTried(true);
    if (props.taskId && !short()) cancel.mutate({ taskId: props.taskId, reason: reason().trim() });
  };
  return (
    <Dialog
      open={props.taskId !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("tasks.cancelDialog.title")}
      description={t("tasks.cancelDialog.hint")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.back")}</Button>
          <Button variant="danger" busy={cancel.isPending} onClick={submit}>
            {t("tasks.cancelDialog.send")}
          </Button>
        </>
      }
    >
      <TextArea
        label={t("tasks.cancelDialog.reason")}
        maxLength={500}
        value={reason()}
        error={tried() && short() ? t("tasks.cancelDialog.short") : null}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <Show when={cancel.isError}>
        <p role="alert" class="mt-3 text-sm font-medium text-red">
          {errorSentence(cancel.error, t)}
        </p>
      </Show>
    </Dialog>
  );
}
