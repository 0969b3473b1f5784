import { useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import Columns2 from "lucide-solid/icons/columns-2";
import ImageOff from "lucide-solid/icons/image-off";
import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { trpc } from "~/lib/trpc.ts";
import { cn } from "~/ui/cn.ts";
import { Skeleton } from "~/ui/skeleton.tsx";
import { CompareSlider } from "./compare-slider.tsx";
import { FullScreen, overPicture } from "./full-screen.tsx";
import { pairOf, type Viewed } from "./pairs.ts";
import { ZoomPicture } from "./zoom-picture.tsx";

interface MediaViewerProps {
  items: readonly Viewed[];
  /** What is shown first; null while the viewer is closed. */
  start: Viewed | null;
  /** What a photo is called, such as "Check-out, 12 May 10:20". */
  name: (item: Viewed) => string;
  /** Opens with before and after side by side. */
  comparing?: boolean;
  onClose: () => void;
}

const KEY_FACTOR = 1.5;

function Shown(props: {
  item: Viewed;
  name: string;
  onSwipe: (by: 1 | -1) => void;
  onZoom: (zoom: (factor: number) => void) => void;
}) {
  const [broken, setBroken] = createSignal(false);
  const link = useQuery(() => trpc.media.link.queryOptions({ mediaId: props.item.mediaId }, { staleTime: 60_000 }));
  return (
    <Switch fallback={<Skeleton class="absolute inset-8 opacity-20" />}>
      <Match when={broken() || link.isError}>
        <p role="alert" class="absolute inset-0 flex flex-col items-center justify-center gap-2 text-frame-muted">
          <ImageOff class="size-9" aria-hidden="true" />
          {t("media.missing")}
        </p>
      </Match>
      <Match when={link.isSuccess && link.data}>
        {(data) => (
          <Show
            when={data().contentType.startsWith("video/")}
            fallback={
              <ZoomPicture
                src={data().url}
                alt={props.name}
                onSwipe={(by) => props.onSwipe(by)}
                onError={() => setBroken(true)}
                onReady={(zoom) => props.onZoom(zoom)}
              />
            }
          >
            {/* Films are taken without sound: there is nothing to write under them. */}
            <video
              src={data().url}
              aria-label={props.name}
              controls
              playsinline
              preload="metadata"
              class="absolute inset-0 size-full object-contain"
              onError={() => setBroken(true)}
            />
          </Show>
        )}
      </Match>
    </Switch>
  );
}

/** Photos and films one after the other over the whole screen, and before and after of a rental side by side. */
export function MediaViewer(props: MediaViewerProps) {
  const [at, setAt] = createSignal(0);
  const [comparing, setComparing] = createSignal(false);
  let zoom: ((factor: number) => void) | undefined;
  createEffect(
    on(
      () => props.start,
      (start) => {
        if (!start) return;
        setAt(
          Math.max(
            0,
            props.items.findIndex(({ mediaId }) => mediaId === start.mediaId),
          ),
        );
        setComparing(props.comparing ?? false);
      },
    ),
  );
  const item = () => props.items[Math.min(at(), props.items.length - 1)] ?? props.start;
  const pair = () => (item() ? pairOf(props.items, item()!) : null);
  const go = (by: 1 | -1) => setAt((now) => Math.min(props.items.length - 1, Math.max(0, now + by)));

  const onKey = (event: KeyboardEvent) => {
    // A slider and a film have arrow keys of their own.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLVideoElement || comparing()) return;
    const act = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      "+": () => zoom?.(KEY_FACTOR),
      "-": () => zoom?.(1 / KEY_FACTOR),
      "0": () => zoom?.(0),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <FullScreen
      open={props.start !== null}
      onClose={props.onClose}
      title={item() ? props.name(item()!) : ""}
      onKeyDown={onKey}
      tools={
        <Show when={pair()}>
          <button
            type="button"
            aria-pressed={comparing()}
            class={cn(
              overPicture,
              "flex shrink-0 items-center gap-2 px-4 text-sm font-bold",
              comparing() && "border-transparent bg-accent text-on-accent",
            )}
            onClick={() => setComparing(!comparing())}
          >
            <Columns2 aria-hidden="true" />
            {t("media.view.compare")}
          </button>
        </Show>
      }
    >
      <Show
        when={comparing() && pair()}
        fallback={
          <>
            <div class="relative min-h-0 flex-1">
              <Show when={item()} keyed>
                {(shown) => (
                  <Shown item={shown} name={props.name(shown)} onSwipe={go} onZoom={(given) => (zoom = given)} />
                )}
              </Show>
            </div>
            <Show when={props.items.length > 1}>
              <footer class="flex items-center justify-between gap-4 p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
                <button
                  type="button"
                  class={overPicture}
                  aria-label={t("media.view.previous")}
                  disabled={at() === 0}
                  onClick={() => go(-1)}
                >
                  <ChevronLeft aria-hidden="true" />
                </button>
                <p role="status" class="text-sm font-semibold">
                  {t("media.view.position", {
                    number: String(at() + 1),
                    total: String(props.items.length),
                  })}
                </p>
                <button
                  type="button"
                  class={overPicture}
                  aria-label={t("media.view.next")}
                  disabled={at() >= props.items.length - 1}
                  onClick={() => go(1)}
                >
                  <ChevronRight aria-hidden="true" />
                </button>
              </footer>
            </Show>
          </>
        }
      >
        {(both) => <CompareSlider pair={both()} name={props.name} />}
      </Show>
    </FullScreen>
  );
}
