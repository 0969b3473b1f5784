import { createSignal, For, lazy, Show, Suspense } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import type { Viewed as Photo } from "../media/pairs.ts";
import { StoredPhoto } from "../media/stored-photo.tsx";
import type { AssetDetail } from "./assets.queries.ts";

/** Not before somebody looks closer. */
const MediaViewer = lazy(async () => ({
  default: (await import("../media/media-viewer.tsx")).MediaViewer,
}));

function purposeWord(purpose: string): string {
  const word = t(`assets.photos.purpose.${purpose as "DAMAGE"}`) as string | undefined;
  return word ?? t("assets.photos.other");
}

/** The newest photos of hand-overs and damages of a machine. */
export function MachinePhotos(props: { asset: AssetDetail }) {
  return <Photos photos={props.asset.photos} timeZone={props.asset.siteTimeZone ?? undefined} />;
}

/** Photos and films as small pictures; a press shows one over the whole screen. */
export function Photos(props: { photos: readonly Photo[]; timeZone: string | undefined }) {
  const format = useFormat();
  const [open, setOpen] = createSignal<Photo | null>(null);
  const time = (photo: Photo) => format().dateTime(photo.at, props.timeZone);
  const name = (photo: Photo) => t("assets.photos.open", { purpose: purposeWord(photo.purpose), time: time(photo) });
  return (
    <Show when={props.photos.length > 0} fallback={<p class="text-sm text-muted">{t("assets.photos.none")}</p>}>
      <ul class="grid grid-cols-3 gap-2">
        <For each={props.photos}>
          {(photo) => (
            <li>
              <button
                type="button"
                aria-label={name(photo)}
                aria-haspopup="dialog"
                class="block aspect-square w-full overflow-hidden rounded-md border border-line"
                onClick={() => setOpen(photo)}
              >
                <StoredPhoto mediaId={photo.mediaId} alt="" size="frame" class="size-full" />
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={open()}>
        <Suspense>
          <MediaViewer items={props.photos} start={open()} name={name} onClose={() => setOpen(null)} />
        </Suspense>
      </Show>
    </Show>
  );
}
