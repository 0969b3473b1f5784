import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import type { IssuedBadge } from "./credentials.queries.ts";
import { isGoodPin } from "../../../server/domain/credentials/pin.ts";
import { PinField, suggestedPin } from "./pin-field.tsx";

/** Adds somebody who has no e-mail address, and issues their badge. Sites are chosen afterwards, as for any member. */
export function AddOperatorDialog(props: {
  open: boolean;
  onClose: () => void;
  onAdded: (issued: IssuedBadge, pin: string) => void;
}) {
  const { me } = useSession();
  const [name, setName] = createSignal("");
  const [pin, setPin] = createSignal("");
  const [checked, setChecked] = createSignal(false);
  const role = () => (me().organization.type === "DEALER" ? "DEALER_DISPATCH" : "OPERATOR");
  async function send(operationId: string) {
    const issued = await client.credentials.addOperator.mutate({ operationId, name: name().trim(), pin: pin() });
    props.onAdded(issued, pin());
  }
  return (
    <FormDialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t("credentials.add.title")}
      hint={t(me().siteIds === null ? "credentials.add.hint" : "credentials.add.hintOfSites")}
      submit={t("credentials.add.submit")}
      onOpen={() => {
        setName("");
        setPin(suggestedPin());
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return name().trim() !== "" && isGoodPin(pin());
      }}
      onSend={send}
    >
      <TextField
        name="operator-name"
        autocomplete="off"
        maxlength={100}
        label={t("credentials.add.name")}
        hint={t("credentials.add.role", { role: t(`common.role.${role()}`) })}
        error={checked() && name().trim() === "" ? t("credentials.add.nameMissing") : null}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <PinField name={name().trim() || t("credentials.add.name")} pin={pin()} onChange={setPin} checked={checked()} />
    </FormDialog>
  );
}
