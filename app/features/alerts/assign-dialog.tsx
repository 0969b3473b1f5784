import { useQuery } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { Select } from "~/ui/select.tsx";
import { alertPeople, type Alert } from "./alerts.queries.ts";

const NOBODY = "";

/** Who looks after an alert: people of the machine's dealer and of its customer. */
export function AssignDialog(props: { alert: Alert; open: boolean; onClose: () => void }) {
  const [who, setWho] = createSignal(NOBODY);
  const people = useQuery(() => ({ ...alertPeople(props.alert.id), enabled: props.open }));
  const options = () => {
    const known = people.isPending ? [] : (people.data?.items ?? []);
    const { assigneeUserId, assigneeName } = props.alert;
    const stays =
      assigneeUserId && !known.some(({ userId }) => userId === assigneeUserId)
        ? [{ value: assigneeUserId, label: assigneeName ?? t("common.state.unknown") }]
        : [];
    return [
      { value: NOBODY, label: t("alertPage.assign.nobody") },
      ...stays,
      ...known.map(({ userId, name }) => ({ value: userId, label: name })),
    ];
  };
  const send = async (operationId: string) => {
    await client.alerts.assign.mutate({ operationId, alertId: props.alert.id, assigneeUserId: who() || null });
    await trpc.alerts.invalidate();
    props.onClose();
  };
  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("alertPage.assign.title")}
      submit={t("alertPage.action.assign")}
      onOpen={() => setWho(props.alert.assigneeUserId ?? NOBODY)}
      check={() => true}
      onSend={send}
    >
      <Select label={t("alertPage.assign.who")} value={who()} onChange={setWho} options={options()} />
    </FormDialog>
  );
}
