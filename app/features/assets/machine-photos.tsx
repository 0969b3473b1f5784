import { useQuery } from "@tanstack/solid-query";
import ImageOff from "lucide-solid/icons/image-off";
import { createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Skeleton } from "~/ui/skeleton.tsx";
import { type AssetDetail, photoLink } from "./assets.queries.ts";

type Photo = AssetDetail["photos"][number];

function purposeWord(purpose: string): string {
  const word = t(`assets.photos.purpose.${purpose as "DAMAGE"}`) as string | undefined;
  return word ?? t("assets.photos.other");
}

/** A photo whose address is asked for when it comes into sight. */
function LazyPhoto(props: { photo: Photo; alt: string; fit: "cover" | "contain"; at: "sight" | "once" }) {
  // oxlint-disable-next-line solid/reactivity -- a photo is shown in one way for its life
  const [seen, setSeen] = createSignal(props.at === "once");
  const [broken, setBroken] = createSignal(false);
  function watch(frame: HTMLDivElement) {
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    watcher.observe(frame);
    onCleanup(() => watcher.disconnect());
  }
  const link = useQuery(() => ({ ...photoLink(props.photo.mediaId), enabled: seen() }));
  return (
    <div ref={watch} class="grid size-full place-items-center bg-sunken">
      <Switch fallback={<Skeleton class="size-full" />}>
        <Match when={broken() || link.isError}>
          <span class="flex flex-col items-center gap-1 p-2 text-center text-xs text-muted">
            <ImageOff class="size-6" aria-hidden="true" />
            {t("assets.photos.failed")}
          </span>
        </Match>
        <Match when={link.isSuccess && link.data}>
          {(data) => (
            <img
              src={data().url}
              alt={props.alt}
              loading="lazy"
              class={props.fit === "cover" ? "size-full object-cover" : "max-h-[70dvh] w-full object-contain"}
              onError={() => setBroken(true)}
            />
          )}
        </Match>
      </Switch>
    </div>
  );
}

/** The newest photos of hand-overs and damages of a machine. */
export function MachinePhotos(props: { asset: AssetDetail }) {
  return <Photos photos={props.asset.photos} timeZone={props.asset.siteTimeZone ?? undefined} />;
}

/** Photos as small pictures; a press shows one large. */
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
                <LazyPhoto photo={photo} alt="" fit="cover" at="sight" />
              </button>
            </li>
          )}
        </For>
      </ul>
      <Dialog
        open={open() !== null}
        onOpenChange={(stays) => !stays && setOpen(null)}
        title={purposeWord(open()?.purpose ?? "")}
        description={open() ? time(open()!) : ""}
      >
        <Show when={open()} keyed>
          {(photo) => <LazyPhoto photo={photo} alt={name(photo)} fit="contain" at="once" />}
        </Show>
      </Dialog>
    </Show>
  );
}
