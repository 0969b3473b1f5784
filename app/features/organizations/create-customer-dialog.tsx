import { createSignal } from "solid-js";
import { readEmail } from "~/lib/email.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { refreshOrganizations } from "./organizations.queries.ts";
import { type NewPerson, nobody, PersonFields, personOf } from "./person-fields.tsx";
import { isWhole, type Regional, RegionalFields, regionalOf } from "./regional-fields.tsx";

/** Brings in a customer that is nobody's yet, and invites its first supervisor where one is named. */
export function CreateCustomerDialog(props: { open: boolean; onClose: () => void }) {
  const { me } = useSession();
  const [value, setValue] = createSignal<Regional>(regionalOf(me().organization));
  const [account, setAccount] = createSignal("");
  const [supervisor, setSupervisor] = createSignal<NewPerson>(nobody);
  const [checked, setChecked] = createSignal(false);
  const named = () => supervisor().email.trim() !== "";
  async function send(operationId: string) {
    const { name } = await client.customers.create.mutate({
      operationId,
      ...value(),
      ...(account().trim() ? { accountNumber: account().trim() } : {}),
      ...(named() ? { supervisor: personOf(supervisor()) } : {}),
    });
    toast.success(
      named()
        ? t("organizations.customers.createdInvited", { name, email: supervisor().email.trim() })
        : t("organizations.customers.created", { name }),
    );
    props.onClose();
    await refreshOrganizations();
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("organizations.customers.dialog.title")}
      hint={t("organizations.customers.dialog.hint")}
      submit={t("organizations.customers.dialog.submit")}
      onOpen={() => {
        setValue(regionalOf(me().organization));
        setAccount("");
        setSupervisor(nobody);
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return isWhole(value()) && (!named() || readEmail(supervisor().email) !== null);
      }}
      onSend={send}
    >
      <RegionalFields value={value()} onChange={setValue} checked={checked()} />
      <TextField
        name="account-number"
        autocomplete="off"
        maxLength={60}
        optional
        label={t("organizations.customers.termsDialog.account")}
        value={account()}
        onInput={(event) => setAccount(event.currentTarget.value)}
      />
      <fieldset class="flex flex-col gap-4 border-t border-line pt-4">
        <legend class="float-left mb-2 w-full font-bold">{t("organizations.customers.dialog.supervisor")}</legend>
        <PersonFields
          optional
          hint={t("organizations.customers.dialog.supervisorHint")}
          value={supervisor()}
          onChange={setSupervisor}
          checked={checked()}
        />
      </fieldset>
    </FormDialog>
  );
}
