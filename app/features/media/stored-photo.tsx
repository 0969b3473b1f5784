import { useQuery } from "@tanstack/solid-query";
import ImageOff from "lucide-solid/icons/image-off";
import Play from "lucide-solid/icons/play";
import { createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { errorCode } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { trpc } from "~/lib/trpc.ts";
import { cn } from "~/ui/cn.ts";
import { Skeleton } from "~/ui/skeleton.tsx";

/** A film: in a frame its first picture with a sign that it plays, whole with what plays it. */
function FilmFrame(props: { url: string; name: string; size: "frame" | "whole"; onError: () => void }) {
  return (
    <Show
      when={props.size === "whole"}
      fallback={
        <span class="relative block size-full">
          <video
            src={`${props.url}#t=0.1`}
            aria-label={props.name || undefined}
            aria-hidden={props.name ? undefined : "true"}
            muted
            playsinline
            preload="metadata"
            tabindex="-1"
            class="pointer-events-none size-full object-cover"
            onError={() => props.onError()}
          />
          <span class="absolute inset-0 grid place-items-center" aria-hidden="true">
            <span class="grid size-12 place-items-center rounded-full bg-frame text-frame-ink">
              <Play class="size-6" />
            </span>
          </span>
        </span>
      }
    >
      <video
        src={props.url}
        aria-label={props.name}
        controls
        playsinline
        preload="metadata"
        class="block h-auto w-full"
        onError={() => props.onError()}
      />
    </Show>
  );
}

/**
 * A photo or film that the server keeps. Its address, which expires, is asked for when the photo comes into sight; on a page that is to be
 * printed (`eager`) at once. `size` puts the picture into a frame, or shows it whole.
 */
export function StoredPhoto(props: {
  mediaId: string;
  alt: string;
  size: "frame" | "whole";
  eager?: boolean;
  class?: string;
}) {
  // oxlint-disable-next-line solid/reactivity -- a photo is shown in one way for its life
  const [seen, setSeen] = createSignal(props.eager ?? false);
  const [broken, setBroken] = createSignal(false);
  function watch(frame: HTMLDivElement) {
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    watcher.observe(frame);
    onCleanup(() => watcher.disconnect());
  }
  const link = useQuery(() => ({
    ...trpc.media.link.queryOptions({ mediaId: props.mediaId }, { staleTime: 60_000 }),
    enabled: seen(),
  }));
  return (
    <div ref={watch} class={cn("grid place-items-center overflow-hidden bg-sunken", props.class)}>
      <Switch fallback={<Skeleton class="size-full min-h-24" />}>
        <Match when={broken() || link.isError}>
          <span class="flex flex-col items-center gap-1 p-2 text-center text-xs text-muted">
            <ImageOff class="size-6" aria-hidden="true" />
            {t(errorCode(link.error) === "media.on_device" ? "media.onDevice" : "media.missing")}
          </span>
        </Match>
        <Match when={link.isSuccess && link.data}>
          {(data) => (
            <Show
              when={data().contentType.startsWith("video/")}
              fallback={
                <img
                  src={data().url}
                  alt={props.alt}
                  class={props.size === "frame" ? "size-full object-cover" : "block h-auto w-full"}
                  onError={() => setBroken(true)}
                />
              }
            >
              <FilmFrame url={data().url} name={props.alt} size={props.size} onError={() => setBroken(true)} />
            </Show>
          )}
        </Match>
      </Switch>
    </div>
  );
}
