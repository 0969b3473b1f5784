import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import type { Member } from "./member-actions.tsx";
import { type ChosenPlace, lowestPlace, PlaceFields } from "./place-fields.tsx";

/** Changes a member's role and sites. */
export function EditDialog(props: { open: boolean; member: Member | null; onClose: () => void }) {
  const { me } = useSession();
  const orgType = () => me().organization.type;
  const [place, setPlace] = createSignal<ChosenPlace>(lowestPlace("CUSTOMER"));
  const [checked, setChecked] = createSignal(false);
  const sitesError = () => (checked() && place().siteIds?.length === 0 ? t("members.place.chooseSome") : null);
  async function send(operationId: string) {
    const { role, siteIds } = place();
    const { name } = await client.members.changeAccess.mutate({
      operationId,
      id: props.member!.id,
      role,
      siteIds: siteIds && [...siteIds],
    });
    toast.success(t("members.editDialog.done", { name }));
    props.onClose();
    await Promise.all([trpc.members.invalidate(), trpc.iam.me.invalidate()]);
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("members.editDialog.title", { name: props.member?.name ?? "" })}
      hint={t("members.editDialog.hint")}
      submit={t("common.action.save")}
      onOpen={() => {
        if (props.member) setPlace({ role: props.member.role, siteIds: props.member.siteIds });
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return !sitesError();
      }}
      onSend={send}
    >
      <PlaceFields orgType={orgType()} place={place()} onChange={setPlace} error={sitesError()} />
    </FormDialog>
  );
}
