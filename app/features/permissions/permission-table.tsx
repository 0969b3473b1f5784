import { For, Show } from "solid-js";
import { ROLES, type Role } from "../../../server/domain/iam/claims.ts";
import { t } from "~/lib/i18n.ts";
import { cn } from "~/ui/cn.ts";
import { changes, type PermissionGroup, type PermissionRow } from "./matrix.ts";
import { PermissionMark } from "./permission-mark.tsx";

/** What a procedure is for, and its path for those who program. */
export function PermissionWords(props: { row: PermissionRow }) {
  return (
    <span class="flex min-w-0 flex-col">
      <span>{props.row.words}</span>
      <span class="text-xs text-faint">
        <code class="font-mono break-all">{props.row.path}</code>
        <Show when={changes(props.row)}> · {t("permissions.changes")}</Show>
      </span>
    </span>
  );
}

/** Below the frame's own bar, while a long table passes under it. */
const headStyle =
  "sticky top-(--top-bar) z-10 h-14 border-b border-line bg-sunken py-2 text-xs font-semibold text-muted";

/** The desk's view: all roles side by side, one's own marked. */
export function PermissionTable(props: { groups: readonly PermissionGroup[]; own: Role }) {
  return (
    <table class="w-full border-separate border-spacing-0 text-sm">
      <caption class="sr-only">{t("permissions.title")}</caption>
      <thead>
        <tr>
          <th scope="col" class={cn(headStyle, "rounded-ss-lg px-4 text-start")}>
            {t("permissions.what")}
          </th>
          <For each={ROLES}>
            {(role) => (
              <th
                scope="col"
                class={cn(
                  headStyle,
                  "w-28 px-2 text-center last:rounded-se-lg",
                  role === props.own && "bg-amber-soft text-amber",
                )}
              >
                {t(`common.role.${role}`)}
                <Show when={role === props.own}>
                  <span class="block font-normal">{t("permissions.you")}</span>
                </Show>
              </th>
            )}
          </For>
        </tr>
      </thead>
      <For each={props.groups}>
        {(group) => (
          <tbody>
            <tr>
              <th
                scope="rowgroup"
                colspan={ROLES.length + 1}
                class="border-b border-line px-4 pt-6 pb-2 text-start text-base font-bold"
              >
                {group.name}
              </th>
            </tr>
            <For each={group.rows}>
              {(row) => (
                <tr class="hover:bg-hover">
                  <th scope="row" class="border-b border-line px-4 py-2 text-start font-normal">
                    <PermissionWords row={row} />
                  </th>
                  <For each={ROLES}>
                    {(role) => (
                      <td class={cn("border-b border-line px-2 text-center", role === props.own && "bg-amber-soft/40")}>
                        <PermissionMark may={row.roles.includes(role)} />
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        )}
      </For>
    </table>
  );
}
