/** The queue as a file in the person's hands. */
import { downloadBlob } from "~/lib/download.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { toast } from "~/ui/toast.tsx";

/** Saves everything that waits as one file. */
export async function exportToFile(): Promise<void> {
  try {
    const { exportMine } = await loadOutbox();
    const day = new Date().toISOString().slice(0, 10);
    downloadBlob(`smart-rental-queue-${day}.json`, await exportMine());
    toast.success(t("outbox.toast.exported"));
  } catch (error) {
    toast.error(errorSentence(error, t));
  }
}

/** Takes a file in, or says why not. */
export async function importFromFile(file: Blob, figure: (count: number) => string): Promise<void> {
  const { importMine } = await loadOutbox();
  try {
    const { added, skipped } = await importMine(file);
    if (added > 0 || skipped === 0) toast.success(t("outbox.toast.imported", added, figure(added)));
    if (skipped > 0) toast.error(t("outbox.toast.skipped", skipped, figure(skipped)));
  } catch (error) {
    const { reason } = error as { reason?: "unreadable" | "other_owner" };
    toast.error(reason ? t(`outbox.importFailed.${reason}`) : errorSentence(error, t));
  }
}
