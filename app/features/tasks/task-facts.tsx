import { A } from "@solidjs/router";
import ExternalLink from "lucide-solid/icons/external-link";
import Navigation from "lucide-solid/icons/navigation";
import { For, Show } from "solid-js";
import type { InspectionKind } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { buttonStyle } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { DefinitionList, type Definition } from "~/ui/definition-list.tsx";
import { StoredPhoto } from "../media/stored-photo.tsx";
import { assigneeName, taskWindow, taskZone } from "./task-words.ts";
import type { Task } from "./tasks.queries.ts";

type Place = NonNullable<Task["site"]>;

/** What is inspected with a task: a machine that is brought out as it goes out, one that is fetched or looked over as it comes back. */
const inspectionsFor = (kind: Task["kind"]): InspectionKind[] =>
  kind === "TRANSPORT" ? ["OUT"] : kind === "SERVICE" ? [] : ["IN"];

/** A map in any browser, and on a phone its own way of getting there. */
function PlaceLinks(props: { place: Place }) {
  const at = () => `${props.place.lat.toFixed(5)},${props.place.lon.toFixed(5)}`;
  return (
    <span class="mt-2 flex flex-wrap gap-2">
      <a class={buttonStyle({ size: "sm" })} href={`geo:${at()}?q=${at()}(${encodeURIComponent(props.place.name)})`}>
        <Navigation aria-hidden="true" />
        {t("tasks.page.navigate")}
      </a>
      <a
        class={buttonStyle({ size: "sm", variant: "ghost" })}
        href={`https://www.openstreetmap.org/?mlat=${props.place.lat.toFixed(5)}&mlon=${props.place.lon.toFixed(5)}#map=15/${props.place.lat.toFixed(5)}/${props.place.lon.toFixed(5)}`}
        target="_blank"
        rel="noreferrer"
      >
        <ExternalLink aria-hidden="true" />
        {t("tasks.page.map")}
      </a>
    </span>
  );
}

/** What a task is about: places with the way there, machine, times, people. */
export function TaskFacts(props: { task: Task }) {
  const { me, can } = useSession();
  const format = useFormat();
  const zone = () => taskZone(props.task, me().organization.timeZone);
  const time = (at: string | null) => at && format().dateTime(at, zone());
  const place = (name: string, where: Place | null): Definition | false =>
    where !== null && {
      term: name,
      value: (
        <>
          {where.name}
          <PlaceLinks place={where} />
        </>
      ),
    };
  const items = (): Definition[] =>
    [
      place(t(props.task.toSite ? "tasks.fact.from" : "tasks.fact.at"), props.task.site),
      place(t("tasks.fact.to"), props.task.toSite),
      props.task.humanId !== null && {
        term: t("tasks.fact.machine"),
        value: (
          <>
            <Show when={props.task.machine} fallback={props.task.humanId}>
              {(machine) => (
                <>
                  <A class="font-semibold underline" href={`/fleet/${props.task.humanId}`}>
                    {props.task.humanId}
                  </A>
                  {` ${machine().make} ${machine().model}`}
                </>
              )}
            </Show>
          </>
        ),
      },
      props.task.customerName !== null && { term: t("tasks.fact.customer"), value: props.task.customerName },
      { term: t("tasks.fact.due"), value: time(props.task.dueAt) ?? t("tasks.page.noWindow") },
      {
        term: t("tasks.fact.window"),
        value: taskWindow(props.task, format(), me().organization.timeZone) ?? t("tasks.page.noWindow"),
      },
      { term: t("tasks.fact.who"), value: assigneeName(props.task) },
      props.task.truck !== null && { term: t("tasks.fact.truck"), value: props.task.truck },
      props.task.rentalId !== null &&
        can("inspections.dispute") && {
          term: t("tasks.fact.rental"),
          value: (
            <A class="underline" href={`/rentals/${props.task.rentalId}`}>
              {t("tasks.page.rental")}
            </A>
          ),
        },
      props.task.rentalId !== null && {
        term: t("tasks.fact.inspections"),
        value: (
          <span class="flex flex-wrap gap-2">
            <For each={inspectionsFor(props.task.kind)}>
              {(kind) => (
                <A
                  class={cn(buttonStyle({ size: "sm" }), "h-auto max-w-full py-2 text-start whitespace-normal")}
                  href={`/rentals/${props.task.rentalId}/inspect/${kind.toLowerCase()}`}
                >
                  {t(`inspections.title.${kind}`)}
                </A>
              )}
            </For>
            <A
              class={buttonStyle({ size: "sm", variant: "ghost" })}
              href={`/rentals/${props.task.rentalId}/inspections`}
            >
              {t("tasks.page.inspections")}
            </A>
          </span>
        ),
      },
      props.task.notes !== null && { term: t("tasks.fact.notes"), value: props.task.notes },
    ].filter((item) => item !== false);
  return (
    <Card title={t("tasks.page.facts")}>
      <DefinitionList items={items()} columns={2} />
    </Card>
  );
}

/** What was done, with its photos. */
export function TaskResult(props: { task: Task }) {
  const { me } = useSession();
  const format = useFormat();
  const time = (at: string | null) => at && format().dateTime(at, taskZone(props.task, me().organization.timeZone));
  const yesNo = (value: boolean) => t(value ? "tasks.answer.yes" : "tasks.answer.no");
  const items = (): Definition[] => {
    const { answers } = props.task;
    return [
      props.task.startedAt !== null && { term: t("tasks.fact.started"), value: time(props.task.startedAt) },
      props.task.doneAt !== null && { term: t("tasks.fact.done"), value: time(props.task.doneAt) },
      props.task.cancelledAt !== null && { term: t("tasks.fact.cancelled"), value: time(props.task.cancelledAt) },
      props.task.cancelReason !== null && { term: t("tasks.fact.reason"), value: props.task.cancelReason },
      answers?.engineHours !== undefined && {
        term: t("tasks.answer.meter"),
        value: format().hours(answers.engineHours),
      },
      answers?.fuelL !== undefined && { term: t("tasks.answer.fuel"), value: format().volume(answers.fuelL) },
      answers?.clean !== undefined && { term: t("tasks.answer.clean"), value: yesNo(answers.clean) },
      answers?.complete !== undefined && { term: t("tasks.answer.complete"), value: yesNo(answers.complete) },
    ].filter((item) => item !== false);
  };
  return (
    <Card title={t("tasks.page.result")}>
      <div class="flex flex-col gap-4">
        <DefinitionList items={items()} columns={2} />
        <Show when={props.task.photos.length > 0}>
          <ul class="grid grid-cols-2 gap-2 sm:grid-cols-3">
            <For each={props.task.photos}>
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
        </Show>
      </div>
    </Card>
  );
}
