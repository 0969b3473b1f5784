import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { createSignal, For, Show } from "solid-js";
import { compareInspections, type ComparedItem } from "../../../server/domain/inspections/compare.ts";
import type { InspectedItem } from "../../../server/domain/inspections/schema.ts";
import { SILHOUETTES } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { CompareButton } from "../media/compare-button.tsx";
import { checkpointWord } from "./checkpoint-word.ts";
import type { Inspection } from "./inspections.queries.ts";
import { MarkDots } from "./mark-dots.tsx";
import { MarkedPhoto } from "./marked-photo.tsx";
import { FaultBadge } from "./severity-badge.tsx";
import { Silhouette } from "./silhouette.tsx";

type Pictures = { photos: readonly string[]; marks: InspectedItem["marks"] };

/** Photos and outlines of one side, each with its marks. */
function Evidence(props: Pictures & { name: string; when: string; eager: boolean }) {
  const outlines = () => SILHOUETTES.filter((view) => props.marks.some((mark) => mark.silhouette === view));
  return (
    <ul class="grid gap-2 empty:hidden xl:grid-cols-2 print:grid-cols-2">
      <For each={props.photos}>
        {(mediaId, index) => (
          <li>
            <MarkedPhoto
              mediaId={mediaId}
              alt={t("inspections.compare.photoOf", {
                checkpoint: props.name,
                when: props.when,
                number: String(index() + 1),
              })}
              marks={props.marks.filter((mark) => mark.mediaId === mediaId)}
              eager={props.eager}
            />
          </li>
        )}
      </For>
      <For each={outlines()}>
        {(view) => (
          <li class="relative overflow-hidden rounded-md border border-line">
            <Silhouette view={view} label={t(`inspections.silhouette.${view}`)} />
            <MarkDots marks={props.marks.filter((mark) => mark.silhouette === view)} />
          </li>
        )}
      </For>
    </ul>
  );
}

function Side(props: { item: InspectedItem | null; name: string; when: string; eager: boolean }) {
  return (
    <div class="flex min-w-0 flex-1 flex-col gap-2">
      <p class="text-xs font-semibold text-muted md:sr-only">{props.when}</p>
      <Show when={props.item} fallback={<p class="text-sm text-faint">{t("inspections.compare.none")}</p>}>
        {(item) => (
          <>
            <p class="flex flex-wrap items-center gap-2">
              <span class={cn("font-semibold", item().answer === "FAIL" && "text-red")}>
                {t(`inspections.answerWord.${item().answer}`)}
              </span>
              <Show when={item().severity}>{(severity) => <FaultBadge severity={severity()} />}</Show>
            </p>
            <Show when={item().note}>{(note) => <p class="text-sm break-words">{note()}</p>}</Show>
            <Evidence {...item()} name={props.name} when={props.when} eager={props.eager} />
          </>
        )}
      </Show>
    </div>
  );
}

const quiet = (row: ComparedItem) =>
  [row.out, row.in].every(
    (item) => item === null || (item.answer !== "FAIL" && item.photos.length === 0 && !item.note),
  );

/** The same checkpoint of send-out and take-back beside each other; what is new stands out. `whole` leaves nothing folded, for paper. */
export function CompareTable(props: { out: Inspection | null; in: Inspection | null; whole?: boolean }) {
  const rows = () => compareInspections(props.out?.items ?? null, props.in?.items ?? null);
  const [unfolded, setUnfolded] = createSignal(false);
  const all = () => props.whole === true || unfolded();
  const shown = () => (all() ? rows() : rows().filter((row) => !quiet(row)));
  const folded = () => rows().filter(quiet).length;
  const [outWord, inWord] = [() => t("inspections.compare.out"), () => t("inspections.compare.in")];
  return (
    <div>
      <div class="hidden border-b border-line px-4 py-2 text-sm font-bold md:grid md:grid-cols-[minmax(8rem,1fr)_2fr_2fr] md:gap-4 print:grid print:grid-cols-[1fr_2fr_2fr] print:gap-4">
        <span>{t("inspections.compare.checkpoint")}</span>
        <span>{outWord()}</span>
        <span>{inWord()}</span>
      </div>
      <Show when={(props.out?.photos.length ?? 0) + (props.in?.photos.length ?? 0) > 0}>
        <section class="grid gap-3 border-b border-line p-4 md:grid-cols-[minmax(8rem,1fr)_2fr_2fr] md:gap-4 print:grid-cols-[1fr_2fr_2fr]">
          <div class="flex flex-col items-start gap-2">
            <h3 class="font-semibold">{t("inspections.compare.whole")}</h3>
            <Show when={!props.whole}>
              <CompareButton
                subject={t("inspections.compare.whole")}
                before={props.out?.photos ?? []}
                after={props.in?.photos ?? []}
              />
            </Show>
          </div>
          <Evidence
            photos={props.out?.photos ?? []}
            marks={[]}
            name={t("inspections.compare.whole")}
            when={outWord()}
            eager={props.whole === true}
          />
          <Evidence
            photos={props.in?.photos ?? []}
            marks={[]}
            name={t("inspections.compare.whole")}
            when={inWord()}
            eager={props.whole === true}
          />
        </section>
      </Show>
      <For each={shown()}>
        {(row) => (
          <section
            data-compared={row.key}
            class={cn(
              "grid break-inside-avoid gap-3 border-b border-line p-4 last:border-b-0 md:grid-cols-[minmax(8rem,1fr)_2fr_2fr] md:gap-4 print:grid-cols-[1fr_2fr_2fr]",
              (row.newDamage || row.newMarks > 0) && "border-s-4 border-s-danger bg-red-soft/40",
            )}
          >
            <div class="flex flex-col items-start gap-1">
              <h3 class="font-semibold break-words">{checkpointWord(row)}</h3>
              <Show when={row.newDamage}>
                <Badge tone="red" icon={<TriangleAlert aria-hidden="true" />}>
                  {t("inspections.compare.newDamage")}
                </Badge>
              </Show>
              <Show when={row.newMarks > 0}>
                <span class="text-sm font-medium text-red">{t("inspections.compare.newMarks", row.newMarks)}</span>
              </Show>
              <Show when={!props.whole}>
                <CompareButton
                  subject={checkpointWord(row)}
                  before={row.out?.photos ?? []}
                  after={row.in?.photos ?? []}
                />
              </Show>
            </div>
            <Side item={row.out} name={checkpointWord(row)} when={outWord()} eager={props.whole === true} />
            <Side item={row.in} name={checkpointWord(row)} when={inWord()} eager={props.whole === true} />
          </section>
        )}
      </For>
      <Show when={!props.whole && folded() > 0}>
        <div class="flex flex-wrap items-center justify-between gap-3 p-4">
          <p class="text-sm text-muted">{t("inspections.compare.same", folded())}</p>
          <Button size="sm" aria-expanded={unfolded()} onClick={() => setUnfolded(!unfolded())}>
            {t(unfolded() ? "inspections.compare.hideSame" : "inspections.compare.showSame")}
          </Button>
        </div>
      </Show>
    </div>
  );
}
