import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { Select } from "~/ui/select.tsx";

const HOURS = { h1: 1, h8: 8, d1: 24, d7: 168 } as const;
type Choice = keyof typeof HOURS;
const choices = Object.keys(HOURS) as Choice[];

/** For how long an alert is put aside. */
export function SnoozeDialog(props: { alertId: string; open: boolean; onClose: () => void }) {
  const [choice, setChoice] = createSignal<Choice>("h8");
  const send = async (operationId: string) => {
    const until = new Date(Date.now() + HOURS[choice()] * 3_600_000).toISOString();
    await client.alerts.snooze.mutate({ operationId, alertId: props.alertId, until });
    await trpc.alerts.invalidate();
    props.onClose();
  };
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("alertPage.snooze.title")}
      hint={t("alertPage.snooze.hint")}
      submit={t("alertPage.action.snooze")}
      onOpen={() => setChoice("h8")}
      check={() => true}
      onSend={send}
    >
      <Select<Choice>
        label={t("alertPage.snooze.until")}
        value={choice()}
        onChange={setChoice}
        options={choices.map((value) => ({ value, label: t(`alertPage.snooze.${value}`) }))}
      />
    </FormDialog>
  );
}
