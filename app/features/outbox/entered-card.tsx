import { createResource, For, onCleanup, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Definition, DefinitionList } from "~/ui/definition-list.tsx";
import { useKnownSites } from "../scan/scan.queries.ts";
import { countsOf, type Field, fieldsOf, shownAt } from "./entry-fields.ts";

/** What the person entered, as a person reads it, with its photographs. */
export function EnteredCard(props: { entry: OutboxEntry }) {
  const format = useFormat();
  const { me } = useSession();
  const sites = useKnownSites();
  const siteOf = (id: unknown) => sites().find(({ siteId }) => siteId === id);
  const zone = () => siteOf(props.entry.input["siteId"])?.timeZone ?? me().organization.timeZone;
  const text = ({ path, kind }: Field) => {
    const value = shownAt(props.entry.input, path);
    if (value === null) return null;
    if (kind === "hours") return format().hours(Number(value));
    if (kind === "litres") return format().volume(Number(value));
    if (kind === "instant") return format().dateTime(String(value), zone());
    return kind === "site" ? (siteOf(value)?.name ?? null) : String(value);
  };
  const facts = (): Definition[] => {
    const { input, occurredAt } = props.entry;
    const { overall } = (input["condition"] ?? {}) as { overall?: string };
    const { accuracyM } = (input["position"] ?? {}) as { accuracyM?: number };
    const { answers } = countsOf(input);
    return [
      { term: t("outbox.field.happened"), value: format().dateTime(occurredAt, zone()) },
      ...fieldsOf(input)
        .map((field) => ({ term: t(`outbox.field.${field.label}`), value: text(field) }))
        .filter(({ value }) => value !== null),
      ...(overall
        ? [
            {
              term: t("outbox.field.condition"),
              value: t(`ledger.detail.condition.${overall as "OK"}`),
            },
          ]
        : []),
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
    ];
  };
  return (
    <Card title={t("outbox.entry.mine")}>
      <DefinitionList items={facts()} columns={2} />
      <Pictures entryId={props.entry.id} />
    </Card>
  );
}

/** The photographs and films, from this device's disk. */
function Pictures(props: { entryId: string }) {
  const urls: string[] = [];
  onCleanup(() => urls.forEach((url) => URL.revokeObjectURL(url)));
  const [files] = createResource(
    () => props.entryId,
    async (id) => {
      const found = await (await loadOutbox()).filesOf(id).catch(() => []);
      return found.map((file) => {
        const url = URL.createObjectURL(file.blob);
        urls.push(url);
        return { url, type: file.blob.type };
      });
    },
  );
  return (
    <Show when={(files.latest ?? []).length > 0}>
      <h3 class="mt-4 mb-2 text-sm text-muted">{t("outbox.field.photos")}</h3>
      <ul class="flex flex-wrap gap-2">
        <For each={files.latest}>
          {(file, at) => (
            <li class="size-24 overflow-hidden rounded-md border border-line bg-sunken">
              <Show
                when={file.type.startsWith("video/")}
                fallback={
                  <Show when={file.type.startsWith("image/")}>
                    <img
                      src={file.url}
                      alt={t("media.alt", { number: String(at() + 1) })}
                      class="size-full object-cover"
                    />
                  </Show>
                }
              >
                <video src={file.url} muted playsinline preload="metadata" class="size-full object-cover" />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
