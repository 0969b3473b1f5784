/** Calls of the functions behind badges, passkeys and sessions: an administrator's of its own people, and one's own. */
import type { Database } from "../tenancy.ts";
import type { FunctionCase } from "./functions.ts";
import { insertText } from "./sql-text.ts";
import type { Stage } from "./stage.ts";
import { newId } from "./world.ts";

const REFUSED = "42501";
const ADMINISTRATORS = [
  "HQ",
  "dealer A",
  "dealer B",
  "dealer without customers",
  "customer of A",
  "customer of both",
  "customer of B",
];
const all = (names: readonly string[], answer: string[]) => Object.fromEntries(names.map((name) => [name, answer]));

export async function credentialCases(db: Database, { world }: Stage): Promise<FunctionCase[]> {
  const operator = world.people["operator at the site"];
  const [badge, passkey, session] = [newId(), newId(), newId()];
  await db.withOwner(async (_tx, client) => {
    const add = (table: string, row: Record<string, unknown>) => client.query(insertText(table, row));
    await add("badges", {
      id: badge,
      org_owner_id: operator.orgId,
      user_id: operator.userId,
      number_hint: "123",
      issued_by: operator.userId,
    });
    await add("badge_secrets", { badge_id: badge, token_hash: badge, number_hash: badge, pin_hash: "hash" });
    await add("passkeys", {
      id: passkey,
      public_key: "key",
      user_id: operator.userId,
      credential_id: passkey,
      counter: 0,
      device_type: "singleDevice",
      backed_up: false,
    });
    await add("sessions", {
      id: session,
      token: session,
      user_id: operator.userId,
      expires_at: new Date(Date.now() + 3_600_000),
    });
  });
  const made = (
    fn: string,
    about: string,
    call: string,
    answers: FunctionCase["answers"],
    otherwise: FunctionCase["otherwise"] = ["false"],
  ): FunctionCase => ({ fn, about, text: `select ${call}::text as key`, answers, otherwise });
  const owner = { "operator at the site": ["true"] };
  const keepers = all(["HQ", "customer of A"], ["true"]);
  return [
    {
      fn: "add_person",
      about: "is an administrator's",
      text: `with made as (select app.add_person('${newId()}', 'Ada')) select 'made' as key from made`,
      answers: all(ADMINISTRATORS, ["made"]),
      otherwise: REFUSED,
    },
    made(
      "keeps_badge_of",
      "an operator's at a site",
      `app.keeps_badge_of('OPERATOR', array['${world.sites.siteOfA}']::uuid[])`,
      all(ADMINISTRATORS, ["true"]),
    ),
    made(
      "keep_badge_secrets",
      "a PIN of an own member's badge",
      `app.keep_badge_secrets('${badge}', null, null, 'x')`,
      keepers,
    ),
    made("keep_badge_secrets", "an absent badge", `app.keep_badge_secrets('${newId()}', null, null, 'x')`, {}),
    made("allow_codes", "an own member", `app.allow_codes('${operator.userId}')`, keepers),
    made("allow_codes", "an absent person", `app.allow_codes('${newId()}')`, {}),
    made("rename_passkey", "one's own", `app.rename_passkey('${passkey}', 'Phone')`, owner),
    made("rename_passkey", "an absent one", `app.rename_passkey('${newId()}', 'Phone')`, {}),
    made("remove_passkey", "one's own", `app.remove_passkey('${passkey}')`, owner),
    made("remove_passkey", "an absent one", `app.remove_passkey('${newId()}')`, {}),
    {
      fn: "end_sessions",
      about: "one's own, named",
      text: `select session_id::text as key from app.end_sessions('${session}', null)`,
      answers: { "operator at the site": [session] },
      otherwise: [],
    },
    {
      fn: "end_sessions",
      about: "one's own, all",
      text: `select session_id::text as key from app.end_sessions(null, null) where session_id = '${session}'`,
      answers: { "operator at the site": [session] },
      otherwise: [],
    },
  ];
}
