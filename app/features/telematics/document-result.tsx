import { createMemo, For, Show } from "solid-js";
import type { ImportDocumentOutput } from "../../../server/domain/telematics/schema.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import type { Tone } from "~/ui/tone.ts";

type Record_ = ImportDocumentOutput["records"][number];
const TONES: Record<Record_["fate"], Tone> = {
  STORED: "green",
  UNCHANGED: "grey",
  HEADER_ONLY: "blue",
  UNKNOWN: "amber",
  REFUSED: "red",
};
/** What needs a look comes first. */
const ORDER: Record_["fate"][] = ["REFUSED", "UNKNOWN", "HEADER_ONLY", "STORED", "UNCHANGED"];
const MOST = 200;

/** What became, or would become, of each machine of a document. */
export function DocumentResult(props: { output: ImportDocumentOutput }) {
  const format = useFormat();
  const figure = (value: number) => format().number(value);
  const rows = createMemo(() =>
    props.output.records.toSorted(
      (a, b) =>
        Number(b.problems.length > 0) - Number(a.problems.length > 0) ||
        ORDER.indexOf(a.fate) - ORDER.indexOf(b.fate) ||
        a.index - b.index,
    ),
  );
  const said = () =>
    props.output.dryRun
      ? t("telematics.document.tried")
      : t(props.output.importId ? "telematics.document.applied" : "telematics.document.nothingNew");
  const counts = () => {
    const { records, readings, created, headerOnly, unknown, quarantined } = props.output.counts;
    return Object.entries({ records, readings, created, headerOnly, unknown, quarantined }).map(([name, value]) => ({
      term: t(`telematics.document.${name as "records"}`),
      value: figure(value),
    }));
  };
  return (
    <div class="flex flex-col gap-4">
      <p role="status" class="font-semibold">
        {said()}
      </p>
      <dl class="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        <For each={counts()}>
          {(count) => (
            <div>
              <dt class="text-sm text-muted">{count.term}</dt>
              <dd class="text-lg font-semibold tabular-nums">{count.value}</dd>
            </div>
          )}
        </For>
      </dl>
      <ul aria-label={t("telematics.document.records")} class="divide-y divide-line rounded-md border border-line">
        <For each={rows().slice(0, MOST)}>
          {(record) => (
            <li class="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-3">
              <span class="min-w-0 flex-1 basis-48 font-medium [overflow-wrap:anywhere]">
                {record.humanId ?? record.machine ?? `#${record.index}`}
                <Show when={record.humanId && record.machine}>
                  <span class="ms-2 text-sm font-normal text-muted">{record.machine}</span>
                </Show>
              </span>
              <Badge tone={TONES[record.fate]}>{t(`telematics.fate.${record.fate}`)}</Badge>
              <For each={record.problems}>
                {(problem) => (
                  <p class="basis-full text-sm text-muted [overflow-wrap:anywhere]">
                    {[problem.element, t(`telematics.problem.${problem.code}`), problem.value]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                )}
              </For>
            </li>
          )}
        </For>
      </ul>
      <Show when={rows().length > MOST}>
        <p class="text-sm text-muted">{t("telematics.document.more", { count: figure(rows().length - MOST) })}</p>
      </Show>
    </div>
  );
}
