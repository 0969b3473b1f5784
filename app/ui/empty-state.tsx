import Inbox from "lucide-solid/icons/inbox";
import { type JSX, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";

/** Says that nothing is there, why, and what to do about it. */
export function EmptyState(props: { title?: string; hint?: string; icon?: JSX.Element; action?: JSX.Element }) {
  return (
    <div class="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <div class="grid size-14 place-items-center rounded-full bg-sunken text-muted [&_svg]:size-7" aria-hidden="true">
        {props.icon ?? <Inbox />}
      </div>
      <p class="font-semibold">{props.title ?? t("common.empty.title")}</p>
      <Show when={props.hint}>
        <p class="max-w-prose text-sm text-muted">{props.hint}</p>
      </Show>
      <Show when={props.action}>
        <div class="mt-2">{props.action}</div>
      </Show>
    </div>
  );
}
