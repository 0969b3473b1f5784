/**
 * A hand-over that a person is entering. It outlives the page until it is handed to the outbox, photographs included. Nothing
 * of it is ever shown to another person or organisation: `owner` names both.
 */
import type { RouterInputs, RouterOutputs } from "../../lib/app-router.ts";
import type { Position } from "../../../server/domain/sites/position.ts";
import { media, type NewEntry } from "../../lib/outbox/entry.ts";
import { machineLane } from "../../lib/outbox/queue-state.ts";
import { type DueChoice, dueInstant } from "./due-presets.ts";
import { parseFigure } from "./hours-text.ts";

export type Presented = RouterOutputs["assets"]["present"];
/** What a form knows of its machine, where that was never presented here too. */
export type Machine = Omit<Presented, "type" | "serialNumber">;
export type Rental = RouterOutputs["rentals"]["checkOut"];
export type HandOverAction = "SEND_OUT" | "TAKE_BACK";
type CheckOut = RouterInputs["rentals"]["checkOut"];
type CheckIn = RouterInputs["rentals"]["checkIn"];

export type Fields = {
  siteId: string | null;
  due: DueChoice;
  /** As typed, in hours. */
  meter: string;
  /** As typed, in the organisation's unit. */
  fuel: string;
  notes: string;
  overrideReason: string;
};

export type DraftPhoto = { id: string; blob: Blob; sha256: string };

export type Draft = {
  key: string;
  owner: string;
  action: HandOverAction;
  /** The machine as it was presented, so that the entry opens without a network. */
  machine: Machine;
  /** False where this device has never seen the machine: then the server judges it on arrival. */
  known: boolean;
  /** The scanned label's token, or null for a typed number. */
  label: string | null;
  /** One for the intended effect: handing it over twice, as after a crash, leaves one entry in the queue. */
  operationId: string;
  fields: Fields;
  photos: DraftPhoto[];
  savedAt: number;
};

export const ownerOf = (userId: string, orgId: string): string => `${userId}:${orgId}`;
export const draftKey = (owner: string, humanId: string, action: HandOverAction): string =>
  `${owner}:${humanId}:${action}`;

export type InputProblem = "site" | "due" | "meter" | "meterLow" | "fuel" | "reason";

/** The least that the meter may show. */
export const leastMeter = ({ action, machine }: Pick<Draft, "action" | "machine">): number =>
  action === "SEND_OUT" ? machine.hourMeter : (machine.rental?.engineStart ?? 0);

type Circumstances = {
  now: Date;
  position: Position | null;
  /** Zone of the chosen site. */
  timeZone: string;
  litresPerUnit: number;
  overriding: boolean;
};

/** What the person still has to correct before it can be sent; empty when nothing. */
export function problemsOf(draft: Draft, { now, timeZone, overriding }: Circumstances): InputProblem[] {
  const { fields } = draft;
  const meter = parseFigure(fields.meter);
  const problems: (InputProblem | false)[] = [
    meter === null ? "meter" : meter < leastMeter(draft) && "meterLow",
    draft.action === "SEND_OUT" && fields.siteId === null && "site",
    draft.action === "SEND_OUT" && (dueInstant(fields.due, timeZone, now)?.getTime() ?? 0) <= now.getTime() && "due",
    draft.action === "TAKE_BACK" && fields.fuel.trim() !== "" && parseFigure(fields.fuel) === null && "fuel",
    overriding && fields.overrideReason.trim().length < 3 && "reason",
  ];
  return problems.filter((problem) => problem !== false);
}

/** What goes into the outbox. Call it only when there are no problems. */
export function entryOf(draft: Draft, circumstances: Circumstances): Omit<NewEntry, "owner" | "skewMs"> {
  const { humanId } = draft.machine;
  const isOut = draft.action === "SEND_OUT";
  return {
    id: draft.operationId,
    procedure: isOut ? "rentals.checkOut" : "rentals.checkIn",
    lane: machineLane(humanId),
    label: humanId,
    occurredAt: circumstances.now.toISOString(),
    input: isOut ? checkOutOf(draft, circumstances) : checkInOf(draft, circumstances),
  };
}

const sharedOf = ({ machine, fields, photos }: Draft, { position }: Circumstances) => ({
  humanId: machine.humanId,
  photos: photos.map(({ id }) => media(id)),
  position,
  notes: fields.notes.trim() || null,
});

function meterOf({ fields }: Draft): number {
  const meter = parseFigure(fields.meter);
  if (meter === null) throw new RangeError("the meter is no figure");
  return meter;
}

function checkInOf(draft: Draft, circumstances: Circumstances): Omit<CheckIn, "operationId"> {
  const fuel = parseFigure(draft.fields.fuel);
  const fuelL = fuel === null ? null : Math.round(fuel * circumstances.litresPerUnit * 10) / 10;
  return { ...sharedOf(draft, circumstances), engineEnd: meterOf(draft), fuelL };
}

function checkOutOf(draft: Draft, circumstances: Circumstances): Omit<CheckOut, "operationId"> {
  const { fields, label } = draft;
  const due = dueInstant(fields.due, circumstances.timeZone, circumstances.now);
  if (!fields.siteId || !due) throw new RangeError("site or due date is missing");
  return {
    ...sharedOf(draft, circumstances),
    siteId: fields.siteId,
    engineStart: meterOf(draft),
    dueAt: due.toISOString(),
    label,
    ...(circumstances.overriding ? { override: { reason: fields.overrideReason.trim() } } : {}),
  };
}
