/** What a push says: machine, kind and place of an alert, and nothing about people. */
import type { AlertKind, AlertSeverity } from "../../domain/alerts/schema.ts";
import { languageOf, type Change } from "../../domain/notifications/words.ts";
import type { PushMessage } from "./push-sender.ts";
import { reasonText } from "./reason-text.ts";
import { WORDS } from "./words.ts";
import type { Words } from "./words-type.ts";

export type Pushable = {
  change: Change;
  alertId: string;
  alertKind: AlertKind;
  severity: AlertSeverity;
  orgId: string;
  /** The machine's number, or the feed's name. */
  name: string | null;
  siteName: string | null;
  /** The server's own sentence, and the figures that it is made of. */
  reason: string;
  facts: Record<string, unknown>;
};

const LONGEST = 240;
const NAMED = 3;
const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
const frame = (language: string) =>
  ({ language, direction: language === "ar" ? "rtl" : "ltr" }) satisfies Pick<PushMessage, "language" | "direction">;
/** The organisation is named, so that a person who acts for another one is told which to go to. */
const query = (orgId: string) => `?org=${orgId}`;

function changeText({ change }: Pushable, words: Words): string | null {
  if (change === "UNANSWERED") return words.unanswered;
  if (change === "WORSENED") return words.worsened;
  if (change === "WOKEN") return words.woken;
  return change === "ASSIGNED" ? words.assigned : null;
}

const titleOf = (told: Pushable, words: Words) =>
  told.name ? `${told.name}: ${words.kind[told.alertKind]}` : words.kind[told.alertKind];

/** One alert by itself; several in one message that leads to the list of what is unread. `told` is the newest first and not empty. */
export function pushMessage(told: readonly Pushable[], tag: string | null): PushMessage {
  const language = languageOf(tag);
  const words = WORDS[language];
  const alerts = [...new Map(told.toReversed().map((each) => [each.alertId, each])).values()].toReversed();
  const [first] = alerts as [Pushable];
  if (alerts.length > 1) {
    const named = alerts.slice(0, NAMED).map((each) => titleOf(each, words));
    const rest = alerts.length - named.length;
    return {
      ...frame(language),
      tag: "alerts",
      title: `${words.alerts}: ${alerts.length}`,
      body: cut([...named, ...(rest > 0 ? [`+${rest}`] : [])].join(" · ")),
      url: `/notifications${query(first.orgId)}`,
      silent: false,
    };
  }
  const parts = [
    changeText(first, words),
    words.severity[first.severity],
    first.siteName,
    language === "en" ? first.reason : reasonText(first.alertKind, first.facts, language),
  ];
  return {
    ...frame(language),
    tag: `alert:${first.alertId}`,
    title: titleOf(first, words),
    body: cut(parts.filter(Boolean).join(" · ")),
    url: `/alerts/${first.alertId}${query(first.orgId)}`,
    silent: false,
  };
}

export function testMessage(tag: string): PushMessage {
  const language = languageOf(tag);
  return { ...frame(language), tag: "test", ...WORDS[language].test, url: "/notifications/settings", silent: false };
}
