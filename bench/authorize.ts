/**
 * What the guard costs a call: the authorizer's answer against a plain Map that holds the same answers, and against Casbin asked
 * anew each time, over every role and procedure of the policy in the same run. Run: `bun bench/authorize.ts`
 */
import { newEnforcer, newModelFromString, StringAdapter } from "casbin";
import { ROLES } from "../server/domain/iam/claims.ts";
import { Authorizer } from "../server/iam/authorizer.ts";
import { permissionMatrix } from "../server/iam/permissions.ts";
import { report, takeTurns } from "./report.ts";

const ROUNDS = 40;
const CALLS = 20_000;
/** Casbin itself walks the policy at each call, so fewer calls tell as much. */
const ENFORCED_CALLS = 400;
const LIMIT_US = 20;

const iam = (name: string) => Bun.file(new URL(`../server/iam/${name}`, import.meta.url)).text();
const authorizer = await Authorizer.load();
const enforcer = await newEnforcer(
  newModelFromString(await iam("model.conf")),
  new StringAdapter(await iam("policy.csv")),
);
const { procedures } = await permissionMatrix(authorizer);
const questions = procedures.flatMap(({ path, action, roles }) =>
  ROLES.map((role) => ({
    role,
    path,
    action,
    allowed: roles.includes(role),
    word: action === "subscription" ? "subscribe" : action,
  })),
);
const answers = new Map(questions.map(({ role, path, action, allowed }) => [`${role}\n${path}\n${action}`, allowed]));

/** Microseconds a question over `calls` of them. An answer that is not the policy's ends the run: a wrong guard is fast. */
async function measured(calls: number, ask: (question: (typeof questions)[number]) => boolean | Promise<boolean>) {
  const startedMs = performance.now();
  for (let call = 0; call < calls; call++) {
    const question = questions[call % questions.length]!;
    const answer = ask(question);
    if ((typeof answer === "boolean" ? answer : await answer) !== question.allowed)
      throw new Error(`${question.role} ${question.path}: not what the policy says`);
  }
  return ((performance.now() - startedMs) * 1000) / calls;
}

const { medians, ratio } = await takeTurns(
  {
    authorizer: () => measured(CALLS, ({ role, path, action }) => authorizer.allows({ role }, path, action)),
    map: () => measured(CALLS, ({ role, path, action }) => answers.get(`${role}\n${path}\n${action}`) ?? false),
    casbin: () => measured(ENFORCED_CALLS, ({ role, path, word }) => enforcer.enforce(role, path, word)),
  },
  { rounds: ROUNDS, warmUp: 5 },
);

const microseconds = (us: number) => `${us.toFixed(3)} µs`;
const what = `May this role call this procedure, ${procedures.length} procedures × ${ROLES.length} roles`;
const how = `medians of ${ROUNDS} rounds, taking turns, of ${CALLS.toLocaleString("en")} questions`;
const own = `${microseconds(medians.authorizer)} by the authorizer`;
await report([
  {
    what,
    figure: own,
    baseline: `${microseconds(medians.map)} by a plain Map of the same answers`,
    ratio: ratio("authorizer", "map"),
    how: `${how}; the limit is ${LIMIT_US} µs a call`,
  },
  {
    what: `${what}, without remembering`,
    figure: `${microseconds(medians.casbin)} by Casbin's enforce`,
    baseline: own,
    ratio: ratio("casbin", "authorizer"),
    how: `${how}, of Casbin ${ENFORCED_CALLS}`,
  },
]);
if (medians.authorizer > LIMIT_US) {
  console.error(`The guard takes more than ${LIMIT_US} µs a call.`);
  process.exit(1);
}
