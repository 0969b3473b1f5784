// oxlint-disable-next-line no-restricted-imports -- the words that the screen shows, and nothing of the app that runs
import { en } from "../../app/i18n/en.ts";
import { ROLES } from "../domain/iam/claims.ts";
import { Authorizer } from "../iam/authorizer.ts";
import { permissionMatrix } from "../iam/permissions.ts";

const words: { procedure: Record<string, string>; feature: Record<string, string> } = en.permissions;

/** The text of `docs/permissions.md`: the policy as the guard answers it, a table for each feature. */
export async function permissionsDocument(): Promise<string> {
  const { procedures } = await permissionMatrix(await Authorizer.load());
  const features = Map.groupBy(procedures, ({ path }) => path.split(".", 1)[0]!);
  const named = [...features]
    .map(([feature, rows]) => ({ name: words.feature[feature] ?? feature, rows }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const lines = [
    "# Who may do what",
    "",
    "Made from `server/iam/policy.csv` by `bun server/tools/permissions.ts`; the same table is in the app under Settings.",
    "What is not listed is denied. With which machines, sites and customers a role may do it is row-level security's to say:",
    "see [decision 3](decisions/0003-one-way-to-a-transaction.md).",
  ];
  for (const { name, rows } of named) {
    lines.push("", `## ${name}`, "", `| What | ${ROLES.map((role) => en.common.role[role]).join(" | ")} | Procedure |`);
    lines.push(`|---|${ROLES.map(() => ":-:|").join("")}---|`);
    for (const { path, action, roles } of rows) {
      const marks = ROLES.map((role) => (roles.includes(role) ? "●" : " ")).join(" | ");
      lines.push(
        `| ${words.procedure[path] ?? path} | ${marks} | \`${path}\`${action === "query" ? "" : `, ${action}`} |`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
