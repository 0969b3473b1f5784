import Download from "lucide-solid/icons/download";
import FileUp from "lucide-solid/icons/file-up";
import { createSignal, Show } from "solid-js";
import { csvOf } from "../../../server/domain/csv.ts";
import { templateHeader } from "../../../server/domain/import/kinds-of-columns.ts";
import { IMPORT_KINDS, type ImportKind } from "../../../server/domain/import/kinds.ts";
import { downloadText } from "~/lib/download.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { Select } from "~/ui/select.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import type { ImportState } from "./create-import.ts";

/** Which table it is: a file that is chosen or dropped, or rows that are pasted. */
export function SourceCard(props: { state: ImportState }) {
  const format = useFormat();
  const [over, setOver] = createSignal(false);
  const size = (bytes: number) =>
    bytes < 1024 * 1024
      ? `${format().number(Math.max(1, Math.round(bytes / 1024)))} KB`
      : `${format().number(bytes / (1024 * 1024), 1)} MB`;
  const problem = () => {
    const found = props.state.problem();
    if (found === "notText") return t("errors.import.not_text" as "errors.unknown");
    return found ? t(`import.source.${found}`) : null;
  };
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) void props.state.takeFile(file);
  };
  const template = () => {
    const kind = props.state.kind();
    downloadText(`${kind.toLowerCase()}.csv`, csvOf([templateHeader(kind)]), "text/csv;charset=utf-8");
  };
  return (
    <Card
      title={t("import.source.title")}
      actions={
        <Button variant="ghost" onClick={template}>
          <Download aria-hidden="true" />
          {t("import.source.template")}
        </Button>
      }
    >
      <form
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          props.state.run();
        }}
      >
        <Select<ImportKind>
          class="max-w-prose"
          label={t("import.kind.label")}
          hint={t(`import.kindHint.${props.state.kind()}`)}
          value={props.state.kind()}
          onChange={props.state.setKind}
          options={IMPORT_KINDS.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
        />
        <label
          class={cn(
            "relative flex min-h-24 flex-col items-center justify-center gap-1 rounded-md border-2 border-dashed border-line-strong p-4 text-center focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-focus hover:bg-hover",
            over() && "border-ink bg-hover",
          )}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            take(event.dataTransfer?.files);
          }}
        >
          <FileUp class="size-6 text-muted" aria-hidden="true" />
          <span class="font-semibold">{t("import.source.file")}</span>
          <span class="max-w-full text-sm break-all text-muted">
            <Show when={props.state.source()?.name} fallback={t("import.source.drop")}>
              {(name) => t("import.source.chosen", { name: name(), size: size(props.state.source()?.bytes ?? 0) })}
            </Show>
          </span>
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            class="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => {
              take(event.currentTarget.files);
              // The same file, mended, may be chosen again.
              event.currentTarget.value = "";
            }}
          />
        </label>
        <TextArea
          label={t("import.source.paste")}
          hint={t("import.source.pasteHint")}
          class="[&_textarea]:max-h-72 [&_textarea]:font-mono [&_textarea]:text-sm"
          spellcheck={false}
          wrap="off"
          value={props.state.pasted()}
          error={problem()}
          onInput={(event) => props.state.paste(event.currentTarget.value)}
        />
        <div class="flex flex-wrap items-center gap-3">
          <Button
            type="submit"
            variant={props.state.checked() ? "secondary" : "primary"}
            busy={props.state.check.isPending}
            disabled={!online()}
            class="max-sm:w-full"
          >
            {t(props.state.checked() ? "import.source.again" : "import.source.check")}
          </Button>
          <Show when={props.state.check.isError}>
            <p role="alert" class="text-sm font-medium text-red">
              {errorSentence(props.state.check.error, t)}
            </p>
          </Show>
        </div>
      </form>
    </Card>
  );
}
