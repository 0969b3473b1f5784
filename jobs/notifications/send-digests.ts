/** Mails each person, at their hour, what they were told since the last mail and what has become of it. */
import { sql } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import type { AlertKind, AlertSeverity, AlertState } from "../../server/domain/alerts/schema.ts";
import type { Role } from "../../server/domain/iam/claims.ts";
import { isDigestDue } from "../../server/domain/notifications/digest.ts";
import type { NotificationSettings } from "../../server/domain/notifications/settings.ts";
import { digestMail } from "../../server/features/notifications/digest-mail.ts";
import type { Mailer } from "../../server/iam/mail.ts";
import { settingsOf } from "./settings-of.ts";

export type DigestDeps = { db: Database; mailer: Mailer; publicUrl: string };

const PEOPLE = 5_000;
const KEPT_MS = 90 * 86_400_000;
const AT_ONCE = 1_000;

type PersonRow = {
  user_id: string;
  org_id: string;
  role: Role;
  zone: string;
  locale: string | null;
  settings: unknown;
  last_at: string | null;
};
type LineRow = {
  alert_id: string;
  alert_kind: AlertKind;
  severity: AlertSeverity;
  state: AlertState;
  human_id: string | null;
  feed_name: string | null;
  site_name: string | null;
  opened_at: string;
  email: string;
  org_name: string;
};

/** `at` is ISO 8601 UTC, the time that the run was scheduled for. Returns how many mails went. */
export async function sendDigests(deps: DigestDeps, { at }: { at: string }): Promise<{ mails: number }> {
  const now = new Date(at);
  const { rows } = await deps.db.withService((tx) =>
    tx.execute<PersonRow>(sql`select * from app.digest_candidates(${PEOPLE})`),
  );
  let mails = 0;
  for (const person of rows) {
    const settings = settingsOf(person);
    if (!isDigestDue(settings, person.last_at === null ? null : new Date(person.last_at), now)) continue;
    if (await mailTo(deps, person, settings, at)) mails++;
  }
  return { mails };
}

/** Taken first and sent after the commit: a mail that is lost on the way is better than one that comes twice. */
async function mailTo(
  { db, mailer, publicUrl }: DigestDeps,
  { user_id, org_id }: PersonRow,
  { language, timeZone }: NotificationSettings,
  at: string,
): Promise<boolean> {
  const { rows } = await db.withService((tx) =>
    tx.execute<LineRow>(sql`select * from app.take_digest(${user_id}::uuid, ${org_id}::uuid, ${at}::timestamptz)`),
  );
  const [first] = rows;
  if (!first) return false;
  const mail = digestMail({
    to: first.email,
    organization: { id: org_id, name: first.org_name },
    lines: rows.map((row) => ({
      alertId: row.alert_id,
      kind: row.alert_kind,
      severity: row.severity,
      state: row.state,
      name: row.human_id ?? row.feed_name,
      siteName: row.site_name,
      openedAt: new Date(row.opened_at),
    })),
    language,
    timeZone,
    publicUrl,
  });
  if (mail) mailer.send(mail);
  return mail !== null;
}

/** Forgets what was told long ago. Returns how many. */
export async function dropOld(db: Database, { at }: { at: string }): Promise<{ dropped: number }> {
  const before = new Date(new Date(at).getTime() - KEPT_MS).toISOString();
  let dropped = 0;
  for (;;) {
    const { rows } = await db.withService((tx) =>
      tx.execute<{ gone: number }>(sql`select app.drop_old_notifications(${before}::timestamptz, ${AT_ONCE}) as gone`),
    );
    dropped += rows[0]!.gone;
    if (rows[0]!.gone < AT_ONCE) return { dropped };
  }
}
