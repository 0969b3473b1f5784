import { type Draft, draftKey, type HandOverAction, type Machine } from "./draft.ts";
import { figureText } from "./hours-text.ts";

/** The one action that fits a machine here and now; null when there is none. */
export const actionFor = ({ canSendOut, canTakeBack }: Machine): HandOverAction | null =>
  canTakeBack ? "TAKE_BACK" : canSendOut ? "SEND_OUT" : null;

type From = { machine: Machine; label: string | null; owner: string; decimalMark: string };

/**
 * The entry that a presented machine opens with: what was begun, otherwise a new one with everything prefilled. `stale` tells that
 * something was begun that no longer fits.
 */
export function startDraft(options: From & { kept: readonly Draft[] }): {
  draft: Draft | null;
  resumed: boolean;
  stale: boolean;
} {
  const { machine, label, owner } = options;
  const mine = options.kept.filter((each) => each.owner === owner && each.machine.humanId === machine.humanId);
  const action = actionFor(machine);
  const begun = mine.find((each) => each.action === action);
  const stale = mine.some((each) => each.action !== action);
  if (begun) return { draft: { ...begun, machine, known: true, label: label ?? begun.label }, resumed: true, stale };
  return { draft: action && newDraft({ ...options, action, known: true }), resumed: false, stale };
}

/** An entry with everything prefilled that can be. The meter of a machine that nobody has seen here is left to be read. */
export function newDraft(options: From & { action: HandOverAction; known: boolean }): Draft {
  const { machine, label, owner, action, known, decimalMark } = options;
  const reading = Math.max(machine.hourMeter, action === "TAKE_BACK" ? (machine.rental?.engineStart ?? 0) : 0);
  return {
    key: draftKey(owner, machine.humanId, action),
    owner,
    action,
    machine,
    known,
    label,
    operationId: crypto.randomUUID(),
    fields: {
      siteId: null,
      due: { preset: "week" },
      meter: known ? figureText(reading, decimalMark) : "",
      fuel: "",
      notes: "",
      overrideReason: "",
    },
    photos: [],
    savedAt: 0,
  };
}
