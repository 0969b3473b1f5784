import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { FaultBadge } from "../inspections/severity-badge.tsx";
import type { Work } from "./maintenance.queries.ts";
import { PendingBadge } from "../tasks/pending-mark.tsx";
import { dueWords, pendingWork, workName } from "./work-words.ts";

/** A piece of work on the board; the whole of it opens its details. */
export function WorkCard(props: { work: Work; now: Date; onOpen: () => void }) {
  const { me } = useSession();
  const format = useFormat();
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <p class="text-sm text-muted">
        <span class="font-semibold text-ink">{props.work.humanId}</span>
        <Show when={props.work.machine}>{(machine) => ` ${machine().make} ${machine().model}`}</Show>
      </p>
      <button
        type="button"
        aria-haspopup="dialog"
        class="text-start font-semibold break-words after:absolute after:inset-0 after:rounded-md"
        onClick={() => props.onOpen()}
      >
        {workName(props.work)}
      </button>
      <span class="empty:hidden">
        <PendingBadge entries={pendingWork(props.work)} />
      </span>
      <Show when={props.work.severity}>
        {(severity) => (
          <span>
            <FaultBadge severity={severity()} />
          </span>
        )}
      </Show>
      <For each={dueWords(props.work, format(), props.now, me().organization.timeZone)}>
        {(line) => <p class={cn("text-sm", line.late ? "font-semibold text-red" : "text-muted")}>{line.text}</p>}
      </For>
      <Show when={props.work.state !== "DONE"}>
        <p class="text-sm text-muted">
          {[
            props.work.workshop && t(`maintenance.workshop.${props.work.workshop}`),
            props.work.technicianName,
            !props.work.workshop && props.work.siteName,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </Show>
    </div>
  );
}
