import CloudUpload from "lucide-solid/icons/cloud-upload";
import Download from "lucide-solid/icons/download";
import { createMemo, createSignal, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { isUnreadable, queue, sending } from "~/lib/outbox/queue-state.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { exportToFile } from "./carry-queue.ts";
import { whatOf } from "./entry-words.ts";
import { useEndWords } from "./queue-summary.tsx";

/** What is left behind, and what can be done about it; keeping it here for oneself is the answer that costs nothing. */
export function LeaveDialog(props: { onGo: () => void; onStay: () => void }) {
  const format = useFormat();
  const end = useEndWords();
  const [tried, setTried] = createSignal(false);
  const figure = (count: number) => format().number(count);
  const kinds = createMemo(() => {
    const counts = new Map<string, number>();
    for (const entry of queue()) {
      const kind = entry.state === "damaged" ? t("outbox.state.damaged") : whatOf(entry, t);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts].map(([kind, count]) => `${figure(count)} × ${kind}`);
  });
  const send = async () => {
    await (await loadOutbox()).flushNow();
    setTried(true);
    if (queue().length === 0 && !isUnreadable()) props.onGo();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onStay()}
      title={t("outbox.leave.title")}
      actions={
        <div class="flex w-full flex-col gap-2">
          <Button variant="primary" size="lg" onClick={() => props.onGo()}>
            {t("outbox.leave.keep")}
          </Button>
          <div class="grid gap-2 sm:grid-cols-2">
            <Button size="lg" busy={sending()} onClick={() => void send()}>
              <Show when={!sending()}>
                <CloudUpload aria-hidden="true" />
              </Show>
              {t("outbox.leave.send")}
            </Button>
            <Button size="lg" onClick={() => void exportToFile((bytes) => format().bytes(bytes))}>
              <Download aria-hidden="true" />
              {t("outbox.leave.export")}
            </Button>
          </div>
          <Button variant="ghost" size="lg" onClick={() => props.onStay()}>
            {t("outbox.leave.stay")}
          </Button>
        </div>
      }
    >
      <Show when={isUnreadable()}>
        <p class="mb-2 font-semibold text-amber">{t("outbox.unreadable.leave")}</p>
      </Show>
      <Show when={queue().length > 0}>
        <p class="font-semibold">{t("outbox.leave.text", queue().length, figure(queue().length))}</p>
      </Show>
      <ul class="mt-2 list-disc ps-6">
        <For each={kinds()}>{(kind) => <li>{kind}</li>}</For>
      </ul>
      <p class="mt-3">{t("outbox.leave.hint")}</p>
      <Show when={tried() && !sending() && queue().length > 0}>
        <p role="alert" class="mt-3 text-sm font-medium text-amber">
          {t("outbox.leave.still", { why: end() })}
        </p>
      </Show>
    </Dialog>
  );
}
