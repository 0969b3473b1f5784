import { useMutation } from "@tanstack/solid-query";
import { createEffect, on, type JSX, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  hint: string;
  /** The button that does it. */
  action: string;
  danger?: boolean;
  /** Does it, under the operation's id; trying again after a failure repeats the same operation. It closes the dialog itself by what follows. */
  onConfirm: (operationId: string) => Promise<unknown>;
  children?: JSX.Element;
}

/** Asks before something is done, and stays with the reason where it is refused. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  let operationId = "";
  const act = useMutation(() => ({ mutationFn: () => props.onConfirm(operationId) }));
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        operationId = crypto.randomUUID();
        act.reset();
      },
    ),
  );
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={props.title}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button variant={props.danger ? "danger" : "primary"} busy={act.isPending} onClick={() => act.mutate()}>
            {props.action}
          </Button>
        </>
      }
    >
      <p>{props.hint}</p>
      {props.children}
      <Show when={act.isError}>
        <p role="alert" class="mt-3 text-sm font-medium text-red">
          {errorSentence(act.error, t)}
        </p>
      </Show>
    </Dialog>
  );
}
