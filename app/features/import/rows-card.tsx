import CircleCheck from "lucide-solid/icons/circle-check";
import CirclePlus from "lucide-solid/icons/circle-plus";
import CircleX from "lucide-solid/icons/circle-x";
import Download from "lucide-solid/icons/download";
import Equal from "lucide-solid/icons/equal";
import Pencil from "lucide-solid/icons/pencil";
import { type Component, createMemo, createSignal, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { ROW_FATES, type ImportOutput, type RowResult } from "../../../server/domain/import/schema.ts";
import { downloadText } from "~/lib/download.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Select } from "~/ui/select.tsx";
import type { Tone } from "~/ui/tone.ts";
import { resultsCsv, sentencesOf } from "./results-csv.ts";

type Fate = RowResult["fate"];
const looks: Record<Fate, { tone: Tone; icon: Component<{ "aria-hidden": "true" }> }> = {
  CREATE: { tone: "green", icon: CirclePlus },
  UPDATE: { tone: "blue", icon: Pencil },
  UNCHANGED: { tone: "grey", icon: Equal },
  REFUSED: { tone: "red", icon: CircleX },
};
/** A screenful or two; ten thousand rows at once are nobody's reading. */
const PAGE = 100;

/** What becomes, or became, of each row. */
export function RowsCard(props: { output: ImportOutput; fresh: ReadonlySet<number> }) {
  const format = useFormat();
  const [shown, setShown] = createSignal<Fate | "ALL">("ALL");
  const [limit, setLimit] = createSignal(PAGE);
  const fateName = (fate: Fate) =>
    t(props.output.dryRun ? `import.result.plannedFate.${fate}` : `import.result.fate.${fate}`);
  const count = (fate: Fate) => props.output.rows.filter((row) => row.fate === fate).length;
  const counts = createMemo(() => new Map(ROW_FATES.map((fate) => [fate, count(fate)])));
  const chosen = createMemo(() =>
    shown() === "ALL" ? props.output.rows : props.output.rows.filter((row) => row.fate === shown()),
  );
  const rest = () => Math.min(PAGE, chosen().length - limit());
  const columns = (): Column<RowResult>[] => [
    { id: "row", header: t("import.result.row"), cell: (row) => format().number(row.row), align: "end", class: "w-16" },
    {
      id: "outcome",
      header: t("import.result.outcome"),
      card: "badge",
      class: "w-40",
      cell: (row) => (
        <span class="inline-flex flex-wrap gap-1">
          <Badge tone={looks[row.fate].tone} icon={<Dynamic component={looks[row.fate].icon} aria-hidden="true" />}>
            {fateName(row.fate)}
          </Badge>
          <Show when={props.fresh.has(row.row)}>
            <Badge tone="amber">{t("import.result.fresh")}</Badge>
          </Show>
        </span>
      ),
    },
    {
      id: "about",
      header: t("import.result.about"),
      cell: (row) => <span class="[overflow-wrap:anywhere]">{row.about || row.ref}</span>,
    },
    {
      id: "details",
      header: t("import.result.details"),
      cell: (row) => (
        <ul class="flex flex-col gap-0.5 text-sm [overflow-wrap:anywhere]">
          <For each={sentencesOf(row, t)}>{(sentence) => <li>{sentence}</li>}</For>
        </ul>
      ),
    },
  ];
  return (
    <Card
      title={t("import.result.title")}
      flush
      actions={
        <Button
          onClick={() => downloadText("import-results.csv", resultsCsv(props.output, t), "text/csv;charset=utf-8")}
        >
          <Download aria-hidden="true" />
          {t("import.result.download")}
        </Button>
      }
    >
      <div class="flex flex-wrap items-center gap-3 p-4">
        <Select<Fate | "ALL">
          class="w-full sm:w-64"
          label={t("import.result.show")}
          labelHidden
          value={shown()}
          options={[
            { value: "ALL", label: `${t("import.result.all")} (${format().number(props.output.rows.length)})` },
            ...ROW_FATES.map((value) => ({
              value,
              label: `${fateName(value)} (${format().number(counts().get(value) ?? 0)})`,
            })),
          ]}
          onChange={(next) => {
            setShown(next);
            setLimit(PAGE);
          }}
        />
        <ul class="flex flex-wrap gap-2" aria-live="polite">
          <For each={ROW_FATES.filter((fate) => (counts().get(fate) ?? 0) > 0)}>
            {(fate) => (
              <li>
                <Badge tone={looks[fate].tone} icon={<Dynamic component={looks[fate].icon} aria-hidden="true" />}>
                  {`${format().number(counts().get(fate) ?? 0)} ${fateName(fate)}`}
                </Badge>
              </li>
            )}
          </For>
        </ul>
      </div>
      <DataTable<RowResult>
        caption={t("import.result.title")}
        columns={columns()}
        rows={chosen().slice(0, limit())}
        rowId={(row) => String(row.row)}
        empty={<EmptyState icon={<CircleCheck />} title={t("import.result.none")} />}
        footer={
          rest() > 0 ? (
            <div class="p-4">
              <Button onClick={() => setLimit((now) => now + PAGE)}>
                {t("import.result.more", rest(), format().number(rest()))}
              </Button>
            </div>
          ) : undefined
        }
      />
    </Card>
  );
}
