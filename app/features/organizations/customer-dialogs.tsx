import { createEffect, createSignal, on } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client } from "~/lib/trpc.ts";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import type { CustomerStep } from "./customer-columns.tsx";
import { InviteFirstDialog } from "./invite-first-dialog.tsx";
import { type Customer, refreshOrganizations } from "./organizations.queries.ts";
import { TermsDialog } from "./terms-dialog.tsx";

export type WantedOfCustomer = { step: CustomerStep; customer: Customer };

/** The dialogs behind a customer's menu. */
export function CustomerDialogs(props: { wanted: WantedOfCustomer | null; onClose: () => void }) {
  // The words stay while a dialog fades out.
  const [shown, setShown] = createSignal<WantedOfCustomer | null>(null);
  createEffect(
    on(
      () => props.wanted,
      (wanted) => wanted && setShown(wanted),
    ),
  );
  const name = () => shown()?.customer.name ?? "";

  async function invite(person: { email: string; name?: string }, operationId: string) {
    const customerId = props.wanted!.customer.id;
    await client.customers.inviteSupervisor.mutate({ operationId, customerId, ...person });
    toast.success(t("organizations.customers.inviteDialog.sent", { email: person.email }));
    await refreshOrganizations();
  }

  async function end(operationId: string) {
    const { id: customerId, dealerId } = props.wanted!.customer;
    await client.relations.end.mutate({ operationId, dealerId, customerId });
    toast.success(t("organizations.customers.endDialog.done", { name: name() }));
    props.onClose();
    await refreshOrganizations();
  }

  return (
    <>
      <TermsDialog open={props.wanted?.step === "terms"} customer={shown()?.customer ?? null} onClose={props.onClose} />
      <InviteFirstDialog
        open={props.wanted?.step === "invite"}
        onClose={props.onClose}
        title={t("organizations.customers.inviteDialog.title", { name: name() })}
        hint={t("organizations.customers.inviteDialog.hint")}
        submit={t("organizations.customers.inviteDialog.submit")}
        invite={invite}
      />
      <ConfirmDialog
        open={props.wanted?.step === "end"}
        onClose={props.onClose}
        title={t("organizations.customers.endDialog.title", { name: name() })}
        hint={t("organizations.customers.endDialog.hint")}
        action={t("organizations.customers.endDialog.action")}
        danger
        onConfirm={end}
      />
    </>
  );
}
