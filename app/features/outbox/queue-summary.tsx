import HardDrive from "lucide-solid/icons/hard-drive";
import { createResource, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { asking, isUnreadable, keepsStorage, lastEnd, queue, sending } from "~/lib/outbox/queue-state.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { sendLargeNow } from "../media/data-saving.ts";
import { Button } from "~/ui/button.tsx";
import { loadOutbox } from "~/lib/outbox/load.ts";
import type { Size } from "./use-sizes.ts";

/** How the last attempt to send ended, in words. */
export function useEndWords(): () => string {
  const format = useFormat();
  return () => {
    const last = lastEnd();
    // Whatever was tried then: of a queue that can not be read nothing was sent, and the network is not to blame.
    if (isUnreadable()) return t("outbox.unreadable.title");
    if (sending()) return t("outbox.end.sending");
    if (!last) return t("outbox.end.never");
    // It was tried and is not refused: the server itself has failed over it.
    if (last.end === "done" && queue().some((entry) => entry.state === "waiting" && entry.faults > 0))
      return t("outbox.end.fault");
    return last.end === "done"
      ? t("outbox.end.done", { time: format().relative(new Date(last.at)) })
      : t(`outbox.end.${last.end}`);
  };
}

/** Counts, sizes, room on the device, and how sending goes. */
export function QueueSummary(props: { sizes: ReadonlyMap<string, Size> }) {
  const format = useFormat();
  const end = useEndWords();
  const [room] = createResource(async () => navigator.storage?.estimate?.().catch(() => null));
  const bytes = () => [...props.sizes.values()].reduce((sum, size) => sum + size.bytes, 0);
  const savesData = () => [...props.sizes.values()].some((size) => size.waitsForWifi);
  const figure = (count: number) => format().number(count);
  const disk = () => {
    const { usage, quota } = room.latest ?? {};
    return usage !== undefined && quota
      ? t("outbox.disk", { used: format().bytes(usage), quota: format().bytes(quota) })
      : null;
  };
  return (
    <div class="mb-4 flex flex-col gap-3">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <Show when={queue().length > 0}>
          <strong class="text-base">{t("outbox.count", queue().length, figure(queue().length))}</strong>
        </Show>
        <Show when={asking() > 0}>
          <Badge tone="amber">{t("outbox.asking", asking(), figure(asking()))}</Badge>
        </Show>
        <Show when={bytes() > 0}>
          <span class="text-muted">{t("outbox.files", { size: format().bytes(bytes()) })}</span>
        </Show>
        <span role="status" class="text-muted">
          {isUnreadable() ? "" : end()}
        </span>
        <Show when={disk()}>
          {(text) => (
            <span class="flex items-center gap-1.5 text-muted">
              <HardDrive class="size-4" aria-hidden="true" />
              {text()}
            </span>
          )}
        </Show>
      </div>
      <Show when={savesData()}>
        <div class="flex flex-wrap items-center gap-3 text-sm text-amber">
          <span>{t("media.saving")}</span>
          <Button
            size="sm"
            onClick={() => {
              sendLargeNow();
              void loadOutbox().then(({ flushNow }) => flushNow());
            }}
          >
            {t("media.sendAnyway")}
          </Button>
        </div>
      </Show>
      <Show when={isUnreadable() && queue().length > 0}>
        <p role="alert" class="rounded-md border border-amber-line bg-amber-soft px-4 py-3 text-sm text-amber">
          {t("outbox.unreadable.hint")}
        </p>
      </Show>
      <Show when={keepsStorage() === false && queue().length > 0}>
        <p class="rounded-md border border-amber-line bg-amber-soft px-4 py-3 text-sm text-amber">
          {t("outbox.notKept")}
        </p>
      </Show>
    </div>
  );
}
