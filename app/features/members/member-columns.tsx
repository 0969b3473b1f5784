import UserRoundX from "lucide-solid/icons/user-round-x";
import { Show } from "solid-js";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Badge } from "~/ui/badge.tsx";
import type { Column } from "~/ui/data-table.tsx";
import type { Member } from "./member-actions.tsx";
import { MemberMenu, type Step } from "./member-menu.tsx";

/** All sites, or the names of those that somebody is bound to; many are counted. */
export function SitesCell(props: { names: readonly string[] | null; format: Format }) {
  const names = () => props.names ?? [];
  return (
    <Show when={props.names} fallback={<span class="text-muted">{t("members.allSites")}</span>}>
      <span title={names().join(", ")}>
        {names().length > 0 && names().length <= 2
          ? names().join(", ")
          : t("members.siteCount", names().length, props.format.number(names().length))}
      </span>
    </Show>
  );
}

interface Settings {
  format: Format;
  myUserId: string;
  onStep: (step: Step, member: Member) => void;
}

/** The columns of the list of members. */
export function memberColumns({ format, myUserId, onStep }: Settings): Column<Member>[] {
  return [
    {
      id: "person",
      header: t("members.column.person"),
      sortValue: (member) => member.name.toLocaleLowerCase(),
      class: "max-w-xs",
      cell: (member) => (
        <span class="flex min-w-0 items-center gap-3">
          <Avatar name={member.name} class="hidden md:inline-grid" />
          <span class="min-w-0">
            <span class="flex flex-wrap items-center gap-x-2">
              <span class="font-semibold break-words">{member.name}</span>
              <Show when={member.userId === myUserId}>
                <Badge>{t("members.you")}</Badge>
              </Show>
            </span>
            <span class="block text-sm font-normal break-all text-muted">{member.email ?? t("members.noAddress")}</span>
          </span>
        </span>
      ),
    },
    {
      id: "role",
      header: t("members.column.role"),
      sortValue: (member) => t(`common.role.${member.role}`),
      cell: (member) => (
        <>
          {t(`common.role.${member.role}`)}
          <Show when={member.administrator}>
            <span class="block text-xs text-muted">{t("members.state.administrator")}</span>
          </Show>
          <Show when={!member.active}>
            <Badge icon={<UserRoundX aria-hidden="true" />} class="mt-1">
              {t("members.state.inactive")}
            </Badge>
          </Show>
        </>
      ),
    },
    {
      id: "sites",
      header: t("members.column.sites"),
      cell: (member) => <SitesCell names={member.siteNames} format={format} />,
    },
    {
      id: "seen",
      header: t("members.column.seen"),
      sortValue: (member) => member.lastSeenAt,
      cell: (member) => (
        <Show when={member.lastSeenAt} fallback={<span class="text-muted">{t("members.never")}</span>}>
          {(at) => (
            <time datetime={at()} title={format.dateTime(at())}>
              {format.relative(at())}
            </time>
          )}
        </Show>
      ),
    },
    {
      id: "actions",
      header: t("members.column.actions"),
      card: "badge",
      align: "end",
      class: "w-16",
      cell: (member) => <MemberMenu member={member} onStep={onStep} />,
    },
  ];
}
