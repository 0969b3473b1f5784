import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { checkpointWord } from "../inspections/checkpoint-word.ts";
import type { Ticket } from "../inspections/inspections.queries.ts";
import { SignatureImage } from "../inspections/signature-pad.tsx";
import { StoredPhoto } from "../media/stored-photo.tsx";

/** What was signed, as it is on record: machine, meter, fuel, condition, place, time, receiver, digest. */
export function TicketSheet(props: { ticket: Ticket; photos?: boolean }) {
  const format = useFormat();
  const record = () => props.ticket.record;
  return (
    <div class="flex flex-col gap-6">
      <DefinitionList
        columns={3}
        items={[
          { term: t("inspections.ticket.machine"), value: `${record().humanId} · ${record().make} ${record().model}` },
          {
            term: t("inspections.ticket.meter"),
            value: record().engineHours === null ? null : format().hours(record().engineHours!),
          },
          {
            term: t("inspections.ticket.fuel"),
            value: record().fuelL === null ? null : format().volume(record().fuelL!),
          },
          { term: t("inspections.ticket.place"), value: record().siteName },
          {
            term: t("inspections.ticket.time"),
            value: format().dateTime(record().signedAt, record().siteTimeZone ?? undefined),
          },
          { term: t("inspections.ticket.dealer"), value: props.ticket.dealerName },
          { term: t("inspections.ticket.customer"), value: props.ticket.customerName },
          {
            term: t("inspections.ticket.condition"),
            value: record().condition
              ? t("inspections.ticket.allWell", record().condition!.ok)
              : t("inspections.ticket.noInspection"),
          },
        ]}
      />
      <Show when={record().condition?.failed.length}>
        <div>
          <h3 class="text-sm font-bold">{t("inspections.ticket.faults")}</h3>
          <ul class="mt-1 list-disc ps-5">
            <For each={record().condition!.failed}>
              {(fault) => (
                <li>
                  {checkpointWord(fault)} ({t(`inspections.severity.${fault.severity as "MAJOR"}`)})
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <Show when={props.photos && record().photos.length > 0}>
        <div>
          <h3 class="mb-1 text-sm font-bold">{t("inspections.ticket.photos")}</h3>
          <ul class="grid grid-cols-2 gap-2 sm:grid-cols-3">
            <For each={record().photos}>
              {(photo, index) => (
                <li>
                  <StoredPhoto
                    mediaId={photo.mediaId}
                    alt={t("inspections.ticket.photo", { number: String(index() + 1) })}
                    size="frame"
                    eager
                    class="aspect-4/3 w-full rounded-md border border-line"
                  />
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
      <div>
        <h3 class="text-sm font-bold">{t("inspections.ticket.receiver")}</h3>
        <Show when={props.ticket.receiver} fallback={<p class="text-muted">{t("inspections.ticket.erased")}</p>}>
          {(receiver) => (
            <div class="mt-1 max-w-sm border-b border-ink pb-1">
              <Show
                when={receiver().strokes}
                fallback={<p class="py-4 text-sm text-muted">{t("inspections.sign.confirmedBy")}</p>}
              >
                {(strokes) => (
                  <SignatureImage
                    strokes={strokes()}
                    label={t("inspections.sign.drawnBy", { name: receiver().name })}
                  />
                )}
              </Show>
              <p class="font-semibold">{receiver().name}</p>
            </div>
          )}
        </Show>
      </div>
      <div>
        <h3 class="text-sm font-bold">{t("inspections.ticket.digest")}</h3>
        <p class="font-mono text-xs break-all">{props.ticket.digest}</p>
        <p class={props.ticket.intact ? "text-sm text-muted" : "text-sm font-semibold text-red"}>
          {t(props.ticket.intact ? "inspections.ticket.intact" : "inspections.ticket.broken")}
        </p>
      </div>
    </div>
  );
}
