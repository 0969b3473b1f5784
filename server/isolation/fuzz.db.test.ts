/**
 * Calls by chance: any procedure, either door, anyone of the seven, ids of everybody, and what nobody means to send. No answer may hold
 * a word of rows that the caller may not read, and none may be a fault of ours. FUZZ_CALLS says how many, FUZZ_SEED which; a
 * failure names its seed and call, and the same seed makes the same calls.
 */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mulberry32 } from "../domain/prng.ts";
import { foreignIn, inputOf, shapeFor } from "./asking.ts";
import { procedures, type Procedure } from "./calls.ts";
import { openHarness, OPENS_WITHIN_MS, type Answer, type Harness } from "./harness.ts";
import { bodyOf, pick, spoiled } from "./nasty.ts";
import type { Choice } from "./references.ts";
import { WHO, type Who } from "./tenants.ts";

const CALLS = Number(process.env["FUZZ_CALLS"] ?? 10_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_010_101);
const called = procedures.filter(({ type }) => type !== "subscription");
const rng = mulberry32(SEED);

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, OPENS_WITHIN_MS);
afterAll(() => harness.close());

type Pool = Map<string, string[]>;
/** For each kind of reference, values of everybody and of nobody. */
async function poolOf(procedure: Procedure, pools: Pool): Promise<Pool> {
  for (const { reference } of shapeFor(procedure).slots) {
    const key = JSON.stringify(reference);
    if (pools.has(key)) continue;
    const all: Choice[] = [];
    for (const who of WHO) all.push(await harness.chooser.choose(reference, harness.claimsOf(who)));
    pools.set(key, [...new Set(all.flatMap(({ own, foreign, absent }) => [...own, ...foreign, absent]))]);
  }
  return pools;
}

function send(procedure: Procedure, who: Who, input: unknown): Promise<Answer> {
  const { path, type, rest } = procedure;
  const json = {
    "content-type":
      rng() < 0.98 ? "application/json" : pick(rng, ["text/plain", "", "application/xml", "multipart/form-data"]),
  };
  if (rest && rng() < 0.5) {
    const fields = new Map(Object.entries(typeof input === "object" && input !== null ? input : {}));
    const route = rest.path.replace(
      /\{([^}]+)\}/g,
      (_whole, name: string) => encodeURIComponent(asText(fields.get(name)).slice(0, 2_000)) || "x",
    );
    if (rest.method === "POST") return harness.send(who, "POST", `/api/v1${route}`, bodyOf(rng, input), json);
    const query = new URLSearchParams([...fields].map(([name, value]) => [name, asText(value).slice(0, 4_000)]));
    return harness.send(who, "GET", `/api/v1${route}?${query}`);
  }
  if (type === "mutation") return harness.send(who, "POST", `/api/trpc/${path}`, bodyOf(rng, input), json);
  const text = new TextDecoder().decode(bodyOf(rng, input)).slice(0, 8_000);
  return harness.send(
    who,
    "GET",
    `/api/trpc/${path}${input === undefined && rng() < 0.9 ? "" : `?input=${encodeURIComponent(text)}`}`,
  );
}

/** As text, whatever it is: lone surrogates too. */
function asText(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).toWellFormed();
}

test(
  `${CALLS} calls with seed ${SEED} tell nothing and break nothing`,
  async () => {
    const pools: Pool = new Map();
    const answers = new Map<number, number>();
    for (let at = 0; at < CALLS; at++) {
      const procedure = pick(rng, called);
      const who = pick(rng, WHO);
      await poolOf(procedure, pools);
      const wanted = rng() < 0.5 ? null : (pick(rng, [null, ...shapeFor(procedure).slots]) ?? null);
      const made = inputOf(
        harness,
        procedure,
        who,
        ({ reference }) => pick(rng, pools.get(JSON.stringify(reference))!),
        wanted,
        rng() < 0.2,
      );
      const input = rng() < 0.6 ? spoiled(rng, made, pick(rng, [0.02, 0.1, 0.3])) : made;
      const answer = await send(procedure, who, input);
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
      if (answer.text.includes("auth.membership_changed")) await harness.reinstate();
      harness.canaries.tell(harness.claimsOf(who), input);
      const found = () => foreignIn(harness, procedure, who, input, answer);
      // What others did meanwhile may have made a row readable: only what still is foreign counts.
      if (found().length > 0 || at % 500 === 499) await harness.canaries.refresh();
      const leaks = found().map(({ table, column, word }) => `${table}.${column} ${word}`);
      if (leaks.length > 0 || answer.status >= 500)
        throw new Error(
          `Call ${at} of seed ${SEED}: ${who} ${procedure.path} ${JSON.stringify(input)?.slice(0, 1_500)} → ${answer.status} ${answer.text.slice(0, 500)} ${answer.status >= 500 ? harness.faults.at(-1)?.slice(0, 1_000) : leaks.join(", ")}`,
        );
    }
    console.log(
      `fuzz: seed ${SEED}, ${CALLS} calls, by status: ${[...answers]
        .sort(([a], [b]) => a - b)
        .map(([status, count]) => `${status} × ${count}`)
        .join(", ")}`,
    );
    expect(answers.get(200) ?? 0, "calls that get through").toBeGreaterThan(CALLS / 20);
  },
  CALLS * 60,
);
