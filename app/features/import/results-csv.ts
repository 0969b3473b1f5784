/** What became of each row, as a table to keep or to mend and bring in again. Pure. */
import { csvOf } from "../../../server/domain/csv.ts";
import type { ImportOutput, RowResult } from "../../../server/domain/import/schema.ts";
import type { Translate } from "~/lib/i18n.ts";

/** A row's problems and changes, each as a sentence. */
export function sentencesOf(row: RowResult, t: Translate): string[] {
  const field = (name: string | null) => (name ? t(`import.field.${name}` as "import.field.name") : "");
  return [
    ...row.problems.map((problem) =>
      t(`import.problem.${problem.code}`, { field: field(problem.field), value: problem.value ?? "" }),
    ),
    ...row.changes.map((change) => {
      const nothing = t("import.result.nothingBefore");
      const [from, to] = [change.from ?? nothing, change.to ?? nothing];
      return t("import.result.change", { field: field(change.field), from, to });
    }),
  ];
}

export function resultsCsv(output: ImportOutput, t: Translate): string {
  const fates = output.dryRun ? "import.result.plannedFate" : "import.result.fate";
  return csvOf([
    [
      t("import.result.row"),
      t("import.result.outcome"),
      t("import.result.about"),
      "id",
      t("import.result.details"),
      "code",
    ],
    ...output.rows.map((row) => [
      row.row,
      t(`${fates}.${row.fate}`),
      row.about,
      row.ref,
      sentencesOf(row, t).join("; "),
      row.problems.map((problem) => [problem.code, problem.field].filter(Boolean).join(":")).join(" "),
    ]),
  ]);
}
