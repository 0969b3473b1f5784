import CameraOff from "lucide-solid/icons/camera-off";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { CameraFailure as Code } from "~/lib/scanner/camera-state.ts";
import { Button } from "~/ui/button.tsx";

/** Where another try could only fail again. */
const FINAL: readonly Code[] = ["camera.unsupported", "camera.insecure"];

/** Why there is no picture, and what to do instead. */
export function CameraFailure(props: { code: Code; onRetry: () => void }) {
  return (
    <div class="absolute inset-0 grid place-items-center overflow-y-auto bg-frame p-6 pb-20 text-center text-frame-ink">
      <div role="alert" class="flex max-w-sm flex-col items-center gap-2">
        <CameraOff class="size-9 text-frame-muted" aria-hidden="true" />
        <p class="font-bold">{t(`scan.camera.failed.${props.code}`)}</p>
        <p class="text-sm text-frame-muted">{t(`scan.camera.hint.${props.code}`)}</p>
        <Show when={!FINAL.includes(props.code)}>
          <Button size="lg" class="mt-2" onClick={() => props.onRetry()}>
            {t("scan.camera.retry")}
          </Button>
        </Show>
      </div>
    </div>
  );
}
