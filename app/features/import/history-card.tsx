import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { importHistory } from "./import.queries.ts";

/** What was brought in before. */
export function HistoryCard() {
  const format = useFormat();
  const history = useQuery(() => importHistory());
  const figure = (value: number) => format().number(value);
  return (
    <Card title={t("import.history.title")} flush>
      <Loaded query={history}>
        {(page) => (
          <Show when={page().items.length > 0} fallback={<EmptyState title={t("import.history.none")} />}>
            <ul aria-label={t("import.history.title")} class="divide-y divide-line">
              <For each={page().items}>
                {(batch) => (
                  <li class="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
                    <span class="min-w-0 flex-1 basis-48 font-semibold [overflow-wrap:anywhere]">
                      {batch.fileName ?? t("import.history.pasted")} <Badge>{t(`import.kind.${batch.kind}`)}</Badge>
                    </span>
                    <span class="text-sm text-muted">
                      {t("import.history.counts", {
                        created: figure(batch.created),
                        updated: figure(batch.updated),
                        refused: figure(batch.refused),
                      })}
                    </span>
                    <span class="text-sm text-muted">
                      {[batch.importedBy, format().dateTime(batch.at)].filter(Boolean).join(", ")}
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Card>
  );
}
