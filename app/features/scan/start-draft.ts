import { type Draft, draftKey, type HandOverAction, type Presented } from "./draft.ts";
import { figureText } from "./hours-text.ts";

/** The one action that fits a machine here and now; null when there is none. */
export const actionFor = ({ canSendOut, canTakeBack }: Presented): HandOverAction | null =>
  canTakeBack ? "TAKE_BACK" : canSendOut ? "SEND_OUT" : null;

/**
 * The entry that a presented machine opens with: an attempt without an answer first, whatever the machine's state says, then what
 * was begun, otherwise a new one with everything prefilled. `stale` tells that something was begun that no longer fits.
 */
export function startDraft(options: {
  machine: Presented;
  label: string | null;
  owner: string;
  decimalMark: string;
  kept: readonly Draft[];
}): { draft: Draft | null; resumed: boolean; stale: boolean } {
  const { machine, label, owner, decimalMark } = options;
  const mine = options.kept.filter((each) => each.owner === owner && each.machine.humanId === machine.humanId);
  const open = mine.find(({ attempt }) => attempt !== null);
  if (open) return { draft: open, resumed: true, stale: false };
  const action = actionFor(machine);
  const begun = mine.find((each) => each.action === action);
  const stale = mine.some((each) => each.action !== action);
  if (begun) return { draft: { ...begun, machine, label: label ?? begun.label }, resumed: true, stale };
  if (!action) return { draft: null, resumed: false, stale };
  const reading = Math.max(machine.hourMeter, action === "TAKE_BACK" ? (machine.rental?.engineStart ?? 0) : 0);
  const draft: Draft = {
    key: draftKey(owner, machine.humanId, action),
    owner,
    action,
    machine,
    label,
    operationId: crypto.randomUUID(),
    fields: {
      siteId: null,
      due: { preset: "week" },
      meter: figureText(reading, decimalMark),
      fuel: "",
      notes: "",
      overrideReason: "",
    },
    photos: [],
    attempt: null,
    savedAt: 0,
  };
  return { draft, resumed: false, stale };
}
