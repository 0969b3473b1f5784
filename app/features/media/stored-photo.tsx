import { useQuery } from "@tanstack/solid-query";
import ImageOff from "lucide-solid/icons/image-off";
import { createSignal, Match, onCleanup, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { trpc } from "~/lib/trpc.ts";
import { cn } from "~/ui/cn.ts";
import { Skeleton } from "~/ui/skeleton.tsx";

/**
 * A photo that the server keeps. Its address, which expires, is asked for when the photo comes into sight; on a page that is to be
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
            {t("media.missing")}
          </span>
        </Match>
        <Match when={link.isSuccess && link.data}>
          {(data) => (
            <img
              src={data().url}
              alt={props.alt}
              class={props.size === "frame" ? "size-full object-cover" : "block h-auto w-full"}
              onError={() => setBroken(true)}
            />
          )}
        </Match>
      </Switch>
    </div>
  );
}
