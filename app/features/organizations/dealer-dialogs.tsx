import { createEffect, createSignal, on } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client } from "~/lib/trpc.ts";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { InviteFirstDialog } from "./invite-first-dialog.tsx";
import { type Dealer, refreshOrganizations } from "./organizations.queries.ts";

export type DealerStep = "invite" | "deactivate" | "reactivate";
export type WantedOfDealer = { step: DealerStep; dealer: Dealer };

/** The dialogs behind a dealer's menu. */
export function DealerDialogs(props: { wanted: WantedOfDealer | null; onClose: () => void }) {
  // The words stay while a dialog fades out.
  const [shown, setShown] = createSignal<WantedOfDealer | null>(null);
  createEffect(
    on(
      () => props.wanted,
      (wanted) => wanted && setShown(wanted),
    ),
  );
  const name = () => shown()?.dealer.name ?? "";

  /** Sends an open invitation of the address again, or makes one. */
  async function invite(person: { email: string; name?: string }, operationId: string) {
    const orgId = props.wanted!.dealer.id;
    const { items } = await client.members.invitations.query({ orgId });
    const open = items.find(({ email }) => email === person.email.toLowerCase());
    if (open) await client.members.resendInvitation.mutate({ operationId, orgId, id: open.id });
    else await client.members.invite.mutate({ operationId, orgId, ...person, role: "DEALER_ADMIN", siteIds: null });
    toast.success(t("organizations.dealers.resent", { email: person.email }));
  }

  async function setActive(active: boolean, operationId: string) {
    const { id } = props.wanted!.dealer;
    const procedure = active ? client.organizations.reactivate : client.organizations.deactivate;
    const organization = await procedure.mutate({ operationId, id });
    toast.success(
      t(active ? "organizations.reactivate.done" : "organizations.deactivate.done", { name: organization.name }),
    );
    props.onClose();
    await refreshOrganizations();
  }

  return (
    <>
      <InviteFirstDialog
        open={props.wanted?.step === "invite"}
        onClose={props.onClose}
        title={`${t("organizations.dealers.resend")}: ${name()}`}
        submit={t("members.inviteDialog.send")}
        invite={invite}
      />
      <ConfirmDialog
        open={props.wanted?.step === "deactivate"}
        onClose={props.onClose}
        title={t("organizations.deactivate.title", { name: name() })}
        hint={t("organizations.deactivate.hint")}
        action={t("organizations.deactivate.action")}
        danger
        onConfirm={(operationId) => setActive(false, operationId)}
      />
      <ConfirmDialog
        open={props.wanted?.step === "reactivate"}
        onClose={props.onClose}
        title={t("organizations.reactivate.title", { name: name() })}
        hint={t("organizations.reactivate.hint")}
        action={t("organizations.reactivate.action")}
        onConfirm={(operationId) => setActive(true, operationId)}
      />
    </>
  );
}
