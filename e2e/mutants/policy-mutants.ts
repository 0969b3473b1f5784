/** Every row-level policy that the catalogue lists: taken away, opened, and with each of its conditions opened alone. */
import type { Client } from "../../db/client.ts";
import { isolationOf, suite, type SqlMutant } from "./mutant.ts";

type Policy = { table: string; name: string; command: string; qual: string | null; with_check: string | null };

export async function policyMutants(client: Client): Promise<SqlMutant[]> {
  const { rows } = await client.query<Policy>(
    `select tablename as table, policyname as name, cmd as command, qual, with_check from pg_policies where schemaname = 'public' and roles = '{app_user}' order by 1, 2`,
  );
  return rows.flatMap((policy) => [...dropped(policy), ...opened(policy)]);
}

const about = (policy: Policy, how: string) => ({
  kind: "policy",
  object: policy.name,
  how,
  suites: [isolationOf(policy.table), suite("db/isolation.db.test.ts"), suite("db/inventory.db.test.ts")],
});

function dropped(policy: Policy): SqlMutant[] {
  const using = policy.qual ? ` using (${policy.qual})` : "";
  const check = policy.with_check ? ` with check (${policy.with_check})` : "";
  return [
    {
      ...about(policy, "dropped"),
      apply: `drop policy ${policy.name} on ${policy.table}`,
      undo: `create policy ${policy.name} on ${policy.table} for ${policy.command} to app_user${using}${check}`,
    },
  ];
}

function opened(policy: Policy): SqlMutant[] {
  const made: SqlMutant[] = [];
  for (const [clause, text] of [
    ["using", policy.qual],
    ["with check", policy.with_check],
  ] as const) {
    if (!text) continue;
    const alter = (condition: string) => `alter policy ${policy.name} on ${policy.table} ${clause} (${condition})`;
    made.push({ ...about(policy, `${clause} true`), apply: alter("true"), undo: alter(text) });
    for (const [what, condition] of conditionsOf(text))
      made.push({ ...about(policy, `${clause} ${what}`), apply: alter(condition), undo: alter(text) });
  }
  return made;
}

/** The sub-selects in which a policy reads claims, as the catalogue writes them. */
const CLAIM = /\( ?SELECT app\.(\w+)\(\) AS \w+\)/g;

/** The condition with one thing opened at a time: bound members see every site, and lists of one's own become those that claims name. */
function conditionsOf(text: string): [string, string][] {
  const claims = [...new Set([...text.matchAll(CLAIM)].map((match) => match[1]!))];
  const replaced = (name: string, by: string) =>
    text.replaceAll(new RegExp(`\\( ?SELECT app\\.${name}\\(\\) AS \\w+\\)`, "g"), by);
  return claims.flatMap((name): [string, string][] => {
    const wider = WIDER[name];
    return wider ? [[`${name} → ${wider}`, replaced(name, `(${wider})`)]] : [];
  });
}

const WIDER: Record<string, string> = {
  is_hq: "true",
  all_sites: "true",
  own_dealers: "select app.claimed_dealers()",
  own_customers: "select app.claimed_customers()",
};
