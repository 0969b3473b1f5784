import { A } from "@solidjs/router";
import CloudUpload from "lucide-solid/icons/cloud-upload";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { asking, isUnreadable, queue } from "~/lib/outbox/queue-state.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";

/** In the top bar, for as long as something waits or may wait: how much, and whether it needs somebody. */
export function QueueButton() {
  const format = useFormat();
  const figure = () => (isUnreadable() ? "!" : format().number(queue().length));
  const isUrgent = () => isUnreadable() || asking() > 0;
  const label = () => {
    if (isUnreadable()) return t("shell.queue.unreadable");
    const waiting = t("shell.queue.label", queue().length, figure());
    return asking() > 0 ? `${waiting} · ${t("shell.queue.asking", asking(), format().number(asking()))}` : waiting;
  };
  return (
    <Show when={queue().length > 0 || isUnreadable()}>
      <A
        href="/queue"
        aria-label={label()}
        title={label()}
        class="relative grid size-12 shrink-0 place-items-center rounded-md text-muted hover:bg-hover"
      >
        <CloudUpload class="size-6" aria-hidden="true" />
        <span
          aria-hidden="true"
          class={cn(
            "absolute end-0.5 top-0.5 min-w-5 rounded-full px-1 text-center text-xs leading-5 font-bold",
            isUrgent() ? "bg-danger text-on-danger" : "bg-accent text-on-accent",
          )}
        >
          {figure()}
        </span>
      </A>
    </Show>
  );
}
