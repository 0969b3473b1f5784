import { createSignal } from "solid-js";
import { readEmail } from "~/lib/email.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

/** Asks an existing customer, by the address of one of its supervisors, to let the dealer serve it. */
export function RequestDialog(props: { open: boolean; onClose: () => void; onSent: () => void }) {
  const [email, setEmail] = createSignal("");
  const [message, setMessage] = createSignal("");
  const [checked, setChecked] = createSignal(false);
  async function send(operationId: string) {
    const text = message().trim();
    await client.relations.request.mutate({ operationId, email: email(), ...(text ? { message: text } : {}) });
    toast.success(t("organizations.customers.requestDialog.sent"));
    props.onSent();
    await trpc.relations.invalidate();
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("organizations.customers.requestDialog.title")}
      hint={t("organizations.customers.requestDialog.hint")}
      submit={t("organizations.customers.requestDialog.submit")}
      onOpen={() => {
        setEmail("");
        setMessage("");
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return readEmail(email()) !== null;
      }}
      onSend={send}
    >
      <TextField
        type="email"
        name="supervisor-email"
        inputmode="email"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        label={t("organizations.customers.requestDialog.email")}
        error={checked() && !readEmail(email()) ? t("organizations.field.emailInvalid") : null}
        value={email()}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <TextArea
        optional
        maxLength={500}
        label={t("organizations.customers.requestDialog.message")}
        placeholder={t("organizations.customers.requestDialog.messagePlaceholder")}
        value={message()}
        onInput={(event) => setMessage(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
