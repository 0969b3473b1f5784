import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { createSignal, Index, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import type { Customer } from "./organizations.queries.ts";

type Contact = { name: string; email: string; phone: string };

const MAX_CONTACTS = 20;
const empty: Contact = { name: "", email: "", phone: "" };

/** A figure as it was typed, with a decimal comma or point; null for none, undefined for what is no amount. */
function readAmount(text: string): number | null | undefined {
  const plain = text.trim().replaceAll(/[\s']/g, "").replace(",", ".");
  if (plain === "") return null;
  const amount = Number(plain);
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

const sent = ({ name, email, phone }: Contact) => ({
  name: name.trim(),
  ...(email.trim() ? { email: email.trim() } : {}),
  ...(phone.trim() ? { phone: phone.trim() } : {}),
});

/** What the dealer notes about a customer, for its own people only. */
export function TermsDialog(props: { open: boolean; customer: Customer | null; onClose: () => void }) {
  const { me } = useSession();
  const [account, setAccount] = createSignal("");
  const [credit, setCredit] = createSignal("");
  const [contacts, setContacts] = createSignal<readonly Contact[]>([]);
  const [notes, setNotes] = createSignal("");
  const [checked, setChecked] = createSignal(false);
  const change = (at: number, part: Partial<Contact>) =>
    setContacts((all) => all.map((contact, index) => (index === at ? { ...contact, ...part } : contact)));
  async function send(operationId: string) {
    await client.customers.updateTerms.mutate({
      operationId,
      customerId: props.customer!.id,
      accountNumber: account().trim() || null,
      creditLimit: readAmount(credit()) ?? null,
      contacts: contacts()
        .filter((contact) => contact.name.trim() !== "")
        .map(sent),
      notes: notes().trim() || null,
    });
    toast.success(t("organizations.customers.termsDialog.saved"));
    props.onClose();
    await trpc.customers.invalidate();
  }

  return (
    <FormDialog
      open={props.open}
      onClose={props.onClose}
      title={t("organizations.customers.termsDialog.title", { name: props.customer?.name ?? "" })}
      hint={t("organizations.customers.termsDialog.hint")}
      submit={t("common.action.save")}
      onOpen={() => {
        const customer = props.customer;
        setAccount(customer?.accountNumber ?? "");
        setCredit(customer?.creditLimit == null ? "" : String(customer.creditLimit));
        setContacts((customer?.contacts ?? []).map((contact) => ({ ...empty, ...contact })));
        setNotes(customer?.notes ?? "");
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return readAmount(credit()) !== undefined;
      }}
      onSend={send}
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          autocomplete="off"
          maxLength={60}
          optional
          label={t("organizations.customers.termsDialog.account")}
          value={account()}
          onInput={(event) => setAccount(event.currentTarget.value)}
        />
        <TextField
          inputmode="decimal"
          autocomplete="off"
          optional
          label={t("organizations.customers.termsDialog.credit")}
          suffix={me().organization.currency}
          error={
            checked() && readAmount(credit()) === undefined
              ? t("organizations.customers.termsDialog.creditInvalid")
              : null
          }
          value={credit()}
          onInput={(event) => setCredit(event.currentTarget.value)}
        />
      </div>
      <Index each={contacts()}>
        {(contact, at) => (
          <fieldset class="relative flex flex-col gap-3 rounded-md border border-line p-3">
            <legend class="sr-only">{`${t("organizations.customers.termsDialog.contact")} ${at + 1}`}</legend>
            <div class="flex items-end gap-2">
              <TextField
                class="min-w-0 flex-1"
                autocomplete="off"
                maxLength={100}
                label={t("organizations.customers.termsDialog.contactName")}
                value={contact().name}
                onInput={(event) => change(at, { name: event.currentTarget.value })}
              />
              <IconButton
                label={t("organizations.customers.termsDialog.removeContact", { name: contact().name })}
                onClick={() => setContacts((all) => all.filter((_, index) => index !== at))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </div>
            <div class="grid gap-3 sm:grid-cols-2">
              <TextField
                type="tel"
                autocomplete="off"
                maxLength={40}
                optional
                label={t("organizations.customers.termsDialog.contactPhone")}
                value={contact().phone}
                onInput={(event) => change(at, { phone: event.currentTarget.value })}
              />
              <TextField
                type="email"
                autocomplete="off"
                maxLength={254}
                optional
                label={t("organizations.customers.termsDialog.contactEmail")}
                value={contact().email}
                onInput={(event) => change(at, { email: event.currentTarget.value })}
              />
            </div>
          </fieldset>
        )}
      </Index>
      <Show when={contacts().length < MAX_CONTACTS}>
        <Button class="self-start" onClick={() => setContacts((all) => [...all, empty])}>
          <Plus aria-hidden="true" />
          {t("organizations.customers.termsDialog.addContact")}
        </Button>
      </Show>
      <TextArea
        optional
        maxLength={2000}
        label={t("organizations.customers.termsDialog.notes")}
        value={notes()}
        onInput={(event) => setNotes(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
