import { createEffect, createSignal, on } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { forgetMe } from "~/lib/last-me.ts";
import { useSession } from "~/lib/session.tsx";
import { signOut } from "~/lib/sign-out.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import type { Member } from "./member-actions.tsx";
import type { Step } from "./member-menu.tsx";

export type Wanted = { step: Step; member: Member };

/** The dialogs behind a member's menu; one of them is open while something is wanted. */
export function MemberDialogs(props: { wanted: Wanted | null; onClose: () => void }) {
  const { me } = useSession();
  // The words stay while a dialog fades out.
  const [shown, setShown] = createSignal<Wanted | null>(null);
  createEffect(
    on(
      () => props.wanted,
      (wanted) => wanted && setShown(wanted),
    ),
  );
  const opens = (step: Step) => props.wanted?.step === step;
  const name = () => shown()?.member.name ?? "";

  async function setActive(active: boolean, operationId: string) {
    const { id } = props.wanted!.member;
    const member = await (active ? client.members.reactivate : client.members.deactivate).mutate({ operationId, id });
    toast.success(t(active ? "members.reactivateDialog.done" : "members.deactivateDialog.done", { name: member.name }));
    props.onClose();
    await trpc.members.invalidate();
  }

  /** Whoever belongs elsewhere too goes on there after signing in again. */
  async function leave(operationId: string) {
    await client.members.leave.mutate({ operationId });
    forgetMe();
    await signOut();
  }

  return (
    <>
      <EditDialog open={opens("edit")} member={shown()?.member ?? null} onClose={props.onClose} />
      <ConfirmDialog
        open={opens("deactivate")}
        onClose={props.onClose}
        title={t("members.deactivateDialog.title", { name: name() })}
        hint={t("members.deactivateDialog.hint")}
        action={t("members.action.deactivate")}
        danger
        onConfirm={(operationId) => setActive(false, operationId)}
      />
      <ConfirmDialog
        open={opens("reactivate")}
        onClose={props.onClose}
        title={t("members.reactivateDialog.title", { name: name() })}
        hint={t("members.reactivateDialog.hint")}
        action={t("members.action.reactivate")}
        onConfirm={(operationId) => setActive(true, operationId)}
      />
      <ConfirmDialog
        open={opens("leave")}
        onClose={props.onClose}
        title={t("members.leaveDialog.title", { organization: me().organization.name })}
        hint={t("members.leaveDialog.hint")}
        action={t("members.leaveDialog.action")}
        danger
        onConfirm={leave}
      />
    </>
  );
}
