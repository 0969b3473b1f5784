import { A } from "@solidjs/router";
import CloudOff from "lucide-solid/icons/cloud-off";
import CloudUpload from "lucide-solid/icons/cloud-upload";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { asking, queue } from "~/lib/outbox/queue-state.ts";
import { useFormat } from "~/lib/session.tsx";

/** What waits on this device, where it was entered. */
export function QueueNote() {
  const format = useFormat();
  const figure = (count: number) => format().number(count);
  return (
    <Show when={queue().length > 0}>
      <A
        href="/queue"
        class="flex min-h-14 items-center gap-3 rounded-md border border-amber-line bg-amber-soft px-4 py-2 text-amber"
      >
        <Show when={asking() > 0} fallback={<CloudUpload class="size-5 shrink-0" aria-hidden="true" />}>
          <CloudOff class="size-5 shrink-0" aria-hidden="true" />
        </Show>
        <span class="flex-1 font-semibold">
          {t("scan.queue.waiting", queue().length, figure(queue().length))}
          <Show when={asking() > 0}>{` · ${t("scan.queue.asking", asking(), figure(asking()))}`}</Show>
        </span>
        <span class="text-sm font-semibold underline underline-offset-4">{t("scan.stored.queue")}</span>
      </A>
    </Show>
  );
}
