import { useMutation } from "@tanstack/solid-query";
import { createEffect, createUniqueId, on, type JSX, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface FormDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  hint?: string;
  submit: string;
  /** Called whenever the dialog opens, to start from fresh values. */
  onOpen: () => void;
  /** Whether what was entered can be sent; shows its own errors at the fields where not. */
  check: () => boolean;
  /** Sends it, under the operation's id; trying again after a failure repeats the same operation. It closes the dialog itself by what follows. */
  onSend: (operationId: string) => Promise<unknown>;
  children: JSX.Element;
}

/** A form in a dialog: sent by its button or by Enter, and kept open with the reason where it is refused. */
export function FormDialog(props: FormDialogProps) {
  const form = createUniqueId();
  let operationId = "";
  const send = useMutation(() => ({ mutationFn: () => props.onSend(operationId) }));
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        operationId = crypto.randomUUID();
        send.reset();
        props.onOpen();
      },
    ),
  );
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={props.title}
      {...(props.hint ? { description: props.hint } : {})}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button type="submit" form={form} variant="primary" busy={send.isPending}>
            {props.submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        novalidate
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!send.isPending && props.check()) send.mutate();
        }}
      >
        {props.children}
        <Show when={send.isError}>
          <p role="alert" class="text-sm font-medium text-red">
            {errorSentence(send.error, t)}
          </p>
        </Show>
      </form>
    </Dialog>
  );
}
