import { useInfiniteQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { eventLook } from "~/features/ledger/event-icon.tsx";
import { eventDetails, eventSentence } from "~/features/ledger/event-words.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { Timeline, type TimelineEntry } from "~/ui/timeline.tsx";
import { type RentalRecord, type RentalStep, storyQuery } from "./rentals.queries.ts";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

/** The steps of the rental, newest first: what happened, who did it, when by the site's clocks, and why. */
export function RentalStory(props: { rental: RentalRecord }) {
  const format = useFormat();
  const { me } = useSession();
  const query = useInfiniteQuery(() => storyQuery(props.rental.id));
  const zone = () => props.rental.siteTimeZone ?? me().organization.timeZone;

  function entry(step: RentalStep): TimelineEntry {
    const when = step.occurredAt ?? step.at;
    const role =
      step.actorRole === "SYSTEM" ? t("assets.timeline.system") : t(`common.role.${step.actorRole as "OPERATOR"}`);
    const reason = text(step.personal?.["reason"] ?? step.personal?.["overrideReason"]);
    const notes = text(step.personal?.["notes"]);
    const there = format().dateTime(when, zone());
    const here = format().dateTime(when, Intl.DateTimeFormat().resolvedOptions().timeZone);
    const lines = [
      step.actorName ? t("assets.timeline.by", { name: step.actorName, role }) : role,
      eventDetails({ ...step, siteTimeZone: zone() }, format()).join(" · "),
      reason && t("assets.timeline.reason", { reason }),
      notes && t("assets.timeline.notes", { notes }),
    ].filter(Boolean);
    const look = eventLook(step.type);
    return {
      id: step.id,
      at: when,
      title: eventSentence(step),
      time: there === here ? there : `${there} (${t("assets.timeline.yours", { time: here })})`,
      tone: look.tone,
      icon: <Dynamic component={look.icon} aria-hidden="true" />,
      detail: <For each={lines}>{(line) => <p>{line}</p>}</For>,
    };
  }

  return (
    <Loaded query={query}>
      {(data) => (
        <Show
          when={data().pages[0]?.items.length}
          fallback={<p class="text-sm text-muted">{t("rentals.record.noStory")}</p>}
        >
          <Timeline label={t("rentals.record.story")} entries={data().pages.flatMap((page) => page.items.map(entry))} />
          <LoadMore query={query} />
        </Show>
      )}
    </Loaded>
  );
}
