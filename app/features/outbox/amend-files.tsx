import Trash from "lucide-solid/icons/trash";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { OutboxFile } from "~/lib/outbox/entry.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { FileFrame } from "./file-frame.tsx";

/** The photographs and films of an entry, of which some may go: one that the device has lost would hold back all others. */
export function AmendFiles(props: { files: readonly OutboxFile[]; onRemove: (id: string) => void }) {
  return (
    <Show when={props.files.length > 0}>
      <div>
        <h3 class="mb-2 text-sm font-semibold">{t("outbox.field.photos")}</h3>
        <ul class="flex flex-wrap gap-3">
          <For each={props.files}>
            {(file, at) => (
              <li class="flex flex-col items-center gap-1">
                <FileFrame blob={file.blob} number={at() + 1} />
                <IconButton
                  label={t("media.remove", { number: String(at() + 1) })}
                  onClick={() => props.onRemove(file.id)}
                >
                  <Trash />
                </IconButton>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}
