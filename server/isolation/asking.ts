/** Questions: an input for a procedure as one of the seven would send it, through either door, and what is wrong with the answer. */
import { faultsOf, shapeOf, type Shape, type Slot } from "./derive.ts";
import { callProcedure, callRest, wholeOf, type Procedure } from "./calls.ts";
import type { Answer, Harness } from "./harness.ts";
import type { Choice } from "./references.ts";
import { DISCLOSED, SAMPLES } from "./samples.ts";
import type { Who } from "./tenants.ts";

export type Door = "tRPC" | "REST";
export const doorsOf = (procedure: Procedure): Door[] => (procedure.rest ? ["tRPC", "REST"] : ["tRPC"]);

const shapes = new Map<string, Shape>();
export function shapeFor(procedure: Procedure): Shape {
  let shape = shapes.get(procedure.path);
  if (!shape) shapes.set(procedure.path, (shape = shapeOf(procedure.path, procedure)));
  return shape;
}

type Values = (slot: Slot) => unknown;

/** An input with the values given, completed by the procedure's sample; as few fields as its schema allows beside the wanted ones. */
export function inputOf(
  harness: Harness,
  procedure: Procedure,
  who: Who,
  values: Values,
  wanted: Slot | null,
  all = false,
): unknown {
  const shape = shapeFor(procedure);
  const build = (optional: ReadonlySet<string> | "all") => {
    const made = shape.build(values, optional);
    const sample = SAMPLES[procedure.path];
    if (!sample || typeof made !== "object" || made === null) return made;
    const input = made as Record<string, unknown>;
    const changes = sample({ input, who: harness.claimsOf(who), canaries: harness.canaries });
    return { ...input, ...changes, ...(wanted ? { [String(wanted.path[0])]: input[String(wanted.path[0])] } : {}) };
  };
  if (all) return build("all");
  const few = wanted ? [wanted.path.join(".")] : [];
  // Some want one of several fields: each alone, then all.
  for (const more of [[], ...shape.slots.map((slot) => [slot.path.join(".")])]) {
    const made = build(new Set([...few, ...more]));
    if (faultsOf(procedure, made).length === 0) return made;
  }
  return build("all");
}

export const choicesOf = async (harness: Harness, procedure: Procedure, who: Who) => {
  const made = new Map<Slot, Choice>();
  for (const slot of shapeFor(procedure).slots)
    made.set(slot, await harness.chooser.choose(slot.reference, harness.claimsOf(who)));
  return made;
};
export const ownOf = ({ own, absent }: Choice, at = 0) => own[at % Math.max(1, own.length)] ?? absent;

/** Calls and looks for foreign words in everything that comes back. */
export async function call(
  harness: Harness,
  procedure: Procedure,
  door: Door,
  who: Who,
  input: unknown,
  leaks: unknown[],
): Promise<Answer> {
  const send = door === "tRPC" ? callProcedure : callRest;
  let answer = await send(harness, procedure, who, input);
  if (answer.text.includes("auth.membership_changed")) {
    await harness.reinstate();
    answer = await send(harness, procedure, who, input);
  }
  // What others did meanwhile may have made a row readable: only what still is foreign counts.
  harness.canaries.tell(harness.claimsOf(who), input);
  if (foreignIn(harness, procedure, who, input, answer).length > 0) await harness.canaries.refresh();
  const found = foreignIn(harness, procedure, who, input, answer);
  for (const { word, table, column, row } of found) {
    const at = answer.text.toLowerCase().indexOf(word);
    leaks.push({
      who,
      door,
      input,
      leaks: `${table}.${column}`,
      of: row.canary_key,
      in: answer.text.slice(Math.max(0, at - 700), at + 260),
    });
  }
  if (answer.status >= 500)
    leaks.push({ who, door, input, fault: harness.faults.at(-1)?.slice(0, 900) ?? answer.text });
  return answer;
}

/** Words of rows in an answer that the caller may not read and is not told on purpose. */
export function foreignIn(harness: Harness, { path }: Procedure, who: Who, input: unknown, answer: Answer) {
  const claims = harness.claimsOf(who);
  return harness.canaries
    .foreignIn(wholeOf(answer), claims, JSON.stringify(input ?? null))
    .filter(({ table, row }) => !DISCLOSED[path]?.tells(claims, table, row));
}
