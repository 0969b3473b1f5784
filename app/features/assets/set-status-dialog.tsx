import { useMutation } from "@tanstack/solid-query";
import { createEffect, createSignal, on, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

export type NewStatus = "AVAILABLE" | "MAINTENANCE" | "LOST";

/** Asks before a machine's status changes, and for the reason. Trying again repeats the same operation. */
export function SetStatusDialog(props: { humanId: string; wanted: NewStatus | null; onClose: () => void }) {
  const [reason, setReason] = createSignal("");
  // The words stay while the dialog fades out.
  const [shown, setShown] = createSignal<NewStatus>("AVAILABLE");
  let operationId = "";
  const change = useMutation(() => ({
    mutationFn: (status: NewStatus) =>
      client.assets.setStatus.mutate({
        operationId,
        occurredAt: new Date().toISOString(),
        humanId: props.humanId,
        status,
        ...(reason().trim() ? { reason: reason().trim() } : {}),
      }),
    onSuccess: async (result) => {
      toast.success(
        t("assets.setStatus.done", { humanId: result.humanId, status: t(`common.status.${result.status}`) }),
      );
      props.onClose();
      await trpc.assets.invalidate();
    },
  }));
  createEffect(
    on(
      () => props.wanted,
      (wanted) => {
        if (!wanted) return;
        setShown(wanted);
        operationId = crypto.randomUUID();
        setReason("");
        change.reset();
      },
    ),
  );
  return (
    <Dialog
      open={props.wanted !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t(`assets.setStatus.${shown()}.title`, { humanId: props.humanId })}
      description={t(`assets.setStatus.${shown()}.hint`)}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button
            variant={shown() === "LOST" ? "danger" : "primary"}
            busy={change.isPending}
            onClick={() => change.mutate(shown())}
          >
            {t(`assets.setStatus.${shown()}.action`)}
          </Button>
        </>
      }
    >
      <TextArea
        label={t("assets.setStatus.reason")}
        optional
        maxLength={500}
        value={reason()}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <Show when={change.isError}>
        <p role="alert" class="mt-3 text-sm font-medium text-red">
          {errorSentence(change.error, t)}
        </p>
      </Show>
    </Dialog>
  );
}
