import { useMutation } from "@tanstack/solid-query";
import { createEffect, createUniqueId, on, type JSX, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { refreshReservations } from "./reservations.queries.ts";

interface BookingDialogProps {
  open: boolean;
  onClose: () => void;
  onOpen?: () => void;
  title: string;
  hint?: string;
  action: string;
  danger?: boolean;
  /** The site's zone, for what a refusal tells. */
  timeZone: string;
  /** Whether what was entered can be sent; shows its own errors at the fields where not. */
  check?: () => boolean;
  /** Sends it; resolves to what is said when it is done. */
  run: (operationId: string) => Promise<string>;
  onTakeDays?: (from: Date, to: Date) => void;
  children?: JSX.Element;
}

/** One step of a reservation. Trying again after a failed connection repeats the same operation; a refusal ends it. */
export function BookingDialog(props: BookingDialogProps) {
  const form = createUniqueId();
  let operationId = "";
  const step = useMutation(() => ({
    mutationFn: () => props.run(operationId),
    onSuccess: async (said: string) => {
      toast.success(said);
      props.onClose();
      await refreshReservations();
    },
    onError: (error) => {
      if ((error as { data?: unknown }).data) operationId = crypto.randomUUID();
    },
  }));
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        operationId = crypto.randomUUID();
        step.reset();
        props.onOpen?.();
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
          <Button type="submit" form={form} variant={props.danger ? "danger" : "primary"} busy={step.isPending}>
            {props.action}
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
          if (!step.isPending && (props.check?.() ?? true)) step.mutate();
        }}
      >
        {props.children}
        <Show when={step.isError}>
          <RefusalNotice
            error={step.error}
            timeZone={props.timeZone}
            {...(props.onTakeDays ? { onTakeDays: (from: Date, to: Date) => props.onTakeDays?.(from, to) } : {})}
          />
        </Show>
      </form>
    </Dialog>
  );
}
