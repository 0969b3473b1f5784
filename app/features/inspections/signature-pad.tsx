import { For, Show } from "solid-js";
import { MAX_STROKE_POINTS, MAX_STROKES, type Strokes } from "../../../server/domain/inspections/ticket.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { addPoint, strokePath } from "./strokes.ts";

export type SignatureDraft = { name: string; strokes: Strokes; confirmed: boolean };
export const emptySignature = (): SignatureDraft => ({ name: "", strokes: [], confirmed: false });

/** What is still missing, in words; null when it may be sent. */
export function signatureProblem(draft: SignatureDraft): string | null {
  if (draft.name.trim().length < 2) return t("inspections.sign.needName");
  return draft.confirmed || draft.strokes.length > 0 ? null : t("inspections.sign.needStrokes");
}

/** What the server takes. */
export const signatureOf = (draft: SignatureDraft) => ({
  name: draft.name.trim(),
  ...(draft.confirmed ? { confirmed: true as const } : { strokes: draft.strokes }),
});

/** A signature as it was drawn; ink on the page's ground. */
export function SignatureImage(props: { strokes: Strokes; label: string }) {
  return (
    <svg role="img" aria-label={props.label} viewBox="0 0 300 100" class="block h-auto w-full max-w-sm" fill="none">
      <For each={props.strokes}>
        {(stroke) => (
          <path
            d={strokePath(stroke, 300, 100)}
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        )}
      </For>
    </svg>
  );
}

/** The receiver's name and hand. Who can not draw ticks the box: the typed name is then the signature. */
export function SignaturePad(props: {
  draft: SignatureDraft;
  onChange: (draft: SignatureDraft) => void;
  /** Says what is missing. */
  tried: boolean;
}) {
  let drawing = false;
  const pointOf = (event: PointerEvent & { currentTarget: Element }): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const problem = () => (props.tried ? signatureProblem(props.draft) : null);
  const nameMissing = () => problem() !== null && props.draft.name.trim().length < 2;
  return (
    <div class="flex flex-col gap-3">
      <TextField
        label={t("inspections.sign.name")}
        autocomplete="off"
        maxLength={120}
        inputClass="min-h-14 text-lg"
        value={props.draft.name}
        error={nameMissing() ? problem() : null}
        onInput={(event) => props.onChange({ ...props.draft, name: event.currentTarget.value })}
      />
      <Show when={!props.draft.confirmed}>
        <div class="flex flex-col gap-1">
          <div class="flex items-end justify-between gap-2">
            <p class="text-sm font-semibold">{t("inspections.sign.pad")}</p>
            <Button
              size="sm"
              variant="ghost"
              disabled={props.draft.strokes.length === 0}
              onClick={() => props.onChange({ ...props.draft, strokes: [] })}
            >
              {t("inspections.sign.clear")}
            </Button>
          </div>
          <svg
            role="img"
            aria-label={t("inspections.sign.pad")}
            data-signature-pad
            viewBox="0 0 300 100"
            preserveAspectRatio="none"
            class="block aspect-3/1 w-full touch-none rounded-md border-2 border-dashed border-line-strong bg-surface"
            fill="none"
            onPointerDown={(event) => {
              if (props.draft.strokes.length >= MAX_STROKES) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              drawing = true;
              props.onChange({ ...props.draft, strokes: [...props.draft.strokes, addPoint([], pointOf(event))] });
            }}
            onPointerMove={(event) => {
              if (!drawing) return;
              const last = props.draft.strokes.at(-1) ?? [];
              if (last.length >= MAX_STROKE_POINTS) return;
              const next = addPoint(last, pointOf(event));
              if (next !== last)
                props.onChange({ ...props.draft, strokes: [...props.draft.strokes.slice(0, -1), next] });
            }}
            onPointerUp={() => (drawing = false)}
            onPointerCancel={() => (drawing = false)}
          >
            <For each={props.draft.strokes}>
              {(stroke) => (
                <path
                  d={strokePath(stroke, 300, 100)}
                  stroke="currentColor"
                  stroke-width="2"
                  stroke-linecap="round"
                  stroke-linejoin="round"
                />
              )}
            </For>
          </svg>
          <p class="text-sm text-muted">{t("inspections.sign.hint")}</p>
        </div>
      </Show>
      <label class="flex min-h-12 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          class="size-6 shrink-0 accent-(--color-ink)"
          checked={props.draft.confirmed}
          onChange={(event) => props.onChange({ ...props.draft, confirmed: event.currentTarget.checked, strokes: [] })}
        />
        <span>{t("inspections.sign.typed")}</span>
      </label>
      <Show when={problem() !== null && !nameMissing()}>
        <p role="alert" class="text-sm font-medium text-red">
          {problem()}
        </p>
      </Show>
    </div>
  );
}
