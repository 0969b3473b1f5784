import { createResource, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Definition, DefinitionList } from "~/ui/definition-list.tsx";
import { useKnownSites } from "../scan/scan.queries.ts";
import { useCheckpointLabels } from "./amend-items.tsx";
import { countsOf, fieldsOf } from "./entry-fields.ts";
import { itemsOf } from "./entry-items.ts";
import { FaultList } from "./fault-list.tsx";
import { labelOf, valueText } from "./field-words.ts";
import { FileFrame } from "./file-frame.tsx";
import { useEntryZone } from "./use-entry-zone.ts";

/** What the person entered, as a person reads it, with its photographs. */
export function EnteredCard(props: { entry: OutboxEntry }) {
  const format = useFormat();
  const sites = useKnownSites();
  const siteName = (id: string) => sites().find(({ siteId }) => siteId === id)?.name ?? null;
  const zone = useEntryZone(() => props.entry);
  const checkpointLabel = useCheckpointLabels(() => props.entry.input);
  const items = () => itemsOf(props.entry.input);
  const facts = (): Definition[] => {
    const { input, occurredAt } = props.entry;
    const { accuracyM } = (input["position"] ?? {}) as { accuracyM?: number };
    const { answers } = countsOf(input);
    return [
      { term: t("outbox.field.happened"), value: format().dateTime(occurredAt, zone()) },
      ...fieldsOf(input)
        .map((field) => ({
          term: labelOf(field, input),
          value: valueText(field, input, format(), zone(), siteName),
        }))
        .filter(({ value }) => value !== null),
      ...(answers > 0 ? [{ term: t("outbox.field.answers"), value: format().number(answers) }] : []),
      ...("position" in input
        ? [
            {
              term: t("outbox.field.position"),
              value:
                accuracyM === undefined
                  ? t("outbox.field.none")
                  : t("outbox.field.positionValue", { accuracy: format().distance(accuracyM) }),
            },
          ]
        : []),
      ...(input["label"] ? [{ term: t("outbox.field.label"), value: t("outbox.field.labelScanned") }] : []),
      ...(input["signature"] ? [{ term: t("inspections.sign.pad"), value: t("inspections.section.signed") }] : []),
    ];
  };
  return (
    <Card title={t("outbox.entry.mine")}>
      <DefinitionList items={facts()} columns={2} />
      <Show when={items().length > 0}>
        <FaultList items={items()} labelOf={checkpointLabel} />
      </Show>
      <Pictures entryId={props.entry.id} />
    </Card>
  );
}

/** The photographs and films, from this device's disk. */
function Pictures(props: { entryId: string }) {
  const [files] = createResource(
    () => props.entryId,
    async (id) => (await loadOutbox()).filesOf(id).catch(() => []),
  );
  return (
    <Show when={(files.latest ?? []).length > 0}>
      <h3 class="mt-4 mb-2 text-sm text-muted">{t("outbox.field.photos")}</h3>
      <ul class="flex flex-wrap gap-2">
        <For each={files.latest}>
          {(file, at) => (
            <li>
              <FileFrame blob={file.blob} number={at() + 1} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
