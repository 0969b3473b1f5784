import { For } from "solid-js";
import type { Role } from "../../../server/domain/iam/claims.ts";
import { Card } from "~/ui/card.tsx";
import type { PermissionGroup } from "./matrix.ts";
import { PermissionMark } from "./permission-mark.tsx";
import { PermissionWords } from "./permission-table.tsx";

/** The phone's view: one role at a time, what it may first in the eye. */
export function PermissionList(props: { groups: readonly PermissionGroup[]; role: Role }) {
  return (
    <div class="flex flex-col gap-4">
      <For each={props.groups}>
        {(group) => (
          <Card title={group.name} flush>
            <ul>
              <For each={group.rows}>
                {(row) => (
                  <li class="flex items-start gap-3 border-b border-line px-4 py-3 last:border-b-0">
                    <span class="shrink-0">
                      <PermissionMark may={row.roles.includes(props.role)} />
                    </span>
                    <PermissionWords row={row} />
                  </li>
                )}
              </For>
            </ul>
          </Card>
        )}
      </For>
    </div>
  );
}
