import { createSignal } from "solid-js";
import { readEmail } from "~/lib/email.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { refreshOrganizations } from "./organizations.queries.ts";
import { type NewPerson, nobody, PersonFields, personOf } from "./person-fields.tsx";
import { isWhole, type Regional, RegionalFields, regionalOf } from "./regional-fields.tsx";

/** Makes a dealer and invites its first administrator. */
export function CreateDealerDialog(props: { open: boolean; onClose: () => void }) {
  const { me } = useSession();
  const [value, setValue] = createSignal<Regional>(regionalOf(me().organization));
  const [admin, setAdmin] = createSignal<NewPerson>(nobody);
  const [checked, setChecked] = createSignal(false);
  async function send(operationId: string) {
    const { name } = await client.dealers.create.mutate({ operationId, ...value(), admin: personOf(admin()) });
    toast.success(t("organizations.dealers.created", { name, email: admin().email.trim() }));
    props.onClose();
    await refreshOrganizations();
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("organizations.dealers.dialog.title")}
      hint={t("organizations.dealers.dialog.hint")}
      submit={t("organizations.dealers.dialog.submit")}
      onOpen={() => {
        setValue(regionalOf(me().organization));
        setAdmin(nobody);
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return isWhole(value()) && readEmail(admin().email) !== null;
      }}
      onSend={send}
    >
      <RegionalFields value={value()} onChange={setValue} checked={checked()} />
      <fieldset class="flex flex-col gap-4 border-t border-line pt-4">
        <legend class="float-left mb-2 w-full font-bold">{t("organizations.dealers.dialog.admin")}</legend>
        <PersonFields value={admin()} onChange={setAdmin} checked={checked()} />
      </fieldset>
    </FormDialog>
  );
}
