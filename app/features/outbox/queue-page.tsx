import CloudCheck from "lucide-solid/icons/cloud-check";
import Download from "lucide-solid/icons/download";
import HardDrive from "lucide-solid/icons/hard-drive";
import RefreshCw from "lucide-solid/icons/refresh-cw";
import Upload from "lucide-solid/icons/upload";
import { createSignal, For, Match, onMount, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { loadOutbox, ownerOf } from "~/lib/outbox/load.ts";
import { isRead, isUnreadable, queue, sending } from "~/lib/outbox/queue-state.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button, buttonStyle } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { exportToFile, importFromFile } from "./carry-queue.ts";
import { keyOf } from "./entry-words.ts";
import { QueueRow } from "./queue-row.tsx";
import { QueueSummary } from "./queue-summary.tsx";
import { useSizes } from "./use-sizes.ts";

/** Everything that this person entered on this device and the server does not have yet. */
export function QueuePage() {
  const { me } = useSession();
  const format = useFormat();
  const sizes = useSizes();
  const [importing, setImporting] = createSignal(false);
  const begin = async () => {
    const outbox = await loadOutbox();
    outbox.startOutbox(ownerOf(me()));
    await outbox.askToPersist();
  };
  onMount(() => void begin());
  const take = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    // The same file may be chosen again.
    input.value = "";
    if (!file) return;
    setImporting(true);
    await importFromFile(
      file,
      (count) => format().number(count),
      (bytes) => format().bytes(bytes),
    ).finally(() => setImporting(false));
  };
  return (
    <>
      <PageHeader
        title={t("outbox.title")}
        description={t("outbox.hint")}
        actions={
          <Show when={queue().length > 0}>
            <Button
              variant="primary"
              busy={sending()}
              onClick={() => void loadOutbox().then(({ flushNow }) => flushNow())}
            >
              <Show when={!sending()}>
                <RefreshCw aria-hidden="true" />
              </Show>
              {t("outbox.sendNow")}
            </Button>
          </Show>
        }
      />
      <QueueSummary sizes={sizes()} />
      <Card flush>
        <Switch>
          <Match when={isUnreadable() && queue().length === 0}>
            <EmptyState icon={<HardDrive />} title={t("outbox.unreadable.title")} hint={t("outbox.unreadable.hint")} />
          </Match>
          <Match when={!isRead()}>
            <SkeletonRows rows={3} />
          </Match>
          <Match when={queue().length === 0}>
            <EmptyState icon={<CloudCheck />} title={t("outbox.empty.title")} hint={t("outbox.empty.hint")} />
          </Match>
          <Match when={true}>
            <ul aria-label={t("outbox.title")} class="divide-y divide-line">
              {/* By key, so that a row that is being pressed is not made anew by every reading of the disk. */}
              <For each={queue().map(keyOf)}>{(key) => <QueueRow key={key} size={sizes().get(key)} />}</For>
            </ul>
          </Match>
        </Switch>
      </Card>
      <div class="mt-4 flex flex-wrap gap-2">
        <Show when={queue().length > 0}>
          <Button onClick={() => void exportToFile((bytes) => format().bytes(bytes))}>
            <Download aria-hidden="true" />
            {t("outbox.export")}
          </Button>
        </Show>
        <label
          class={cn(
            buttonStyle(),
            "relative focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus",
          )}
        >
          <Upload aria-hidden="true" />
          {t("outbox.import")}
          <input
            type="file"
            accept="application/json,.json"
            disabled={importing()}
            class="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => void take(event.currentTarget)}
          />
        </label>
      </div>
    </>
  );
}
