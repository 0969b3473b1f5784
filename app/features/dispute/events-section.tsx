import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import type { Dispute } from "../inspections/inspections.queries.ts";
import { eventDetails, eventSentence } from "../ledger/event-words.ts";

/** Words that people left with an event, flattened to lines. */
function wordsOf(words: Record<string, unknown>): string[] {
  return Object.values(words).flatMap((value) => {
    if (typeof value === "string") return value === "" ? [] : [value];
    if (Array.isArray(value)) return value.flatMap((inner) => wordsOf({ inner }));
    return typeof value === "object" && value !== null ? wordsOf(value as Record<string, unknown>) : [];
  });
}

/** All entries of the audit trail about one rental, with who, when and the fingerprint. */
export function EventsSection(props: { pack: Dispute }) {
  const format = useFormat();
  const zone = () => props.pack.rental.siteTimeZone;
  const time = (at: string) => format().dateTime(at, zone() ?? undefined);
  const facts = (event: Dispute["events"][number]) => ({
    ...event,
    siteName: props.pack.rental.siteName,
    siteTimeZone: zone(),
  });
  return (
    <Card title={t("dispute.events.title")}>
      <p class="mb-4 max-w-prose text-sm text-muted">{t("dispute.events.intro")}</p>
      <ol class="flex flex-col gap-4">
        <For each={props.pack.events} fallback={<li class="text-sm text-muted">{t("dispute.events.none")}</li>}>
          {(event) => (
            <li class="border-s-2 border-line ps-4">
              <p class="font-semibold">{eventSentence(facts(event))}</p>
              <p class="text-sm text-muted">
                {[
                  time(event.at),
                  event.occurredAt &&
                    event.occurredAt !== event.at &&
                    t("dispute.events.device", { time: time(event.occurredAt) }),
                  event.actorName ??
                    (t(`common.role.${event.actorRole as "OPERATOR"}`) as string | undefined) ??
                    event.actorRole,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <Show when={eventDetails(facts(event), format()).length > 0}>
                <p class="text-sm">{eventDetails(facts(event), format()).join(" · ")}</p>
              </Show>
              <Show when={event.words}>
                {(words) => <p class="text-sm break-words italic">{wordsOf(words()).join(" · ")}</p>}
              </Show>
              <p class="font-mono text-xs break-all text-muted">
                {t("dispute.events.entry", { seq: String(event.seq) })} · {event.selfHash}
              </p>
              <Show when={!event.intact}>
                <p class="text-sm font-semibold text-red">{t("dispute.events.broken")}</p>
              </Show>
            </li>
          )}
        </For>
      </ol>
    </Card>
  );
}
