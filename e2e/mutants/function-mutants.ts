/** Functions that read claims or look past row-level security, with each of their checks opened in turn. */
import type { Client } from "../../db/client.ts";
import { DOORS, suite, type Suite, type SqlMutant } from "./mutant.ts";

type Made = { name: string; definition: string; body: string; definer: boolean; returns: string };

const SUITES: readonly Suite[] = [
  suite("db/functions.db.test.ts"),
  suite("db/isolation.db.test.ts"),
  suite("server/realtime/hub.db.test.ts"),
  suite("server/features", "server/iam"),
  ...DOORS,
];

export async function functionMutants(client: Client): Promise<SqlMutant[]> {
  const { rows } = await client.query<Made>(
    `select p.proname as name, pg_get_functiondef(p.oid) as definition, p.prosrc as body, p.prosecdef as definer, format_type(p.prorettype, null) as returns
     from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prokind = 'f' order by 1, 2`,
  );
  return rows.flatMap((made) => [...(made.definer ? checksOf(made) : []), ...widened(made)]);
}

function mutant(made: Made, how: string, definition: string, first: readonly Suite[] = []): SqlMutant {
  // PostgreSQL writes a definition without its end.
  return {
    kind: made.definer ? "definer function" : "claims function",
    object: made.name,
    how,
    suites: [...first, ...SUITES],
    apply: definition,
    undo: made.definition,
  };
}

/** What decides in a function who may: each occurrence is opened by itself. */
const CHECKS: readonly [RegExp, string][] = [
  [/app\.is_hq\(\)/g, "true"],
  [/app\.is_party\([^()]*\)/g, "true"],
  [/app\.all_sites\(\)/g, "true"],
  [/= ANY\(\(?app\.\w+\(\)\)?(::uuid\[\])?\)/gi, "IS NOT NULL"],
  [/= app\.(org_id|user_id)\(\)/gi, "IS NOT NULL"],
];

function checksOf(made: Made): SqlMutant[] {
  const found: SqlMutant[] = [];
  for (const [pattern, open] of CHECKS) {
    const matches = [...made.body.matchAll(pattern)];
    for (const [at, match] of matches.entries()) {
      const before = made.body.slice(0, match.index);
      const body = before + open + made.body.slice(match.index + match[0].length);
      const which = matches.length > 1 ? `, ${at + 1} of ${matches.length}` : "";
      found.push(
        mutant(
          made,
          `${match[0]} → ${open} (line ${before.split("\n").length}${which})`,
          made.definition.replace(made.body, () => body),
        ),
      );
    }
  }
  return found;
}

/** Claims read too widely, by function. A function that is no longer there fails the run. */
const WIDENED: Record<string, readonly (readonly [how: string, from: string, to: string])[]> = {
  is_hq: [["everybody", "app.claims() ->> 'orgType' = 'CATERPILLAR'", "true"]],
  all_sites: [
    ["everybody", "app.claims() -> 'siteIds' = 'null'", "true"],
    ["without claims too", ", false)", ", true)"],
  ],
  own_dealers: [
    [
      "for customers, those that serve them",
      "ARRAY[app.org_id()] ELSE '{}' END",
      "ARRAY[app.org_id()] ELSE app.claimed_ids('dealerIds') END",
    ],
  ],
  own_customers: [
    [
      "for dealers, those they serve",
      "ARRAY[app.org_id()] ELSE '{}' END",
      "ARRAY[app.org_id()] ELSE app.claimed_ids('customerIds') END",
    ],
  ],
  is_party: [
    ["bound to no site", "app.all_sites() OR site = ANY(app.own_sites())", "true"],
    ["the customer of any dealer", " AND dealer = ANY(app.serving_dealers())", ""],
    ["any dealer", "dealer = ANY(app.own_dealers())", "dealer IS NOT NULL"],
  ],
  bump_membership: [["the version stays", "NEW.version := OLD.version + 1;", ""]],
};
export const WIDENED_FUNCTIONS = Object.keys(WIDENED);

function widened(made: Made): SqlMutant[] {
  return (WIDENED[made.name] ?? []).map(([how, from, to]) => {
    if (made.body.split(from).length !== 2)
      throw new Error(`app.${made.name} does not hold "${from}" once: mend WIDENED in e2e/mutants/function-mutants.ts`);
    return mutant(
      made,
      how,
      made.definition.replace(made.body, () => made.body.replace(from, () => to)),
      [suite("db/tenancy.db.test.ts"), suite("server/iam/caller.db.test.ts")],
    );
  });
}
