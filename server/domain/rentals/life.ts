/**
 * The life of a rental once it is out: which step may follow, who may take it, and why not. The server refuses by it and screens
 * offer by it.
 *
 *     RESERVED ─check-out→ ON_RENT ─callOff (at once) / ready (called off before)→ PICK_UP_READY ─collect→ RETURNED
 *                            │  ↺ extend shorten transfer callOff (for a day) ←─cancelCallOff─┘
 *                            └─collect→ RETURNED    swap: the old one goes to PICK_UP_READY or RETURNED, a new one is ON_RENT
 */
import type { ErrorCode } from "../errors.ts";
import type { Claims } from "../iam/claims.ts";
import type { RENTAL_STATES } from "./schema.ts";

export const RENTAL_ACTIONS = [
  "extend",
  "shorten",
  "transfer",
  "swap",
  "callOff",
  "cancelCallOff",
  "ready",
  "collect",
] as const;
export type RentalAction = (typeof RENTAL_ACTIONS)[number];

export type LifeState = (typeof RENTAL_STATES)[number];
export type LifeFacts = { state: LifeState; callOffDay: string | null };
export type LifeActor = Pick<Claims, "orgType" | "role">;

/** `direct`: it is done. `request`: it is asked of the other party; for an extension the policy may still grant it at once. */
export type LifeVerdict = { ok: true; mode: "direct" | "request" } | { ok: false; code: ErrorCode };

type Party = "dealer" | "supervisor" | "operator";
type Rule = {
  /** What each party may do; who is not named may not. HQ acts as a dealer. */
  parties: Partial<Record<Party, "direct" | "request">>;
  /** Why the rental's state forbids it, or null. It is out when this is asked. */
  refuses: (facts: LifeFacts) => ErrorCode | null;
};

const untilCalledOff = ({ state, callOffDay }: LifeFacts): ErrorCode | null =>
  state === "PICK_UP_READY" || callOffDay !== null ? "rental.called_off" : null;
const onceCalledOff = ({ state, callOffDay }: LifeFacts): ErrorCode | null =>
  state !== "PICK_UP_READY" && callOffDay === null ? "rental.not_called_off" : null;

const RULES: Record<RentalAction, Rule> = {
  extend: { parties: { dealer: "direct", supervisor: "request" }, refuses: untilCalledOff },
  shorten: { parties: { dealer: "direct", supervisor: "direct" }, refuses: untilCalledOff },
  transfer: { parties: { dealer: "direct", supervisor: "direct" }, refuses: untilCalledOff },
  // The replacement comes from the dealer's free fleet, which customers do not see.
  swap: { parties: { dealer: "direct" }, refuses: untilCalledOff },
  // The day of a call-off may be moved while the machine is not ready yet.
  callOff: {
    parties: { dealer: "direct", supervisor: "direct", operator: "request" },
    refuses: ({ state }) => (state === "PICK_UP_READY" ? "rental.called_off" : null),
  },
  cancelCallOff: { parties: { dealer: "direct", supervisor: "direct" }, refuses: onceCalledOff },
  ready: {
    parties: { dealer: "direct", supervisor: "direct", operator: "direct" },
    refuses: (facts) => (facts.state === "PICK_UP_READY" ? "rental.already_ready" : onceCalledOff(facts)),
  },
  collect: { parties: { dealer: "direct" }, refuses: () => null },
};

/** Judges one step. The role is judged first, so that nobody learns of a state what their role may not act on. */
export function judgeStep(action: RentalAction, facts: LifeFacts, actor: LifeActor): LifeVerdict {
  const party = partyOf(actor);
  const mode = party && RULES[action].parties[party];
  if (!mode) return { ok: false, code: "auth.forbidden" };
  if (facts.state === "RETURNED" || facts.state === "CANCELLED") return { ok: false, code: "rental.closed" };
  if (facts.state === "RESERVED") return { ok: false, code: "rental.not_out" };
  const code = RULES[action].refuses(facts);
  return code ? { ok: false, code } : { ok: true, mode };
}

/** The steps that a person may take now. */
export function stepsOpen(facts: LifeFacts, actor: LifeActor): RentalAction[] {
  return RENTAL_ACTIONS.filter((action) => judgeStep(action, facts, actor).ok);
}

/** Whether a person may answer a request of the other party, or of an operator of their own. */
export function mayDecide(kind: "EXTEND" | "CALL_OFF", actor: LifeActor): boolean {
  const party = partyOf(actor);
  return party === "dealer" || (party === "supervisor" && kind === "CALL_OFF");
}

/** A machine that is called off or ready earns nothing any more, from `offRentAt` on. */
export const isOut = (state: LifeState): boolean => state === "ON_RENT" || state === "PICK_UP_READY";

function partyOf({ orgType, role }: LifeActor): Party | null {
  if (orgType !== "CUSTOMER") return "dealer";
  return role === "CUSTOMER_SUPERVISOR" ? "supervisor" : role === "OPERATOR" ? "operator" : null;
}
