/** The queue as a file in the person's hands. */
import { downloadBlob } from "~/lib/download.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import type { OutboxFileError } from "~/lib/outbox/file.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { toast } from "~/ui/toast.tsx";

/** Saves everything that waits as one file, and says where that is more than can be taken in again at once. */
export async function exportToFile(size: (bytes: number) => string): Promise<void> {
  try {
    const { exportMine, MAX_IMPORT_BYTES } = await loadOutbox();
    const day = new Date().toISOString().slice(0, 10);
    const file = await exportMine();
    downloadBlob(`smart-rental-queue-${day}.json`, file);
    if (file.size > MAX_IMPORT_BYTES) toast.error(t("outbox.toast.exportedLarge", { most: size(MAX_IMPORT_BYTES) }));
    else toast.success(t("outbox.toast.exported"));
  } catch (error) {
    toast.error(errorSentence(error, t));
  }
}

/** Takes a file in, or says why not. */
export async function importFromFile(
  file: Blob,
  figure: (count: number) => string,
  size: (bytes: number) => string,
): Promise<void> {
  const { importMine, MAX_IMPORT_BYTES } = await loadOutbox();
  try {
    const { added, skipped } = await importMine(file);
    if (added > 0 || skipped === 0) toast.success(t("outbox.toast.imported", added, figure(added)));
    if (skipped > 0) toast.error(t("outbox.toast.skipped", skipped, figure(skipped)));
  } catch (error) {
    const { reason } = error as Partial<OutboxFileError>;
    toast.error(
      reason ? t(`outbox.importFailed.${reason}`, { most: size(MAX_IMPORT_BYTES) }) : errorSentence(error, t),
    );
  }
}
