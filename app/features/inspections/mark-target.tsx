import { createSignal, type JSX } from "solid-js";
import type { DamageMark } from "../../../server/domain/inspections/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { MarkDots } from "./mark-dots.tsx";

const STEP = 0.05;
const rounded = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** A picture that takes marks: by a press on the spot, or with a cross that the arrow keys move and Enter sets. */
export function MarkTarget(props: {
  marks: readonly DamageMark[];
  onMark: (at: { x: number; y: number }) => void;
  children: JSX.Element;
}) {
  const format = useFormat();
  const [cross, setCross] = createSignal({ x: 0.5, y: 0.5 });
  const [byKeys, setByKeys] = createSignal(false);
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
    ArrowUp: [0, -STEP],
    ArrowDown: [0, STEP],
  };
  return (
    <button
      type="button"
      aria-label={t("inspections.marks.target", { x: format().percent(cross().x), y: format().percent(cross().y) })}
      class="relative block w-full max-w-md cursor-crosshair overflow-hidden rounded-md border border-line-strong"
      onKeyDown={(event) => {
        const move = moves[event.key];
        if (!move) return;
        event.preventDefault();
        setByKeys(true);
        setCross(({ x, y }) => ({ x: rounded(x + move[0]), y: rounded(y + move[1]) }));
      }}
      onBlur={() => setByKeys(false)}
      onClick={(event) => {
        // Enter and the space bar press without a place: then the cross is meant.
        if (event.detail === 0) return props.onMark(cross());
        const box = event.currentTarget.getBoundingClientRect();
        const at = {
          x: rounded((event.clientX - box.left) / box.width),
          y: rounded((event.clientY - box.top) / box.height),
        };
        setCross(at);
        props.onMark(at);
      }}
    >
      {props.children}
      <MarkDots marks={props.marks} />
      <span
        aria-hidden="true"
        class="pointer-events-none absolute size-8 -translate-1/2 rounded-full border-4 border-accent"
        classList={{ hidden: !byKeys() }}
        style={{ left: `${cross().x * 100}%`, top: `${cross().y * 100}%` }}
      />
    </button>
  );
}
