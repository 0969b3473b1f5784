import { useMutation, useQuery } from "@tanstack/solid-query";
import Clock from "lucide-solid/icons/clock";
import MailPlus from "lucide-solid/icons/mail-plus";
import MailX from "lucide-solid/icons/mail-x";
import Send from "lucide-solid/icons/send";
import TimerOff from "lucide-solid/icons/timer-off";
import { createSignal, type JSX } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Badge } from "~/ui/badge.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { toast } from "~/ui/toast.tsx";
import { SitesCell } from "./member-columns.tsx";
import { type Invitation, invitationsQuery } from "./members.queries.ts";

/** Invitations that nobody has accepted yet, to be sent again or withdrawn. */
export function InvitationList(props: { wanted: string; add: JSX.Element }) {
  const format = useFormat();
  const query = useQuery(invitationsQuery);
  const [leaving, setLeaving] = createSignal<Invitation | null>(null);
  const [closing, setClosing] = createSignal<Invitation | null>(null);
  const resend = useMutation(() => ({
    mutationFn: ({ id }: Invitation) =>
      client.members.resendInvitation.mutate({ operationId: crypto.randomUUID(), id }),
    onSuccess: async ({ email }) => {
      toast.success(t("members.invitation.resent", { email }));
      await trpc.members.invalidate();
    },
    onError: (error) => toast.error(errorSentence(error, t)),
  }));
  const matching = (items: Invitation[]) =>
    items.filter(({ email, name }) =>
      `${email}\n${name ?? ""}`.toLocaleLowerCase().includes(props.wanted.toLocaleLowerCase()),
    );
  const columns = (): Column<Invitation>[] => [
    {
      id: "address",
      header: t("members.invitation.column.address"),
      sortValue: (invitation) => invitation.email,
      cell: (invitation) => (
        <>
          <span class="font-semibold break-all">{invitation.email}</span>
          <span class="block text-sm font-normal text-muted">{invitation.name}</span>
        </>
      ),
    },
    {
      id: "state",
      header: t("members.column.state"),
      card: "badge",
      cell: (invitation) =>
        invitation.state === "EXPIRED" ? (
          <Badge tone="red" icon={<TimerOff aria-hidden="true" />}>
            {t("members.invitation.expired")}
          </Badge>
        ) : (
          <Badge tone="amber" icon={<Clock aria-hidden="true" />}>
            {t("members.invitation.pending")}
          </Badge>
        ),
    },
    {
      id: "role",
      header: t("members.column.role"),
      sortValue: ({ role }) => t(`common.role.${role}`),
      cell: ({ role }) => t(`common.role.${role}`),
    },
    {
      id: "sites",
      header: t("members.column.sites"),
      cell: (invitation) => <SitesCell names={invitation.siteNames} format={format()} />,
    },
    {
      id: "expires",
      header: t("members.invitation.column.expires"),
      sortValue: ({ expiresAt }) => expiresAt,
      cell: (invitation) => <time datetime={invitation.expiresAt}>{format().dateTime(invitation.expiresAt)}</time>,
    },
    {
      id: "actions",
      header: t("members.column.actions"),
      align: "end",
      class: "w-28",
      cell: (invitation) => (
        <span class="flex justify-start gap-1 md:justify-end">
          <IconButton
            label={`${t("members.action.resend")}: ${invitation.email}`}
            aria-busy={resend.isPending && resend.variables?.id === invitation.id}
            disabled={resend.isPending}
            onClick={() => resend.mutate(invitation)}
          >
            <Send aria-hidden="true" />
          </IconButton>
          <IconButton
            label={`${t("members.action.revoke")}: ${invitation.email}`}
            onClick={() => {
              setLeaving(invitation);
              setClosing(invitation);
            }}
          >
            <MailX aria-hidden="true" />
          </IconButton>
        </span>
      ),
    },
  ];
  async function confirm(operationId: string) {
    await client.members.revokeInvitation.mutate({ operationId, id: leaving()!.id });
    toast.success(t("members.revokeDialog.done"));
    setLeaving(null);
    await trpc.members.invalidate();
  }

  return (
    <>
      <Loaded query={query}>
        {(data) => (
          <DataTable
            caption={t("members.tab.invited")}
            columns={columns()}
            rows={matching(data().items)}
            rowId={({ id }) => id}
            empty={
              data().items.length === 0 ? (
                <EmptyState
                  icon={<MailPlus />}
                  title={t("members.none.invited")}
                  hint={t("members.none.invitedHint")}
                  action={props.add}
                />
              ) : (
                <EmptyState title={t("members.none.noMatch")} hint={t("members.none.noMatchHint")} />
              )
            }
          />
        )}
      </Loaded>
      <ConfirmDialog
        open={leaving() !== null}
        onClose={() => setLeaving(null)}
        title={t("members.revokeDialog.title", { email: closing()?.email ?? "" })}
        hint={t("members.revokeDialog.hint")}
        action={t("members.action.revoke")}
        danger
        onConfirm={confirm}
      />
    </>
  );
}
