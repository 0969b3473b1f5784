import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList, type Definition } from "~/ui/definition-list.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { checkpointWord } from "../inspections/checkpoint-word.ts";
import type { Dispute } from "../inspections/inspections.queries.ts";
import { FaultBadge } from "../inspections/severity-badge.tsx";
import { StoredPhoto } from "../media/stored-photo.tsx";

type Of = { pack: Dispute };
const zoneOf = (pack: Dispute) => pack.rental.siteTimeZone ?? undefined;

/** Who, which machine, when: first and last dates, and what was read off at both ends. */
export function FactsSections(props: Of) {
  const format = useFormat();
  const rental = () => props.pack.rental;
  const time = (at: string | null) => (at ? format().dateTime(at, zoneOf(props.pack)) : t("dispute.dates.notYet"));
  const hours = (value: number | null) => (value === null ? null : format().hours(value));
  const handOver = (): Definition[] =>
    [
      { term: t("dispute.handOver.meterOut"), value: hours(rental().engineStart) },
      { term: t("dispute.handOver.meterIn"), value: hours(rental().engineEnd) },
      { term: t("dispute.handOver.hours"), value: hours(rental().hours) },
      rental().expectedHours !== null && { term: t("dispute.handOver.expected"), value: hours(rental().expectedHours) },
      { term: t("dispute.handOver.fuel"), value: rental().fuelL === null ? null : format().volume(rental().fuelL!) },
      rental().notes !== null && { term: t("dispute.handOver.notes"), value: rental().notes },
      rental().overrideReason !== null && { term: t("dispute.handOver.override"), value: rental().overrideReason },
      rental().flags.length > 0 && {
        term: t("dispute.handOver.flags"),
        value: rental()
          .flags.map((flag) => (t(`dispute.handOver.flag.${flag as "no_position"}`) as string | undefined) ?? flag)
          .join(", "),
      },
    ].filter((item) => item !== false);
  return (
    <>
      <Card title={t("dispute.parties.title")}>
        <DefinitionList
          columns={3}
          items={[
            { term: t("dispute.parties.dealer"), value: props.pack.dealer?.name },
            { term: t("dispute.parties.customer"), value: props.pack.customer?.name },
            { term: t("dispute.parties.machine"), value: `${rental().humanId} · ${rental().make} ${rental().model}` },
            { term: t("dispute.parties.site"), value: rental().siteName },
            { term: t("dispute.parties.state"), value: <StatusBadge status={rental().state as "RETURNED"} /> },
          ]}
        />
      </Card>
      <Card title={t("dispute.dates.title")}>
        <DefinitionList
          columns={3}
          items={[
            { term: t("dispute.dates.created"), value: time(rental().createdAt) },
            { term: t("dispute.dates.out"), value: time(rental().checkedOutAt) },
            { term: t("dispute.dates.firstDue"), value: time(rental().firstDueAt) },
            { term: t("dispute.dates.due"), value: time(rental().dueAt) },
            { term: t("dispute.dates.back"), value: time(rental().checkedInAt) },
          ]}
        />
      </Card>
      <Card title={t("dispute.handOver.title")}>
        <DefinitionList columns={3} items={handOver()} />
      </Card>
    </>
  );
}

/** Repairs that came of this rental. */
export function WorkSection(props: Of) {
  const format = useFormat();
  return (
    <Card title={t("dispute.work.title")}>
      <Show
        when={props.pack.workOrders.length > 0}
        fallback={<p class="text-sm text-muted">{t("dispute.work.none")}</p>}
      >
        <ul class="flex flex-col gap-2">
          <For each={props.pack.workOrders}>
            {(work) => (
              <li class="flex flex-wrap items-center gap-2">
                <span class="font-semibold">
                  {work.checkpoint === null
                    ? work.service
                    : checkpointWord({ key: work.checkpoint, label: null }, work.service)}
                </span>
                <Show when={work.severity}>{(severity) => <FaultBadge severity={severity() as "MAJOR"} />}</Show>
                <span class="text-sm text-muted">
                  {work.doneAt
                    ? t("dispute.work.done", { day: format().date(work.doneAt, zoneOf(props.pack)) })
                    : t(`maintenance.state.${work.state as "OPEN"}`)}
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

/** Every photo of the rental with the hash of its bytes. */
export function PhotosSection(props: Of) {
  const format = useFormat();
  return (
    <Card title={t("dispute.photos.title")}>
      <Show when={props.pack.photos.length > 0} fallback={<p class="text-sm text-muted">{t("dispute.photos.none")}</p>}>
        <ul class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 print:grid-cols-2">
          <For each={props.pack.photos}>
            {(photo, index) => (
              <li class="flex min-w-0 flex-col gap-1">
                <StoredPhoto
                  mediaId={photo.mediaId}
                  alt={t("inspections.ticket.photo", { number: String(index() + 1) })}
                  size="frame"
                  eager
                  class="aspect-4/3 w-full rounded-md border border-line"
                />
                <p class="text-sm">
                  {(t(`assets.photos.purpose.${photo.purpose as "DAMAGE"}`) as string | undefined) ??
                    t("assets.photos.other")}
                  {", "}
                  {format().dateTime(photo.at, zoneOf(props.pack))}
                </p>
                <p class="font-mono text-xs break-all text-muted">{photo.sha256}</p>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}

/** Running and idle hours, day by day. */
export function UsageSection(props: Of) {
  const format = useFormat();
  const sum = (of: (day: Dispute["usage"][number]) => number) =>
    props.pack.usage.reduce((total, day) => total + of(day), 0);
  return (
    <Card title={t("dispute.usage.title")} flush>
      <Show
        when={props.pack.usage.length > 0}
        fallback={<p class="p-4 text-sm text-muted">{t("dispute.usage.none")}</p>}
      >
        <table class="w-full text-sm">
          <caption class="sr-only">{t("dispute.usage.title")}</caption>
          <thead>
            <tr class="border-b border-line text-start">
              <th scope="col" class="px-4 py-2 text-start">
                {t("dispute.usage.day")}
              </th>
              <th scope="col" class="px-4 py-2 text-end">
                {t("dispute.usage.run")}
              </th>
              <th scope="col" class="px-4 py-2 text-end">
                {t("dispute.usage.idle")}
              </th>
              <th scope="col" class="px-4 py-2 text-end">
                {t("dispute.usage.fuel")}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.pack.usage}>
              {(day) => (
                <tr class="border-b border-line">
                  <th scope="row" class="px-4 py-1 text-start font-normal">
                    {format().day(day.day)}
                  </th>
                  <td class="px-4 py-1 text-end">{format().hours(day.runtimeH)}</td>
                  <td class="px-4 py-1 text-end">{format().hours(day.idleH)}</td>
                  <td class="px-4 py-1 text-end">{day.fuelL === null ? "–" : format().volume(day.fuelL)}</td>
                </tr>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr class="font-bold">
              <th scope="row" class="px-4 py-2 text-start">
                {t("dispute.usage.total")}
              </th>
              <td class="px-4 py-2 text-end">{format().hours(sum((day) => day.runtimeH))}</td>
              <td class="px-4 py-2 text-end">{format().hours(sum((day) => day.idleH))}</td>
              <td class="px-4 py-2 text-end">{format().volume(sum((day) => day.fuelL ?? 0))}</td>
            </tr>
          </tfoot>
        </table>
      </Show>
    </Card>
  );
}
