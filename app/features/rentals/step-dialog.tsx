import { useMutation } from "@tanstack/solid-query";
import { createEffect, createSignal, type JSX, on, Show } from "solid-js";
import { errorSentence, isNetworkError } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { refreshAfterStep } from "./rentals.queries.ts";

/** What each step sends beside its own fields. */
export type StepCall = { operationId: string; occurredAt: string; reason?: string };

interface StepDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  /** Words of the button that does it. */
  action: string;
  danger?: boolean;
  /** False keeps the button out of reach. */
  ready?: boolean;
  /** Carries it out; resolves to what is said when it is done, or null where that was said already. */
  onSubmit: (call: StepCall) => Promise<string | null>;
  /** A sentence that knows more about a refusal than its code does. */
  explain?: (error: unknown) => string | null;
  /** Stands in the sentence's place where there is more to show of a refusal. */
  refusal?: (error: unknown) => JSX.Element | null;
  children?: JSX.Element;
  /** The reason's label; null where no reason is asked. */
  reason?: string | null;
}

/** One step of a rental's life: what it means, what it needs, why. */
export function StepDialog(props: StepDialogProps) {
  const [reason, setReason] = createSignal("");
  let call: { operationId: string; occurredAt: string } | null = null;
  const step = useMutation(() => ({
    // Without a network, too: what goes through the outbox is kept then, and everything else says at once that it needs one.
    networkMode: "always",
    mutationFn: () => {
      call ??= { operationId: crypto.randomUUID(), occurredAt: new Date().toISOString() };
      return props.onSubmit({ ...call, ...(reason().trim() ? { reason: reason().trim() } : {}) });
    },
    onSuccess: (said: string | null) => {
      if (said !== null) toast.success(said);
      props.onClose();
      void refreshAfterStep();
    },
    // Without an answer it may have been done, so it is sent again word for word; what was refused is tried anew.
    onError: (error: unknown) => {
      if (!isNetworkError(error)) call = null;
    },
  }));
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        call = null;
        setReason("");
        step.reset();
      },
    ),
  );
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={props.title}
      {...(props.description ? { description: props.description } : {})}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button
            variant={props.danger ? "danger" : "primary"}
            busy={step.isPending}
            disabled={props.ready === false}
            onClick={() => step.mutate()}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        {props.children}
        <Show when={props.reason !== null}>
          <TextArea
            label={props.reason ?? t("rentals.field.reason")}
            optional
            maxLength={500}
            value={reason()}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </Show>
        <Show when={step.isError}>
          <Show
            when={props.refusal?.(step.error)}
            fallback={
              <p role="alert" class="text-sm font-medium text-red">
                {props.explain?.(step.error) ?? errorSentence(step.error, t)}
              </p>
            }
          >
            {(shown) => shown()}
          </Show>
        </Show>
      </div>
    </Dialog>
  );
}
