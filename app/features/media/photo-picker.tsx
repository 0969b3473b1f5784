import Camera from "lucide-solid/icons/camera";
import CircleAlert from "lucide-solid/icons/circle-alert";
import ImageUp from "lucide-solid/icons/image-up";
import LoaderCircle from "lucide-solid/icons/loader-circle";
import WifiOff from "lucide-solid/icons/wifi-off";
import X from "lucide-solid/icons/x";
import { createSignal, For, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button, buttonStyle } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { IconButton } from "~/ui/icon-button.tsx";

/** Not before somebody takes a photo. */
const CaptureDialog = lazy(async () => ({
  default: (await import("./capture-dialog.tsx")).CaptureDialog,
}));

/** Without a camera that pages may use, the phone's own camera app takes the photo. */
const hasCamera = typeof navigator !== "undefined" && navigator.mediaDevices !== undefined;

export type PhotoView = {
  id: string;
  isFilm?: boolean;
  /** Null while it is being prepared, or when it could not be read. */
  url: string | null;
  /** `saving`: it waits for Wi-Fi. */
  state: "preparing" | "waiting" | "saving" | "failed";
  message: string | null;
};

interface PhotoPickerProps {
  photos: readonly PhotoView[];
  onAdd: (files: readonly File[]) => void;
  onRemove: (id: string) => void;
  /** Sends what waits for Wi-Fi. */
  onSendAnyway?: () => void;
  /** Films too. */
  films?: boolean;
  disabled?: boolean;
}

function PhotoState(props: { photo: PhotoView }) {
  return (
    <p class="flex items-center gap-1 text-xs text-muted [&_svg]:size-3.5 [&_svg]:shrink-0">
      <Switch>
        <Match when={props.photo.state === "preparing"}>
          <LoaderCircle class="animate-spin" aria-hidden="true" />
          {t("media.preparing")}
        </Match>
        <Match when={props.photo.state === "failed"}>
          <CircleAlert class="text-red" aria-hidden="true" />
          <span class="text-red">{props.photo.message ?? t("media.failed")}</span>
        </Match>
        <Match when={props.photo.state === "saving"}>
          <WifiOff class="text-amber" aria-hidden="true" />
          <span class="text-amber">{t("media.saving")}</span>
        </Match>
        <Match when={props.photo.state === "waiting"}>{t("media.waiting")}</Match>
      </Switch>
    </p>
  );
}

/** Takes photographs and films with the camera or from the device, and shows how each stands. */
export function PhotoPicker(props: PhotoPickerProps) {
  const number = (index: number) => ({ number: String(index + 1) });
  const [capturing, setCapturing] = createSignal(false);
  const addWord = () => {
    if (props.photos.length > 0) return t("media.more");
    return t(props.films ? "media.addFilm" : "media.add");
  };
  return (
    <div class="flex flex-col gap-2">
      <Show when={props.photos.length > 0}>
        <ul aria-label={t("media.photos")} class="grid grid-cols-2 gap-2 sm:grid-cols-3">
          <For each={props.photos}>
            {(photo, index) => (
              <li class="flex flex-col gap-1">
                <div class="relative aspect-4/3 overflow-hidden rounded-md border border-line bg-sunken">
                  <Show when={photo.url}>
                    {(url) => (
                      <Show
                        when={photo.isFilm}
                        fallback={
                          <img src={url()} alt={t("media.alt", number(index()))} class="size-full object-cover" />
                        }
                      >
                        <video
                          src={url()}
                          aria-label={t("media.film", number(index()))}
                          controls
                          playsinline
                          preload="metadata"
                          class="size-full object-cover"
                        />
                      </Show>
                    )}
                  </Show>
                  <Show when={!props.disabled}>
                    <IconButton
                      label={t("media.remove", number(index()))}
                      variant="secondary"
                      class="absolute end-1 top-1 rounded-full"
                      onClick={() => props.onRemove(photo.id)}
                    >
                      <X aria-hidden="true" />
                    </IconButton>
                  </Show>
                </div>
                <PhotoState photo={photo} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.onSendAnyway && props.photos.some(({ state }) => state === "saving")}>
        <Button size="lg" onClick={() => props.onSendAnyway?.()}>
          {t("media.sendAnyway")}
        </Button>
      </Show>
      <Show when={hasCamera}>
        <Button size="lg" disabled={props.disabled} onClick={() => setCapturing(true)}>
          <Camera aria-hidden="true" />
          {addWord()}
        </Button>
      </Show>
      <label
        class={cn(
          buttonStyle({ variant: hasCamera ? "ghost" : "secondary", size: "lg" }),
          "relative cursor-pointer border-line focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus",
          props.disabled && "pointer-events-none opacity-50",
        )}
      >
        <Show when={hasCamera} fallback={<Camera aria-hidden="true" />}>
          <ImageUp aria-hidden="true" />
        </Show>
        {hasCamera ? t("media.choose") : addWord()}
        <input
          type="file"
          accept={props.films ? "image/*,video/mp4,video/webm" : "image/*"}
          capture={hasCamera ? undefined : "environment"}
          multiple
          disabled={props.disabled}
          class="absolute inset-0 cursor-pointer opacity-0"
          onChange={(event) => {
            props.onAdd([...(event.currentTarget.files ?? [])]);
            // The same file may be chosen again after it was removed.
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p class="text-xs text-muted">{t("media.privacy")}</p>
      <Show when={capturing()}>
        <Suspense>
          <CaptureDialog
            open
            films={props.films ?? false}
            onTaken={(file) => props.onAdd([file])}
            onClose={() => setCapturing(false)}
          />
        </Suspense>
      </Show>
    </div>
  );
}
