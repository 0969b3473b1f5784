import { useQuery } from "@tanstack/solid-query";
import ChevronsLeftRight from "lucide-solid/icons/chevrons-left-right";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { trpc } from "~/lib/trpc.ts";
import { cn } from "~/ui/cn.ts";
import { overPicture } from "./full-screen.tsx";
import type { Pair, Viewed } from "./pairs.ts";

function Layer(props: { mediaId: string; alt: string; cut?: number }) {
  const link = useQuery(() => trpc.media.link.queryOptions({ mediaId: props.mediaId }, { staleTime: 60_000 }));
  return (
    <Show when={link.isSuccess && link.data}>
      {(data) => (
        <img
          src={data().url}
          alt={props.alt}
          draggable={false}
          class="pointer-events-none absolute inset-0 size-full object-contain"
          style={props.cut === undefined ? {} : { "clip-path": `inset(0 0 0 ${props.cut}%)` }}
        />
      )}
    </Show>
  );
}

/** Which photo of one side, where there are several. */
function Side(props: { word: string; all: Viewed[]; at: number; onNext: () => void; class?: string }) {
  return (
    <Show
      when={props.all.length > 1}
      fallback={<span class={cn(overPicture, "px-4 text-sm font-bold", props.class)}>{props.word}</span>}
    >
      <button
        type="button"
        class={cn(overPicture, "px-4 text-sm font-bold", props.class)}
        onClick={() => props.onNext()}
      >
        {t("media.view.side", {
          side: props.word,
          number: String(props.at + 1),
          total: String(props.all.length),
        })}
      </button>
    </Show>
  );
}

/** The machine as it went out and as it came back, one over the other; the line between them is moved by finger or arrow keys. */
export function CompareSlider(props: { pair: Pair; name: (item: Viewed) => string }) {
  const [line, setLine] = createSignal(50);
  const [before, setBefore] = createSignal(0);
  const [after, setAfter] = createSignal(0);
  const shown = (all: Viewed[], at: number) => all[at % all.length]!;
  const left = () => shown(props.pair.before, before());
  const right = () => shown(props.pair.after, after());
  return (
    // The line's place and the range are counted from the left in every language.
    <div dir="ltr" class="relative min-h-0 flex-1">
      <Layer mediaId={left().mediaId} alt={props.name(left())} />
      <div class="absolute inset-0 bg-frame" style={{ "clip-path": `inset(0 0 0 ${line()}%)` }} aria-hidden="true" />
      <Layer mediaId={right().mediaId} alt={props.name(right())} cut={line()} />
      <div
        class="pointer-events-none absolute inset-y-0 grid w-14 -translate-x-1/2 place-items-center"
        style={{ left: `${line()}%` }}
        aria-hidden="true"
      >
        <span class="absolute inset-y-0 w-1 rounded-full bg-accent" />
        <span class="relative grid size-14 place-items-center rounded-full bg-accent text-on-accent [&_svg]:size-7">
          <ChevronsLeftRight />
        </span>
      </div>
      <input
        type="range"
        min="0"
        max="100"
        value={line()}
        aria-label={t("media.view.line")}
        class="peer absolute inset-0 size-full cursor-ew-resize appearance-none bg-transparent opacity-0"
        onInput={(event) => setLine(event.currentTarget.valueAsNumber)}
      />
      <span
        class="pointer-events-none absolute inset-0 hidden border-4 border-focus peer-focus-visible:block"
        aria-hidden="true"
      />
      <Side
        word={t("media.view.before")}
        all={props.pair.before}
        at={before() % props.pair.before.length}
        onNext={() => setBefore((at) => at + 1)}
        class="absolute start-2 bottom-2"
      />
      <Side
        word={t("media.view.after")}
        all={props.pair.after}
        at={after() % props.pair.after.length}
        onNext={() => setAfter((at) => at + 1)}
        class="absolute end-2 bottom-2"
      />
    </div>
  );
}
