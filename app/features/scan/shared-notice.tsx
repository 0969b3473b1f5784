import ImageUp from "lucide-solid/icons/image-up";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { dropShared, sharedPhotos } from "./shared-photos.ts";

/** Says that photographs from another app wait for the machine that comes next. */
export function SharedNotice() {
  const count = () => sharedPhotos().length;
  return (
    <Show when={count() > 0}>
      <div
        role="status"
        class="flex items-center gap-3 rounded-md border border-blue-line bg-blue-soft p-3 text-sm text-blue"
      >
        <ImageUp class="size-5 shrink-0" aria-hidden="true" />
        <p class="min-w-0 flex-1 font-medium">{t("scan.shared.waiting", count(), String(count()))}</p>
        <Button variant="ghost" onClick={dropShared}>
          {t("scan.shared.drop")}
        </Button>
      </div>
    </Show>
  );
}
