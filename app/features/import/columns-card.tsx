import { For, Show } from "solid-js";
import { COLUMNS } from "../../../server/domain/import/kinds-of-columns.ts";
import type { ImportOutput } from "../../../server/domain/import/schema.ts";
import { t } from "~/lib/i18n.ts";
import { Card } from "~/ui/card.tsx";
import { Select } from "~/ui/select.tsx";

const LEAVE_OUT = "";

/** What each column of the file means; a field goes to one column only. */
export function ColumnsCard(props: { output: ImportOutput; onChoose: (header: string, field: string | null) => void }) {
  const fieldName = (field: string) => t(`import.field.${field}` as "import.field.name");
  const options = () => [
    { value: LEAVE_OUT, label: t("import.columns.leaveOut") },
    ...Object.keys(COLUMNS[props.output.kind].words).map((field) => ({ value: field, label: fieldName(field) })),
  ];
  return (
    <Card title={t("import.columns.title")}>
      <p class="mb-4 text-sm text-muted">{t("import.columns.hint")}</p>
      <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        <For each={props.output.columns}>
          {(column) => (
            <Select
              class="min-w-0"
              label={column.header}
              hint={
                column.sample === ""
                  ? t("import.columns.nothing")
                  : t("import.columns.sample", { sample: column.sample })
              }
              value={column.field ?? LEAVE_OUT}
              options={options()}
              onChange={(field) => props.onChoose(column.header, field === LEAVE_OUT ? null : field)}
            />
          )}
        </For>
      </div>
      <Show when={props.output.missing.length > 0}>
        <p role="status" class="mt-4 text-sm font-medium text-amber">
          {t("import.columns.missing", { fields: props.output.missing.map(fieldName).join(", ") })}
        </p>
      </Show>
    </Card>
  );
}
