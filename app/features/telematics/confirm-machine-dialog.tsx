import { For, createSignal } from "solid-js";
import { createStore } from "solid-js/store";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

export type Unconfirmed = {
  humanId: string;
  type: EquipmentType;
  make: string;
  model: string;
  serialNumber: string;
};

const FIELDS = ["make", "model", "serialNumber"] as const;
/** What stands in the record where the file did not say. */
const UNSAID = "Unknown";

/** A person has looked at a machine that a file named, and says what it is. */
export function ConfirmMachineDialog(props: { machine: Unconfirmed; open: boolean; onClose: () => void }) {
  const [type, setType] = createSignal<EquipmentType>("EXCAVATOR");
  const [said, setSaid] = createStore({ make: "", model: "", serialNumber: "" });
  const [tried, setTried] = createSignal(false);
  function open(): void {
    const { machine } = props;
    setType(machine.type);
    for (const name of FIELDS) setSaid(name, machine[name] === UNSAID ? "" : machine[name]);
    setTried(false);
  }
  async function send(operationId: string): Promise<void> {
    const { humanId } = props.machine;
    await client.telematics.confirmMachine.mutate({
      operationId,
      humanId,
      type: type(),
      make: said.make.trim(),
      model: said.model.trim(),
      serialNumber: said.serialNumber.trim(),
    });
    toast.success(t("telematics.confirm.done", { humanId }));
    props.onClose();
    await Promise.all([trpc.telematics.invalidate(), trpc.assets.invalidate()]);
  }
  return (
    <FormDialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t("telematics.confirm.what", { humanId: props.machine.humanId })}
      hint={t("telematics.confirm.plate")}
      submit={t("telematics.confirm.save")}
      onOpen={open}
      check={() => {
        setTried(true);
        return FIELDS.every((name) => said[name].trim() !== "");
      }}
      onSend={send}
    >
      <Select<EquipmentType>
        label={t("telematics.confirm.type")}
        value={type()}
        options={EQUIPMENT_TYPES.map((value) => ({ value, label: t(`assets.type.${value}`) }))}
        onChange={setType}
      />
      <For each={FIELDS}>
        {(name) => (
          <TextField
            label={t(`telematics.confirm.${name}`)}
            autocomplete="off"
            maxLength={100}
            value={said[name]}
            error={tried() && said[name].trim() === "" ? t("telematics.confirm.needed") : null}
            onInput={(event) => setSaid(name, event.currentTarget.value)}
          />
        )}
      </For>
    </FormDialog>
  );
}
