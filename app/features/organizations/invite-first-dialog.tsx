import { createSignal } from "solid-js";
import { readEmail } from "~/lib/email.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { type NewPerson, nobody, PersonFields, personOf } from "./person-fields.tsx";

/** Asks whom to invite as the one who runs another organisation. */
export function InviteFirstDialog(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  hint?: string;
  submit: string;
  invite: (person: { email: string; name?: string }, operationId: string) => Promise<void>;
}) {
  const [person, setPerson] = createSignal<NewPerson>(nobody);
  const [checked, setChecked] = createSignal(false);
  async function send(operationId: string) {
    await props.invite(personOf(person()), operationId);
    props.onClose();
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      {...(props.hint ? { hint: props.hint } : {})}
      submit={props.submit}
      onOpen={() => {
        setPerson(nobody);
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return readEmail(person().email) !== null;
      }}
      onSend={send}
    >
      <PersonFields value={person()} onChange={setPerson} checked={checked()} />
    </FormDialog>
  );
}
