import { type Accessor, createEffect, createSignal } from "solid-js";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { queue } from "~/lib/outbox/queue-state.ts";
import { waitsForWifi } from "../media/data-saving.ts";

export type Size = { files: number; bytes: number; waitsForWifi: boolean };

/** What belongs to each entry in photographs and films, by the entry's id. */
export function useSizes(): Accessor<ReadonlyMap<string, Size>> {
  const [sizes, setSizes] = createSignal<ReadonlyMap<string, Size>>(new Map());
  createEffect(() => {
    const entries = queue();
    void (async () => {
      const { filesOf } = await loadOutbox();
      const found = new Map<string, Size>();
      for (const { id } of entries) {
        if (!id) continue;
        const files = await filesOf(id).catch(() => []);
        found.set(id, {
          files: files.length,
          bytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
          waitsForWifi: files.some(({ blob, mediaId }) => mediaId === null && waitsForWifi(blob.size)),
        });
      }
      setSizes(found);
    })();
  });
  return sizes;
}
