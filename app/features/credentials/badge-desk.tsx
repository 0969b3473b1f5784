import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import type { IssuedBadge } from "./credentials.queries.ts";
import { asked, setAsked } from "./badge-desk-state.ts";

const AddOperatorDialog = lazyPart(
  async () => (await import("./add-operator-dialog.tsx")).AddOperatorDialog,
  ({ open }) => open,
);
const BadgeDialog = lazyPart(
  async () => (await import("./badge-dialog.tsx")).BadgeDialog,
  ({ holder }) => holder,
);
const BadgeCardDialog = lazyPart(
  async () => (await import("./badge-card.tsx")).BadgeCardDialog,
  ({ issued }) => issued,
);

/** The dialogs about members' badges and codes, opened by the entries of a member's menu. Mount it once, where these are. */
export function BadgeDesk() {
  const [issued, setIssued] = createSignal<{ issued: IssuedBadge; pin: string } | null>(null);
  const close = () => setAsked(null);
  const show = (made: IssuedBadge, pin: string) => {
    close();
    setIssued({ issued: made, pin });
  };
  const holderOf = (what: "badge" | "codes") => {
    const now = asked();
    return now?.what === what ? now.holder : null;
  };
  async function allowCodes(operationId: string) {
    await client.credentials.allowCodes.mutate({ operationId, userId: holderOf("codes")!.userId });
    toast.success(t("credentials.codes.done"));
    close();
  }
  return (
    <>
      <BadgeDialog holder={holderOf("badge")} onClose={close} onIssued={show} />
      <AddOperatorDialog open={asked()?.what === "add"} onClose={close} onAdded={show} />
      <BadgeCardDialog
        issued={issued()?.issued ?? null}
        pin={issued()?.pin ?? ""}
        onClose={() => {
          setIssued(null);
          void trpc.members.invalidate();
        }}
      />
      <ConfirmDialog
        open={holderOf("codes") !== null}
        onClose={close}
        title={t("credentials.codes.title", { name: holderOf("codes")?.name ?? "" })}
        hint={t("credentials.codes.hint", { name: holderOf("codes")?.name ?? "" })}
        action={t("credentials.codes.submit")}
        onConfirm={allowCodes}
      />
    </>
  );
}
