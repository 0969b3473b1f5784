import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import type { Task } from "./tasks.queries.ts";
import { useTaskOutbox } from "./use-task-outbox.ts";

/** Asks why before a task is cancelled. */
export function CancelDialog(props: { task: Task | null; onClose: () => void }) {
  const [reason, setReason] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const outbox = useTaskOutbox();
  // What others change meanwhile must not take away the words: they begin anew with another task only.
  const opened = createMemo(() => props.task?.id);
  createEffect(
    on(opened, (id) => {
      if (!id) return;
      setReason("");
      setTried(false);
      outbox.reset();
    }),
  );
  const short = () => reason().trim().length < 3;
  const submit = async () => {
    setTried(true);
    if (!props.task || short() || outbox.busy()) return;
    const said = t("tasks.cancelDialog.done");
    const fate = await outbox.send(props.task, "cancel", { reason: reason().trim() }, { said });
    if (fate && fate.kind !== "asks") props.onClose();
  };
  return (
    <Dialog
      open={props.task !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("tasks.cancelDialog.title")}
      description={t("tasks.cancelDialog.hint")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.back")}</Button>
          <Button variant="danger" busy={outbox.busy()} onClick={() => void submit()}>
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
      <Show when={outbox.failure()}>
        {(failure) => (
          <p role="alert" class="mt-3 text-sm font-medium text-red">
            {errorSentence(failure(), t)}
          </p>
        )}
      </Show>
    </Dialog>
  );
}
