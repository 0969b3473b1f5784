/** The state behind the import screen: the table, what its columns mean, what became of its rows. */
import { useMutation } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { decodeTable } from "../../../server/domain/import/decode.ts";
import type { ImportKind } from "../../../server/domain/import/kinds.ts";
import { MAX_BYTES, type ImportOutput, type RowResult } from "../../../server/domain/import/schema.ts";
import { errorCode } from "~/lib/errors.ts";
import { postImport, refreshAfterImport } from "./import.queries.ts";

/** A table to bring in; `name` is the file's, null for pasted rows. */
export type Source = { name: string | null; bytes: number; csv: string };
export type SourceProblem = "tooLarge" | "notText" | "empty";

const sameRow = (a: RowResult | undefined, b: RowResult) => a !== undefined && JSON.stringify(a) === JSON.stringify(b);

export function createImport() {
  const [kind, setKind] = createSignal<ImportKind>("MACHINES");
  const [source, setSource] = createSignal<Source | null>(null);
  const [pasted, setPasted] = createSignal("");
  const [problem, setProblem] = createSignal<SourceProblem | null>(null);
  const [columns, setColumns] = createSignal<Record<string, string | null>>({});
  const [checked, setChecked] = createSignal<ImportOutput | null>(null);
  const [applied, setApplied] = createSignal<ImportOutput | null>(null);
  /** Rows that were judged differently after the data changed under the person's eyes. */
  const [fresh, setFresh] = createSignal<ReadonlySet<number>>(new Set());
  let operationId = "";

  const body = () => {
    const { csv, name } = source()!;
    return { csv, columns: columns(), ...(name === null ? {} : { fileName: name.slice(0, 255) }) };
  };
  const check = useMutation(() => ({
    mutationFn: () => postImport(kind(), { ...body(), dryRun: true }),
    onSuccess: (output) => {
      setChecked(output);
      setApplied(null);
      // What is applied from here on is another intention; trying it again is not.
      operationId = crypto.randomUUID();
    },
  }));
  const apply = useMutation(() => ({
    mutationFn: async (): Promise<ImportOutput | null> => {
      try {
        return await postImport(kind(), { ...body(), dryRun: false, plan: checked()!.plan, operationId });
      } catch (error) {
        if (errorCode(error) !== "import.changed") throw error;
        const before = new Map(checked()!.rows.map((row) => [row.row, row]));
        const now = await check.mutateAsync();
        setFresh(new Set(now.rows.filter((row) => !sameRow(before.get(row.row), row)).map((row) => row.row)));
        return null;
      }
    },
    onSuccess: (output) => {
      if (!output) return;
      setApplied(output);
      refreshAfterImport();
    },
  }));

  function forget() {
    setColumns({});
    setChecked(null);
    setApplied(null);
    setFresh(new Set<number>());
    check.reset();
    apply.reset();
  }
  async function takeFile(file: File): Promise<void> {
    forget();
    setSource(null);
    setPasted("");
    if (file.size > MAX_BYTES) return void setProblem("tooLarge");
    const decoded = decodeTable(new Uint8Array(await file.arrayBuffer()));
    if (!decoded.ok) return void setProblem("notText");
    setProblem(null);
    setSource({ name: file.name, bytes: file.size, csv: decoded.text });
  }
  function paste(text: string): void {
    forget();
    setPasted(text);
    setProblem(null);
    setSource(text.trim() === "" ? null : { name: null, bytes: text.length, csv: text });
  }
  return {
    kind,
    source,
    pasted,
    problem,
    checked,
    applied,
    fresh,
    check,
    apply,
    takeFile,
    paste,
    setKind: (next: ImportKind) => {
      forget();
      setKind(next);
    },
    /** Nothing is asked for twice: without a table the person is told so. */
    run: () => {
      if (!source()) return setProblem((now) => now ?? "empty");
      setFresh(new Set<number>());
      check.mutate();
    },
    setColumn: (header: string, field: string | null) => {
      const taken =
        field === null ? null : (checked()?.columns.find((column) => column.field === field)?.header ?? null);
      setColumns((now) => ({ ...now, ...(taken && taken !== header ? { [taken]: null } : {}), [header]: field }));
      check.mutate();
    },
    restart: () => {
      forget();
      setSource(null);
      setPasted("");
      setProblem(null);
    },
  };
}
export type ImportState = ReturnType<typeof createImport>;
