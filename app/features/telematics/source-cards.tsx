import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import type { SourceDetail } from "./telematics.queries.ts";

/** A short list in a card, or the sentence that there is nothing. */
export function ListCard<T>(props: {
  title: string;
  hint?: string;
  none: string;
  rows: readonly T[];
  children: (row: T) => JSX.Element;
}) {
  return (
    <Card title={props.title} flush>
      <Show when={props.rows.length > 0} fallback={<p class="p-4 text-sm text-muted">{props.none}</p>}>
        <Show when={props.hint}>
          <p class="px-4 pt-3 text-sm text-muted">{props.hint}</p>
        </Show>
        <ul aria-label={props.title} class="max-h-96 divide-y divide-line overflow-y-auto" tabindex="0">
          <For each={props.rows}>
            {(row) => <li class="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">{props.children(row)}</li>}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

export const MachineLink = (props: { humanId: string }) => (
  <A
    href={`/fleet/${props.humanId}`}
    class="-my-3 inline-flex min-h-12 min-w-24 items-center font-semibold underline-offset-2 hover:underline"
  >
    {props.humanId}
  </A>
);

export function SilentCard(props: { source: SourceDetail }) {
  const format = useFormat();
  return (
    <ListCard title={t("telematics.detail.silent")} none={t("telematics.detail.noSilent")} rows={props.source.silent}>
      {(row) => (
        <>
          <MachineLink humanId={row.humanId} />
          <span class="text-sm text-muted">
            {format().relative(row.lastAt)} · {format().dateTime(row.lastAt)}
          </span>
        </>
      )}
    </ListCard>
  );
}

export function GapsCard(props: { source: SourceDetail }) {
  const format = useFormat();
  return (
    <ListCard
      title={t("telematics.detail.gaps")}
      hint={t("telematics.detail.gapsHint")}
      none={t("telematics.detail.noGaps")}
      rows={props.source.gaps}
    >
      {(row) => (
        <>
          <MachineLink humanId={row.humanId} />
          <span class="min-w-0 flex-1 basis-56 text-sm text-muted">
            {t("telematics.detail.gap", {
              hours: format().hours(row.hours),
              from: format().dateTime(row.from),
              to: format().dateTime(row.to),
            })}
          </span>
        </>
      )}
    </ListCard>
  );
}

export function ImportsCard(props: { source: SourceDetail }) {
  const format = useFormat();
  const figure = (value: number) => format().number(value);
  return (
    <ListCard
      title={t("telematics.detail.imports")}
      none={t("telematics.detail.noImports")}
      rows={props.source.imports}
    >
      {(row) => (
        <>
          <span class="min-w-0 flex-1 basis-40 font-semibold [overflow-wrap:anywhere]">
            {row.fileName ?? format().dateTime(row.at)}
          </span>
          <span class="text-sm text-muted">
            {t("telematics.detail.counts", {
              readings: figure(row.readings),
              stored: figure(row.stored),
              unknown: figure(row.unknown),
              refused: figure(row.refused),
            })}
          </span>
          <Show when={row.fileName}>
            <span class="text-sm text-muted">{format().dateTime(row.at)}</span>
          </Show>
        </>
      )}
    </ListCard>
  );
}
