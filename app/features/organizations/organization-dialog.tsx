import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { refreshOrganizations } from "./organizations.queries.ts";
import { isWhole, type Regional, RegionalFields, regionalOf } from "./regional-fields.tsx";

/** Changes the name and regional settings of one's own organisation. */
export function OrganizationDialog(props: { open: boolean; onClose: () => void }) {
  const { me } = useSession();
  const [value, setValue] = createSignal<Regional>(regionalOf(me().organization));
  const [checked, setChecked] = createSignal(false);
  async function send(operationId: string) {
    await client.organizations.update.mutate({ operationId, ...value() });
    await refreshOrganizations();
    toast.success(t("organizations.settings.saved"));
    props.onClose();
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("organizations.settings.title")}
      hint={t("organizations.settings.hint")}
      submit={t("common.action.save")}
      onOpen={() => {
        setValue({ ...regionalOf(me().organization), name: me().organization.name });
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return isWhole(value());
      }}
      onSend={send}
    >
      <RegionalFields value={value()} onChange={setValue} checked={checked()} />
    </FormDialog>
  );
}
