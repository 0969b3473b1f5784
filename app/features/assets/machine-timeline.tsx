import { useInfiniteQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { eventLook } from "~/features/ledger/event-icon.tsx";
import { eventDetails, eventSentence } from "~/features/ledger/event-words.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { Timeline, type TimelineEntry } from "~/ui/timeline.tsx";
import { machineTimeline, type TimelineEvent } from "./assets.queries.ts";
import { zonesBySite } from "./site-zones.ts";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

/** Entries made without signal carry the device's time and reach the chain later. */
const arrivedLater = (event: TimelineEvent) =>
  event.occurredAt !== null && Date.parse(event.at) - Date.parse(event.occurredAt) > 10 * 60_000;

/** What happened to a machine, newest first, each with the fingerprint that proves it. */
export function MachineTimeline(props: { humanId: string; timeZone: string }) {
  const format = useFormat();
  const zoneOf = zonesBySite();
  const query = useInfiniteQuery(() => machineTimeline(props.humanId));

  function entry(event: TimelineEvent): TimelineEntry {
    const zone = zoneOf(event.siteName) ?? props.timeZone;
    const when = event.occurredAt ?? event.at;
    const role =
      event.actorRole === "SYSTEM" ? t("assets.timeline.system") : t(`common.role.${event.actorRole as "OPERATOR"}`);
    const who = event.actorName ? t("assets.timeline.by", { name: event.actorName, role }) : role;
    const [reason, notes] = [
      text(event.personal?.["reason"] ?? event.personal?.["overrideReason"]),
      text(event.personal?.["notes"]),
    ];
    const site = format().dateTime(when, zone);
    const mine = format().dateTime(when, Intl.DateTimeFormat().resolvedOptions().timeZone);
    const lines = [
      who,
      eventDetails({ ...event, siteTimeZone: zone }, format()).join(" · "),
      reason && t("assets.timeline.reason", { reason }),
      notes && t("assets.timeline.notes", { notes }),
      arrivedLater(event) && t("assets.timeline.device", { time: format().dateTime(event.at, zone) }),
    ].filter(Boolean);
    const look = eventLook(event.type);
    return {
      id: event.id,
      at: when,
      title: eventSentence(event),
      time: site === mine ? site : `${site} (${t("assets.timeline.yours", { time: mine })})`,
      tone: look.tone,
      icon: <Dynamic component={look.icon} aria-hidden="true" />,
      detail: (
        <>
          <For each={lines}>{(line) => <p>{line}</p>}</For>
          <p class="text-xs text-faint" title={event.selfHash}>
            {t("assets.timeline.proof", { seq: format().number(event.seq), hash: event.selfHash.slice(0, 12) })}
          </p>
        </>
      ),
    };
  }

  return (
    <Loaded query={query}>
      {(data) => (
        <Show
          when={data().pages[0]?.items.length}
          fallback={<p class="text-sm text-muted">{t("assets.timeline.none")}</p>}
        >
          <Timeline
            label={t("assets.timeline.title")}
            entries={data().pages.flatMap((page) => page.items.map(entry))}
          />
          <LoadMore query={query} />
        </Show>
      )}
    </Loaded>
  );
}
