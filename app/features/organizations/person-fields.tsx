import { readEmail } from "~/lib/email.ts";
import { t } from "~/lib/i18n.ts";
import { TextField } from "~/ui/text-field.tsx";

/** Somebody to be invited, while they are being named. */
export interface NewPerson {
  email: string;
  name: string;
}

export const nobody: NewPerson = { email: "", name: "" };

/** What is sent of a person; the name only where there is one. */
export const personOf = ({ email, name }: NewPerson) => ({
  email: email.trim(),
  ...(name.trim() ? { name: name.trim() } : {}),
});

/** Address and name of somebody to be invited. */
export function PersonFields(props: {
  value: NewPerson;
  onChange: (value: NewPerson) => void;
  checked: boolean;
  optional?: boolean;
  hint?: string;
}) {
  const faulty = () =>
    props.checked && !readEmail(props.value.email) && !(props.optional && props.value.email.trim() === "");
  return (
    <>
      <TextField
        type="email"
        name="person-email"
        inputmode="email"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        label={t("organizations.field.email")}
        optional={props.optional ?? false}
        {...(props.hint ? { hint: props.hint } : {})}
        error={faulty() ? t("organizations.field.emailInvalid") : null}
        value={props.value.email}
        onInput={(event) => props.onChange({ ...props.value, email: event.currentTarget.value })}
      />
      <TextField
        name="person-name"
        autocomplete="off"
        maxLength={100}
        optional
        label={t("organizations.field.personName")}
        value={props.value.name}
        onInput={(event) => props.onChange({ ...props.value, name: event.currentTarget.value })}
      />
    </>
  );
}
