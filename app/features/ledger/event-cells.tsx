import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { toneStyle } from "~/ui/tone.ts";
import { eventLook } from "./event-icon.tsx";
import { readRecord } from "./event-record.ts";
import { eventDetails, eventSentence } from "./event-words.ts";
import type { LedgerEvent } from "./ledger.queries.ts";

/** The event as a sentence, with its facts below. */
export function EventCell(props: { event: LedgerEvent }) {
  const format = useFormat();
  const facts = () => ({ type: props.event.type, data: readRecord(props.event.record).data });
  const look = () => eventLook(props.event.type);
  const details = () => eventDetails(facts(), format()).join(" · ");
  return (
    <span class="flex min-w-0 items-start gap-3">
      <span
        aria-hidden="true"
        class={cn(
          "grid size-8 shrink-0 place-items-center rounded-full border [&_svg]:size-4",
          toneStyle({ tone: look().tone }),
        )}
      >
        <Dynamic component={look().icon} aria-hidden="true" />
      </span>
      <span class="min-w-0">
        <span class="block font-semibold">{eventSentence(facts())}</span>
        <Show when={details()}>
          <span class="block text-xs font-normal text-muted">{details()}</span>
        </Show>
      </span>
    </span>
  );
}

export function EventMachine(props: { humanId: string | null }) {
  return (
    <Show when={props.humanId} fallback={<span class="text-faint">{t("common.state.none")}</span>}>
      {(humanId) => (
        <A href={`/fleet/${humanId()}`} class="relative z-10 font-semibold underline-offset-2 hover:underline">
          {humanId()}
        </A>
      )}
    </Show>
  );
}

/** Names stand outside the chain; it holds the role, and which entries are one's own. */
export function EventWho(props: { event: LedgerEvent }) {
  const { me } = useSession();
  const word = () => {
    const { actor } = readRecord(props.event.record);
    if (!actor) return t("common.state.unknown");
    if (actor.sub === me().user.id) return t("ledger.you");
    return actor.role === "SYSTEM" ? t("ledger.system") : t(`common.role.${actor.role as "OPERATOR"}`);
  };
  return <>{word()}</>;
}
