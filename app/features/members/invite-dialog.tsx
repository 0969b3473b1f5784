import { createSignal } from "solid-js";
import { readEmail } from "~/lib/email.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { type ChosenPlace, lowestPlace, PlaceFields } from "./place-fields.tsx";

/** Asks for the address, role and sites of somebody new. */
export function InviteDialog(props: { open: boolean; onClose: () => void; onInvited: () => void }) {
  const { me } = useSession();
  const orgType = () => me().organization.type;
  const [email, setEmail] = createSignal("");
  const [name, setName] = createSignal("");
  const [place, setPlace] = createSignal<ChosenPlace>(lowestPlace("CUSTOMER"));
  const [checked, setChecked] = createSignal(false);
  const emailError = () => (checked() && !readEmail(email()) ? t("members.inviteDialog.emailInvalid") : null);
  const sitesError = () => (checked() && place().siteIds?.length === 0 ? t("members.place.chooseSome") : null);

  async function send(operationId: string) {
    const { role, siteIds } = place();
    const invitation = await client.members.invite.mutate({
      operationId,
      email: email(),
      role,
      siteIds: siteIds && [...siteIds],
      ...(name().trim() ? { name: name().trim() } : {}),
    });
    toast.success(t("members.inviteDialog.sent", { email: invitation.email }));
    props.onInvited();
    await trpc.members.invalidate();
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("members.inviteDialog.title")}
      hint={t("members.inviteDialog.hint")}
      submit={t("members.inviteDialog.send")}
      onOpen={() => {
        setEmail("");
        setName("");
        setPlace(lowestPlace(orgType()));
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return !emailError() && !sitesError();
      }}
      onSend={send}
    >
      <TextField
        type="email"
        name="invited-email"
        inputmode="email"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        label={t("members.inviteDialog.email")}
        error={emailError()}
        value={email()}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <TextField
        name="invited-name"
        autocomplete="off"
        maxLength={100}
        label={t("members.inviteDialog.name")}
        hint={t("members.inviteDialog.nameHint")}
        optional
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <PlaceFields orgType={orgType()} place={place()} onChange={setPlace} error={sitesError()} />
    </FormDialog>
  );
}
