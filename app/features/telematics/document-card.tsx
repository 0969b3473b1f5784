import { useMutation } from "@tanstack/solid-query";
import FileUp from "lucide-solid/icons/file-up";
import { createSignal, For, Show } from "solid-js";
import type { ImportDocumentOutput } from "../../../server/domain/telematics/schema.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { useFormat } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { DocumentResult } from "./document-result.tsx";
import { postDocument } from "./telematics.queries.ts";

const MAX_BYTES = 24 * 1024 * 1024;

/** A document is chosen, tried, looked at and brought in. */
export function DocumentCard(props: { sourceId?: string }) {
  const format = useFormat();
  const [file, setFile] = createSignal<File | null>(null);
  const [over, setOver] = createSignal(false);
  const [output, setOutput] = createSignal<ImportDocumentOutput | null>(null);
  // One id for one intended effect: bringing the same file in again after a failure is the same operation.
  let operationId = "";
  const source = () => (props.sourceId ? { sourceId: props.sourceId } : {});
  const attempt = useMutation(() => ({
    mutationFn: () => postDocument({ file: file()!, ...source(), dryRun: true }),
    onSuccess: setOutput,
  }));
  const apply = useMutation(() => ({
    mutationFn: () => postDocument({ file: file()!, ...source(), dryRun: false, operationId }),
    onSuccess: (told: ImportDocumentOutput) => {
      setOutput(told);
      void trpc.telematics.invalidate();
      void trpc.assets.invalidate();
    },
  }));
  const take = (files: FileList | null | undefined) => {
    const [chosen] = files ?? [];
    if (!chosen) return;
    operationId = crypto.randomUUID();
    setFile(chosen);
    setOutput(null);
    attempt.reset();
    apply.reset();
  };
  const tooLarge = () => (file()?.size ?? 0) > MAX_BYTES;
  const failure = () => (attempt.isError ? attempt.error : apply.isError ? apply.error : null);
  const isApplied = () => output() !== null && !output()!.dryRun;
  return (
    <Card title={t("telematics.document.title")}>
      <div class="flex flex-col gap-4">
        <p class="text-sm text-muted">{t("telematics.document.hint")}</p>
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
          <span class="font-semibold">{t("telematics.document.choose")}</span>
          <span class="max-w-full text-sm break-all text-muted">
            <Show when={file()} fallback={t("telematics.document.drop")}>
              {(chosen) => `${chosen().name} · ${format().number(Math.max(1, Math.round(chosen().size / 1024)))} KB`}
            </Show>
          </span>
          <input
            type="file"
            accept=".xml,.json,application/xml,text/xml,application/json"
            class="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => {
              take(event.currentTarget.files);
              // The same file, mended, may be chosen again.
              event.currentTarget.value = "";
            }}
          />
        </label>
        <Show when={file() && !isApplied()}>
          <div class="flex flex-wrap items-center gap-3">
            <Button
              size="lg"
              class="max-sm:w-full"
              variant={output() ? "secondary" : "primary"}
              busy={attempt.isPending}
              disabled={tooLarge() || !online() || apply.isPending}
              onClick={() => attempt.mutate()}
            >
              {t("telematics.document.try")}
            </Button>
            <Show when={output()}>
              <Button
                size="lg"
                class="max-sm:w-full"
                variant="primary"
                busy={apply.isPending}
                disabled={!online() || attempt.isPending}
                onClick={() => apply.mutate()}
              >
                {t("telematics.document.apply")}
              </Button>
            </Show>
          </div>
        </Show>
        <For
          each={[tooLarge() ? t("telematics.document.tooLarge") : null, failure() ? errorSentence(failure(), t) : null]}
        >
          {(sentence) => (
            <Show when={sentence}>
              <p role="alert" class="text-sm font-medium text-red">
                {sentence}
              </p>
            </Show>
          )}
        </For>
        <Show when={output()}>{(told) => <DocumentResult output={told()} />}</Show>
      </div>
    </Card>
  );
}
