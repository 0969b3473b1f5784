/** The daily e-mail: what the person was told since the last one, as it stands now. */
import type { AlertKind, AlertSeverity, AlertState } from "../../domain/alerts/schema.ts";
import { localText } from "../../domain/rentals/zone-time.ts";
import type { Language } from "../../domain/notifications/words.ts";
import type { Mail } from "../../iam/mail.ts";
import { WORDS } from "./words.ts";

export type DigestLine = {
  alertId: string;
  kind: AlertKind;
  severity: AlertSeverity;
  state: AlertState;
  name: string | null;
  siteName: string | null;
  openedAt: Date;
};
type Digest = {
  to: string;
  organization: { id: string; name: string };
  lines: readonly DigestLine[];
  language: Language;
  timeZone: string;
  publicUrl: string;
};

const MOST_LINES = 30;
const ORDER: readonly AlertSeverity[] = ["CRITICAL", "WARNING", "INFO"];

/**
 * Open alerts one by one, the most severe first; what is over, answered or put aside is counted. Null where nothing is open any more:
 * then there is nothing to do.
 */
export function digestMail({ to, organization, lines, language, timeZone, publicUrl }: Digest): Mail | null {
  const words = WORDS[language];
  const open = lines
    .filter(({ state }) => state === "OPEN")
    .toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  if (open.length === 0) return null;
  const link = (path: string) => `${publicUrl}${path}?org=${organization.id}`;
  const said = open.slice(0, MOST_LINES).map(({ alertId, kind, severity, name, siteName, openedAt }) => {
    const since = localText(openedAt, timeZone).replace("T", " ");
    const what = [name, words.kind[kind]].filter(Boolean).join(": ");
    return `${words.severity[severity]} · ${[what, siteName, since].filter(Boolean).join(" · ")}\n${link(`/alerts/${alertId}`)}`;
  });
  const rest = open.length - said.length;
  const over = lines.length - open.length;
  const text = [
    organization.name,
    `${words.digest.open}: ${open.length}`,
    ...said,
    ...(rest > 0 ? [`${words.digest.more}: ${rest}\n${link("/alerts")}`] : []),
    ...(over > 0 ? [`${words.digest.over}: ${over}`] : []),
    `${words.digest.change}: ${link("/notifications/settings")}`,
  ].join("\n\n");
  return { to, subject: `${words.digest.subject}: ${open.length} (${organization.name})`, text: `${text}\n` };
}
