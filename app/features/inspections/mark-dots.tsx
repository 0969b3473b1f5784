import { For } from "solid-js";
import type { DamageMark } from "../../../server/domain/inspections/schema.ts";
import { t } from "~/lib/i18n.ts";

/** Numbered rings over a picture, where the damage is. Black on white edges, so that they show on every ground and in print. */
export function MarkDots(props: { marks: readonly DamageMark[] }) {
  return (
    <For each={props.marks}>
      {(mark, index) => (
        <span
          class="pointer-events-none absolute grid size-6 -translate-1/2 place-items-center rounded-full border-2 border-[#fff] bg-[#b3261a] text-xs font-bold text-[#fff] shadow-pop print:shadow-none"
          style={{ left: `${mark.x * 100}%`, top: `${mark.y * 100}%` }}
          title={[t(`inspections.severity.${mark.severity}`), mark.note].filter(Boolean).join(": ")}
        >
          <span class="sr-only">
            {[
              t("inspections.marks.mark", { number: String(index() + 1) }),
              t(`inspections.severity.${mark.severity}`),
              mark.note,
            ]
              .filter(Boolean)
              .join(", ")}
          </span>
          <span aria-hidden="true">{index() + 1}</span>
        </span>
      )}
    </For>
  );
}
