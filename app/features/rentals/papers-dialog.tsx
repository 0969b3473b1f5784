import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client } from "~/lib/trpc.ts";
import { TextField } from "~/ui/text-field.tsx";
import { type StepCall, StepDialog } from "./step-dialog.tsx";
import type { StepProps } from "./step-dialogs.tsx";

/** Contract, purchase order, and whom to ring. */
export function PapersDialog(props: StepProps) {
  // oxlint-disable solid/reactivity -- where the fields start
  const [contract, setContract] = createSignal(props.rental.contractNumber ?? "");
  const [po, setPo] = createSignal(props.rental.poNumber ?? "");
  const [name, setName] = createSignal(props.rental.deliveryContact?.name ?? "");
  const [phone, setPhone] = createSignal(props.rental.deliveryContact?.phone ?? "");
  // oxlint-enable solid/reactivity
  const contact = () => (name().trim() ? { name: name().trim(), phone: phone().trim() || null } : null);
  async function carryOut(call: StepCall): Promise<string> {
    await client.rentals.setPapers.mutate({
      ...call,
      id: props.rental.id,
      contractNumber: contract().trim(),
      poNumber: po().trim(),
      deliveryContact: contact(),
    });
    return t("rentals.papers.done");
  }
  return (
    <StepDialog
      open={props.open}
      onClose={props.onClose}
      title={t("rentals.papers.title", { machine: props.rental.humanId })}
      action={t("common.action.save")}
      reason={null}
      onSubmit={carryOut}
    >
      <TextField
        label={t("rentals.papers.contract")}
        optional
        maxLength={60}
        value={contract()}
        onInput={(event) => setContract(event.currentTarget.value)}
      />
      <TextField
        label={t("rentals.papers.po")}
        optional
        maxLength={60}
        value={po()}
        onInput={(event) => setPo(event.currentTarget.value)}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("rentals.papers.contact")}
          optional
          maxLength={120}
          autocomplete="off"
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          type="tel"
          label={t("rentals.papers.phone")}
          optional
          maxLength={40}
          autocomplete="off"
          value={phone()}
          onInput={(event) => setPhone(event.currentTarget.value)}
        />
      </div>
    </StepDialog>
  );
}
