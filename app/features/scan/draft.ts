/**
 * A hand-over that a person is entering. It outlives the page until the server has accepted it, photographs included. Nothing
 * of it is ever shown to another person or organisation: `owner` names both.
 */
import type { RouterInputs, RouterOutputs } from "../../lib/app-router.ts";
import type { Position } from "../../../server/domain/sites/position.ts";
import { type DueChoice, dueInstant } from "./due-presets.ts";
import { parseFigure } from "./hours-text.ts";

export type Presented = RouterOutputs["assets"]["present"];
export type Rental = RouterOutputs["rentals"]["checkOut"];
export type HandOverAction = "SEND_OUT" | "TAKE_BACK";
export type CheckOut = RouterInputs["rentals"]["checkOut"];
export type CheckIn = RouterInputs["rentals"]["checkIn"];

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

export type DraftPhoto = { id: string; blob: Blob; sha256: string; mediaId: string | null };

/** What may have reached the server: it is repeated word for word until an answer comes. */
export type Attempt = { action: "SEND_OUT"; input: CheckOut } | { action: "TAKE_BACK"; input: CheckIn };

export type Draft = {
  key: string;
  owner: string;
  action: HandOverAction;
  /** The machine as it was presented, so that an unsent entry opens without a network. */
  machine: Presented;
  /** The scanned label's token, or null for a typed number. */
  label: string | null;
  /** One for the intended effect, kept over retries and reloads. */
  operationId: string;
  fields: Fields;
  photos: DraftPhoto[];
  attempt: Attempt | null;
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

/** The input of the mutation. Call it only when there are no problems. */
export function attemptOf(draft: Draft, circumstances: Circumstances): Attempt {
  const { fields, machine, operationId, label, action } = draft;
  const { now, position, timeZone, litresPerUnit, overriding } = circumstances;
  const notes = fields.notes.trim() || null;
  const shared = {
    operationId,
    occurredAt: now.toISOString(),
    humanId: machine.humanId,
    photos: draft.photos.map((photo) => photo.mediaId).filter((id) => id !== null),
    position,
    notes,
  };
  const meter = parseFigure(fields.meter);
  if (meter === null) throw new RangeError("the meter is no figure");
  if (action === "TAKE_BACK") {
    const fuel = parseFigure(fields.fuel);
    const fuelL = fuel === null ? null : Math.round(fuel * litresPerUnit * 10) / 10;
    return { action, input: { ...shared, engineEnd: meter, fuelL } };
  }
  const due = dueInstant(fields.due, timeZone, now);
  if (!fields.siteId || !due) throw new RangeError("site or due date is missing");
  return {
    action,
    input: {
      ...shared,
      siteId: fields.siteId,
      engineStart: meter,
      dueAt: due.toISOString(),
      label,
      ...(overriding ? { override: { reason: fields.overrideReason.trim() } } : {}),
    },
  };
}
