import FileX from "lucide-solid/icons/file-x";
import Film from "lucide-solid/icons/film";
import { createSignal, Match, onCleanup, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";

/** A photograph or film from this device's disk; one whose contents the browser has lost is a frame all the same. */
export function FileFrame(props: { blob: Blob; number: number }) {
  // oxlint-disable-next-line solid/reactivity -- a frame shows one file for its life
  const { blob, number } = props;
  const url = URL.createObjectURL(blob);
  onCleanup(() => URL.revokeObjectURL(url));
  const [isLost, setIsLost] = createSignal(false);
  return (
    <div class="grid size-24 place-items-center overflow-hidden rounded-md border border-line bg-sunken text-muted">
      <Switch fallback={<Film class="size-6" aria-label={t("media.film", { number: String(number) })} />}>
        <Match when={isLost()}>
          <FileX class="size-6" aria-label={t("media.missing")} />
        </Match>
        <Match when={blob.type.startsWith("image/")}>
          <img
            src={url}
            alt={t("media.alt", { number: String(number) })}
            class="size-full object-cover"
            onError={() => setIsLost(true)}
          />
        </Match>
        <Match when={blob.type.startsWith("video/")}>
          <video
            src={url}
            aria-label={t("media.film", { number: String(number) })}
            muted
            playsinline
            preload="metadata"
            class="size-full object-cover"
            onError={() => setIsLost(true)}
          />
        </Match>
      </Switch>
    </div>
  );
}
