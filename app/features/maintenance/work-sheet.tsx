import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { For, type JSX, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { DefinitionList, type Definition } from "~/ui/definition-list.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { faultOrigin, faultSpan } from "../faults/fault-text.ts";
import { MarkedPhoto } from "../inspections/marked-photo.tsx";
import { FaultBadge } from "../inspections/severity-badge.tsx";
import { StoredPhoto } from "../media/stored-photo.tsx";
import { oneInspection } from "../inspections/inspections.queries.ts";
import type { Work } from "./maintenance.queries.ts";
import { dueWords, workName } from "./work-words.ts";

/** The checkpoint that failed, with its photos and marks. */
function Evidence(props: { inspectionId: string; checkpoint: string; photos: readonly string[] }) {
  const inspection = useQuery(() => oneInspection(props.inspectionId));
  const item = () =>
    inspection.isPending ? undefined : inspection.data?.items.find(({ key }) => key === props.checkpoint);
  return (
    <ul class="grid grid-cols-2 gap-2">
      <For each={props.photos}>
        {(mediaId, index) => (
          <li>
            <MarkedPhoto
              mediaId={mediaId}
              alt={t("media.alt", { number: String(index() + 1) })}
              marks={(item()?.marks ?? []).filter((mark) => mark.mediaId === mediaId)}
            />
          </li>
        )}
      </For>
    </ul>
  );
}

/** All about one piece of work, and what can be done with it. */
export function WorkSheet(props: { work: Work | null; onClose: () => void; actions: (work: Work) => JSX.Element }) {
  const { me, can } = useSession();
  const format = useFormat();
  const lines = (work: Work) => dueWords(work, format(), new Date(), me().organization.timeZone);
  const items = (work: Work): Definition[] =>
    [
      {
        term: t("maintenance.fact.machine"),
        value: (
          <>
            <A class="font-semibold underline" href={`/fleet/${work.humanId}`}>
              {work.humanId}
            </A>
            <Show when={work.machine}>{(machine) => ` ${machine().make} ${machine().model}`}</Show>
          </>
        ),
      },
      work.hourMeter !== null && { term: t("maintenance.fact.meter"), value: format().hours(work.hourMeter) },
      { term: t("maintenance.fact.site"), value: work.siteName },
      work.workshop !== null && {
        term: t("maintenance.fact.where"),
        value: t(`maintenance.workshop.${work.workshop}`),
      },
      work.technicianName !== null && { term: t("maintenance.fact.technician"), value: work.technicianName },
      lines(work).length > 0 && {
        term: t("maintenance.fact.due"),
        value: <For each={lines(work)}>{(line) => <span class="block">{line.text}</span>}</For>,
      },
      work.kind === "SERVICE" && {
        term: t("maintenance.fact.interval"),
        value: [
          work.dueAtHours !== null && t("maintenance.everyHours", { hours: format().hours(work.intervalH, 0) }),
          work.intervalDays !== null && t("maintenance.everyDays", { days: format().days(work.intervalDays) }),
        ]
          .filter(Boolean)
          .join(", "),
      },
      work.fault !== null && {
        term: t("faults.evidence"),
        value: (
          <For
            each={[
              faultSpan(work.fault, format()),
              faultOrigin(work.fault),
              ...(work.state === "DONE" && work.fault.clearedAt === null ? [t("faults.stand.AWAITING")] : []),
            ]}
          >
            {(line) => <span class="block [overflow-wrap:anywhere]">{line}</span>}
          </For>
        ),
      },
      work.deferReason !== null && { term: t("maintenance.fact.reason"), value: work.deferReason },
      work.parts.length > 0 && {
        term: t("maintenance.fact.parts"),
        value: work.parts.map(({ name, quantity }) => `${format().number(quantity)} × ${name}`).join(", "),
      },
      work.notes !== null && { term: t("maintenance.fact.notes"), value: work.notes },
    ].filter((item) => item !== false);
  return (
    <Dialog
      kind="sheet"
      open={props.work !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={props.work ? workName(props.work) : ""}
      description={props.work ? t(`maintenance.state.${props.work.state}`) : ""}
      actions={<Show when={props.work}>{(work) => props.actions(work())}</Show>}
    >
      <Show when={props.work}>
        {(work) => (
          <div class="flex flex-col gap-4">
            <Show when={work().severity}>
              {(severity) => (
                <span>
                  <FaultBadge severity={severity()} />
                </span>
              )}
            </Show>
            <DefinitionList items={items(work())} columns={2} />
            <Show when={work().photos.length > 0}>
              <section class="flex flex-col gap-2">
                <h3 class="text-sm font-bold">{t("maintenance.fact.evidence")}</h3>
                <Show
                  when={work().inspectionId && work().checkpoint}
                  fallback={
                    <ul class="grid grid-cols-2 gap-2">
                      <For each={work().photos}>
                        {(mediaId, index) => (
                          <li>
                            <StoredPhoto
                              mediaId={mediaId}
                              alt={t("media.alt", { number: String(index() + 1) })}
                              size="frame"
                              class="aspect-4/3 w-full rounded-md border border-line"
                            />
                          </li>
                        )}
                      </For>
                    </ul>
                  }
                >
                  <Evidence
                    inspectionId={work().inspectionId!}
                    checkpoint={work().checkpoint!}
                    photos={work().photos}
                  />
                </Show>
              </section>
            </Show>
            <Show when={work().rentalId && can("inspections.dispute")}>
              <A class="font-semibold underline" href={`/rentals/${work().rentalId}/dispute`}>
                {t("maintenance.fact.rental")}
              </A>
            </Show>
          </div>
        )}
      </Show>
    </Dialog>
  );
}
