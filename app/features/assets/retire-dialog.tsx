import { createSignal } from "solid-js";
import { RETIREMENTS } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

type Retirement = (typeof RETIREMENTS)[number];

/** Takes a machine out of the fleet, with what became of it. */
export function RetireDialog(props: { humanId: string; today: string; open: boolean; onClose: () => void }) {
  const [as, setAs] = createSignal<Retirement>("SOLD");
  const [day, setDay] = createSignal("");
  const [reason, setReason] = createSignal("");
  async function send(operationId: string): Promise<void> {
    await client.assets.retire.mutate({
      operationId,
      humanId: props.humanId,
      as: as(),
      ...(day() ? { on: day() } : {}),
      ...(reason().trim() ? { reason: reason().trim() } : {}),
    });
    toast.success(t("assets.retire.done", { humanId: props.humanId }));
    props.onClose();
    await trpc.assets.invalidate();
  }
  return (
    <FormDialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t("assets.retire.title", { humanId: props.humanId })}
      hint={t("assets.retire.hint")}
      submit={t("assets.retire.action")}
      onOpen={() => {
        setAs("SOLD");
        setDay(props.today);
        setReason("");
      }}
      check={() => true}
      onSend={send}
    >
      <Select<Retirement>
        label={t("assets.retire.as")}
        value={as()}
        options={RETIREMENTS.map((value) => ({ value, label: t(`assets.retire.${value}`) }))}
        onChange={setAs}
      />
      <TextField
        type="date"
        label={t("assets.retire.on")}
        value={day()}
        max={props.today}
        onInput={(event) => setDay(event.currentTarget.value)}
      />
      <TextArea
        label={t("assets.retire.reason")}
        optional
        maxLength={500}
        value={reason()}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
