import { useMutation } from "@tanstack/solid-query";
import { createEffect, createSignal, createUniqueId, on, Show } from "solid-js";
import type { MachineRecord } from "../../../server/domain/assets/machine.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { emptyDraft } from "./empty-draft.ts";
import { changesOf, draftOf, type Faults, type MachineValues, readDraft } from "./machine-draft.ts";
import { MachineFields } from "./machine-fields.tsx";
import { refusedFields } from "./refused-fields.ts";

/** Changes what is told of a machine. Only what differs is sent. */
export function EditMachineDialog(props: { record: MachineRecord; open: boolean; onClose: () => void }) {
  const format = useFormat();
  const form = createUniqueId();
  const [draft, setDraft] = createSignal(emptyDraft);
  const [asked, setAsked] = createSignal(false);
  const faults = (): Faults => (asked() ? readDraft(draft()).faults : {});
  /** The record as it was when the dialog opened: what another person changes meanwhile is not undone. */
  let before: MachineRecord | undefined;
  let operationId = "";
  const update = useMutation(() => ({
    mutationFn: (values: MachineValues) =>
      client.assets.update.mutate({ operationId, humanId: before!.humanId, ...changesOf(values, before!) }),
    onSuccess: async ({ humanId }) => {
      toast.success(t("assets.form.saved", { humanId }));
      props.onClose();
      await trpc.assets.invalidate();
    },
    // What is corrected after a refusal is another change.
    onError: () => (operationId = crypto.randomUUID()),
  }));
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        before = props.record;
        operationId = crypto.randomUUID();
        update.reset();
        setAsked(false);
        setDraft(draftOf(props.record, format().number(0.5, 1).replaceAll(/\d/g, "") || "."));
      },
    ),
  );
  function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }) {
    event.preventDefault();
    setAsked(true);
    const { values } = readDraft(draft());
    if (values) update.mutate(values);
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
  return (
    <Dialog
      open={props.open}
      kind="sheet"
      initialFocus="title"
      onOpenChange={(open) => !open && !update.isPending && props.onClose()}
      title={`${t("assets.form.edit")}: ${props.record.humanId}`}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button type="submit" form={form} variant="primary" busy={update.isPending}>
            {t("assets.form.save")}
          </Button>
        </>
      }
    >
      <form id={form} novalidate onSubmit={submit}>
        <MachineFields
          draft={draft()}
          faults={faults()}
          refused={update.isError ? refusedFields(update.error) : {}}
          isNew={false}
          isOut={props.record.status === "ON_RENT"}
          onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        />
        <Show when={update.isError}>
          <p role="alert" class="mt-4 text-sm font-medium text-red">
            {errorSentence(update.error, t)}
          </p>
        </Show>
      </form>
    </Dialog>
  );
}
