/**
 * Every procedure × seven people × ids of their own, of another tenant and of nothing. What is foreign is answered exactly as what is
 * absent, no answer holds a word of rows that the caller may not read, and nobody's call changes a row of tenants that they have
 * nothing to do with. Procedures and inputs come from the router, so a new one is tried, or fails here with what to add.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { call, choicesOf, doorsOf, inputOf, ownOf, type Door } from "./asking.ts";
import { faultsOf, type Slot } from "./derive.ts";
import { difference, likeness, procedures, type Procedure } from "./calls.ts";
import { openHarness, OPENS_WITHIN_MS, type Harness } from "./harness.ts";
import { DISCLOSED, FIRST, SAMPLES, UNREACHED } from "./samples.ts";
import { WHO, type Who } from "./tenants.ts";
import { rowsNow, untouched, type Snapshot } from "./untouched.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, OPENS_WITHIN_MS);
afterAll(() => harness.close());

const called = procedures.filter(({ type }) => type !== "subscription");
const cases = called.map((procedure) => [procedure.path, procedure] as const);
test("every field that names something is known, and every input can be made", async () => {
  const wrong: string[] = [];
  for (const procedure of called) {
    const choices = await choicesOf(harness, procedure, "dealer A");
    const input = inputOf(harness, procedure, "dealer A", (slot) => ownOf(choices.get(slot)!), null);
    const faults = faultsOf(procedure, input);
    if (faults.length > 0)
      wrong.push(
        `${procedure.path}: nothing fills ${faults.join(", ")}: add a sample to SAMPLES in server/isolation/samples.ts.`,
      );
  }
  expect(wrong).toEqual([]);
});

test("samples, disclosures and exceptions are about procedures that exist", () => {
  const known = new Set(procedures.map(({ path }) => path));
  expect(
    [SAMPLES, DISCLOSED, UNREACHED].flatMap((list) => Object.keys(list)).filter((path) => !known.has(path)),
  ).toEqual([]);
});

describe.each(WHO)("what is foreign is answered like what is absent, and stays as it was: %s", (who) => {
  let before: Snapshot;
  beforeAll(async () => {
    await harness.canaries.refresh();
    before = await rowsNow(harness.db, harness.tenants);
  });

  test.each(cases)(
    "%s",
    async (_path, procedure) => {
      const wrong: unknown[] = [];
      const choices = await choicesOf(harness, procedure, who);
      const ask = async (slot: Slot, value: string) => {
        const values = (other: Slot) => (other === slot ? value : ownOf(choices.get(other)!));
        const input = inputOf(harness, procedure, who, values, slot);
        return likeness(await call(harness, procedure, "tRPC", who, input, wrong), [value]);
      };
      const all = [...choices].filter(([, { foreign }]) => foreign.length > 0);
      const compare = async ([slot, { foreign, absent }]: (typeof all)[number]) => {
        const nothing = await ask(slot, absent);
        // Whoever may not call it at all is told so whatever they ask for.
        if (nothing.said.includes('"auth.forbidden"')) return;
        for (const value of foreign) {
          const something = await ask(slot, value);
          // How often the caller has asked today is its own affair, and tells nothing of whom it asked for.
          if (something.said.includes('"rate.limited"')) return;
          if (!Bun.deepEquals(something, nothing) && !isDisclosed(procedure, who, slot, value))
            wrong.push({ field: slot.path.join("."), value, ...difference(something, nothing) });
        }
      };
      const whole = (door: Door) => {
        const foreign = (slot: Slot) => choices.get(slot)!.foreign[0] ?? choices.get(slot)!.absent;
        return call(harness, procedure, door, who, inputOf(harness, procedure, who, foreign, null, true), wrong);
      };
      const doors = choices.size > 0 ? doorsOf(procedure) : [];
      await Promise.all([...all.map(compare), ...doors.map(whole)]);
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  test("no row of others has changed", async () => {
    expect(await touched(before, who)).toEqual([]);
  });
});

/** Rows of others that have changed; those whom `who` has come to deal with meanwhile are none. */
async function touched(before: Snapshot, who: Who): Promise<string[]> {
  const then = harness.claimsOf(who);
  await harness.reinstate();
  const now = harness.claimsOf(who);
  const [dealerIds, customerIds] = [
    [...then.dealerIds, ...now.dealerIds],
    [...then.customerIds, ...now.customerIds],
  ];
  return untouched(harness.canaries, before, await rowsNow(harness.db, harness.tenants), {
    ...now,
    dealerIds,
    customerIds,
  });
}

/** Whether a row that the caller's view leaves out is one that the procedure tells about on purpose. */
function isDisclosed(procedure: Procedure, who: Who, { reference }: Slot, value: string): boolean {
  const row = harness.canaries.rowsOf(reference.table).find((one) => String(one[reference.column]) === value);
  return row !== undefined && DISCLOSED[procedure.path]?.tells(harness.claimsOf(who), reference.table, row) === true;
}

/** A refusal's code and the fields at fault. */
function codeOf(text: string): string {
  const { appCode, fields, details } = (JSON.parse(text) as { error: { data: Record<string, unknown> } }).error.data;
  return [appCode, ...[fields, details].filter(Boolean).map((one) => JSON.stringify(one))].join(" ");
}

describe("what is one's own is answered, and touches nobody else", () => {
  const succeeded = new Set<string>();
  /** What those whose call did not succeed were told. */
  const refusals = new Map<string, Set<string>>();

  test.each(WHO.toSorted((a, b) => Number(a === "HQ") - Number(b === "HQ")))(
    "%s",
    async (who) => {
      const before = await rowsNow(harness.db, harness.tenants);
      const wrong: unknown[] = [];
      for (const procedure of called.toSorted(
        (a, b) => Number(FIRST.includes(b.path)) - Number(FIRST.includes(a.path)),
      )) {
        const choices = await choicesOf(harness, procedure, who);
        const most = Math.min(6, Math.max(1, ...[...choices.values()].map(({ own }) => own.length)));
        for (let at = 0; at < most; at++) {
          const input = inputOf(harness, procedure, who, (slot) => ownOf(choices.get(slot)!, at), null);
          const { status, text } = await call(harness, procedure, "tRPC", who, input, wrong);
          if (status === 200) succeeded.add(procedure.path);
          else if (status !== 403)
            refusals.set(procedure.path, (refusals.get(procedure.path) ?? new Set()).add(`${who}: ${codeOf(text)}`));
          if (succeeded.has(procedure.path) || status === 403) break;
        }
        for (const door of doorsOf(procedure))
          await call(
            harness,
            procedure,
            door,
            who,
            inputOf(harness, procedure, who, (slot) => ownOf(choices.get(slot)!), null, true),
            wrong,
          );
      }
      expect(wrong).toEqual([]);
      expect(await touched(before, who)).toEqual([]);
    },
    120_000,
  );

  test("and every procedure has been called with success by somebody", () => {
    const never = called
      .filter(({ path }) => !succeeded.has(path) && !(path in UNREACHED))
      .map(({ path }) => `${path}: ${[...(refusals.get(path) ?? ["forbidden to all"])].join("; ")}`);
    expect(never, "complete their inputs in SAMPLES of server/isolation/samples.ts").toEqual([]);
  });
});
