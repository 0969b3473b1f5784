import CircleCheck from "lucide-solid/icons/circle-check";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { Match, Show, Switch } from "solid-js";
import type { ImportKind } from "../../../server/domain/import/kinds.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { useFormat } from "~/lib/session.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { ColumnsCard } from "./columns-card.tsx";
import { createImport, type ImportState } from "./create-import.ts";
import { HistoryCard } from "./history-card.tsx";
import { RowsCard } from "./rows-card.tsx";
import { SourceCard } from "./source-card.tsx";

const LEADS_TO: Record<ImportKind, string> = { MACHINES: "/fleet", SITES: "/sites", CUSTOMERS: "/customers" };

/** Machines, sites and customers from a table: chosen, checked, looked at, applied. */
export function ImportPage() {
  const state = createImport();
  return (
    <>
      <PageHeader title={t("import.title")} description={t("import.hint")} />
      <div class="flex flex-col gap-4">
        <Switch fallback={<SourceCard state={state} />}>
          <Match when={state.applied()}>
            {(output) => (
              <>
                <Done state={state} />
                <RowsCard output={output()} fresh={new Set()} />
              </>
            )}
          </Match>
        </Switch>
        <Show when={state.applied() === null && state.checked()}>
          {(output) => (
            <>
              <ColumnsCard output={output()} onChoose={state.setColumn} />
              <ApplyBar state={state} />
              <RowsCard output={output()} fresh={state.fresh()} />
            </>
          )}
        </Show>
        <HistoryCard />
      </div>
    </>
  );
}

/** The one decision of this screen, with what it leaves out. */
function ApplyBar(props: { state: ImportState }) {
  const format = useFormat();
  const counts = () => props.state.checked()!.counts;
  const written = () => counts().create + counts().update;
  return (
    <Card>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div class="min-w-0 flex-1 basis-64">
          <Show when={props.state.fresh().size > 0}>
            <p role="alert" class="flex items-start gap-2 font-semibold text-amber">
              <TriangleAlert class="mt-0.5 size-5 shrink-0" aria-hidden="true" />
              {t("import.apply.changed")}
            </p>
          </Show>
          <Show when={written() === 0}>
            <p>{t("import.apply.nothing")}</p>
          </Show>
          <Show when={counts().refused > 0}>
            <p class="text-sm text-muted">
              {t("import.apply.refusedToo", counts().refused, format().number(counts().refused))}
            </p>
          </Show>
          <Show when={props.state.apply.isError}>
            <p role="alert" class="text-sm font-medium text-red">
              {errorSentence(props.state.apply.error, t)}
            </p>
          </Show>
        </div>
        <Button
          variant="primary"
          size="lg"
          class="max-sm:w-full"
          disabled={written() === 0 || !online() || props.state.check.isPending}
          busy={props.state.apply.isPending}
          onClick={() => props.state.apply.mutate()}
        >
          {t("import.apply.button", written(), format().number(written()))}
        </Button>
      </div>
    </Card>
  );
}

function Done(props: { state: ImportState }) {
  const format = useFormat();
  const counts = () => props.state.applied()!.counts;
  return (
    <Card>
      <div class="flex flex-wrap items-center gap-4">
        <CircleCheck class="size-9 shrink-0 text-green" aria-hidden="true" />
        <div role="status" class="min-w-0 flex-1 basis-48">
          <p class="text-lg font-bold">{t("import.apply.done")}</p>
          <p>{t("import.apply.doneHint", format().number(counts().create), format().number(counts().update))}</p>
        </div>
        <Button onClick={props.state.restart}>{t("import.apply.another")}</Button>
        <ButtonLink variant="primary" href={LEADS_TO[props.state.kind()]}>
          {t(`import.apply.open.${props.state.kind()}`)}
        </ButtonLink>
      </div>
    </Card>
  );
}
