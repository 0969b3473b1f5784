import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { type Due, dueWord } from "./map-machines.ts";

/** A due date in the site's zone, with a badge when it is near or past. */
export function DueCell(props: { asset: Due & { siteTimeZone: string | null }; stacked?: boolean }) {
  const format = useFormat();
  const word = () => dueWord(props.asset);
  return (
    <Show when={props.asset.dueAt} fallback={<span class="text-faint">{t("common.state.none")}</span>}>
      {(dueAt) => (
        <span class="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <time datetime={dueAt()}>{format().dateTime(dueAt(), props.asset.siteTimeZone ?? undefined)}</time>
          <Show when={word()}>{(status) => <StatusBadge status={status()} />}</Show>
        </span>
      )}
    </Show>
  );
}
