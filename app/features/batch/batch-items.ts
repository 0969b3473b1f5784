/** A batch of machines as a person collects it. Pure: what may take part, what is still to be corrected, what is sent. */
import type { Position } from "../../../server/domain/sites/position.ts";
import type { RouterInputs, RouterOutputs } from "../../lib/app-router.ts";
import { media, type NewEntry, type NewFile } from "../../lib/outbox/entry.ts";
import { machineLane } from "../../lib/outbox/queue-state.ts";
import { type DueChoice, dueInstant } from "../scan/due-presets.ts";
import { parseFigure } from "../scan/hours-text.ts";

export type Presented = RouterOutputs["assets"]["present"];
/** What became of one machine. `waits`: it lies on this device and goes out by itself. */
export type Outcome = { ok: boolean; waits?: boolean; code: string | null; message: string | null };
export const BATCH_ACTIONS = ["SEND_OUT", "TAKE_BACK", "RESERVE"] as const;
export type BatchAction = (typeof BATCH_ACTIONS)[number];
export const MOST = 100;

export type Item = {
  machine: Presented;
  /** The scanned label's token, or null for a typed number. */
  label: string | null;
  /** Service meter hours as typed. */
  meter: string;
  outcome: Outcome | null;
  /** Its hand-over in the outbox, once it was stored. */
  entryId: string | null;
};

export type Choices = {
  action: BatchAction;
  siteId: string | null;
  due: DueChoice;
  reservationId: string | null;
  /** Words that go with each of the machines. */
  notes: string;
};

/** The reserving of several machines, which is sent, and sent again word for word until an answer comes. */
export type Attempt = RouterInputs["batch"]["reserve"];

export type BatchProblem = "meter" | "site" | "due" | "reservation" | "none";

/** Whether the action fits the machine as it was when it was scanned. The server has the last word. */
export function fits({ machine }: Item, action: BatchAction): boolean {
  if (action === "SEND_OUT") return machine.canSendOut;
  if (action === "TAKE_BACK") return machine.canTakeBack;
  return machine.status !== "RETIRED" && machine.status !== "LOST";
}

/** Machines that are to be sent: they fit, and are not done yet. */
export const open = (items: readonly Item[], action: BatchAction): Item[] =>
  items.filter((item) => fits(item, action) && !item.outcome?.ok && !item.outcome?.waits);

/** What most likely is meant: taking back where most are out, sending out otherwise. */
export function likelyAction(items: readonly Item[]): BatchAction {
  const out = items.filter(({ machine }) => machine.canTakeBack).length;
  return out * 2 > items.length ? "TAKE_BACK" : "SEND_OUT";
}

type Destination = Presented["destinations"][number];

/** Sites that every machine that goes out may go to, in the first one's order. */
export function commonSites(items: readonly Item[]): Destination[] {
  const [first, ...others] = items
    .filter(({ machine }) => machine.canSendOut)
    .map(({ machine }) => machine.destinations);
  const rest = others.map((each) => new Set(each.map(({ siteId }) => siteId)));
  return (first ?? []).filter(({ siteId }) => rest.every((each) => each.has(siteId)));
}

/** The least that a machine's meter may show. */
export const leastMeter = ({ machine }: Item, action: BatchAction): number =>
  action === "TAKE_BACK" ? (machine.rental?.engineStart ?? 0) : machine.hourMeter;

export function meterIsRight(item: Item, action: BatchAction): boolean {
  const figure = parseFigure(item.meter);
  return action === "RESERVE" || (figure !== null && figure >= Math.floor(leastMeter(item, action) * 10) / 10);
}

type Circumstances = { now: Date; position: Position | null; timeZone: string };

/** What is still to be corrected before anything is sent; null when nothing. */
export function problemOf(
  items: readonly Item[],
  choices: Choices,
  { now, timeZone }: Circumstances,
): BatchProblem | null {
  const wanted = open(items, choices.action);
  if (wanted.length === 0) return "none";
  if (choices.action === "RESERVE") return choices.reservationId ? null : "reservation";
  if (choices.action === "SEND_OUT") {
    if (!choices.siteId) return "site";
    if ((dueInstant(choices.due, timeZone, now)?.getTime() ?? 0) <= now.getTime()) return "due";
  }
  return wanted.every((item) => meterIsRight(item, choices.action)) ? null : "meter";
}

/** What reserves the machines. Call it only when there is no problem. */
export const attemptOf = (operationId: string, items: readonly Item[], choices: Choices, now: Date): Attempt => ({
  operationId,
  occurredAt: now.toISOString(),
  reservationId: choices.reservationId!,
  items: open(items, "RESERVE").map(({ machine }) => ({ humanId: machine.humanId })),
});

/**
 * The hand-overs of a batch: each machine is one entry of the outbox, in its own lane, so that one that is refused stops no other and
 * is decided about by itself. Call it only when there is no problem.
 */
export function entriesOf(
  items: readonly Item[],
  choices: Choices & { action: "SEND_OUT" | "TAKE_BACK" },
  { now, position, timeZone }: Circumstances,
  newId: () => string,
): { humanId: string; entry: Omit<NewEntry, "owner" | "skewMs"> }[] {
  const isOut = choices.action === "SEND_OUT";
  return open(items, choices.action).map((item) => {
    const { humanId } = item.machine;
    const meter = parseFigure(item.meter) ?? 0;
    const shared = { humanId, photos: [], position, notes: choices.notes.trim() || null };
    return {
      humanId,
      entry: {
        id: newId(),
        procedure: isOut ? "rentals.checkOut" : "rentals.checkIn",
        lane: machineLane(humanId),
        label: humanId,
        occurredAt: now.toISOString(),
        input: isOut
          ? {
              ...shared,
              siteId: choices.siteId,
              engineStart: meter,
              dueAt: dueInstant(choices.due, timeZone, now)!.toISOString(),
              label: item.label,
            }
          : { ...shared, engineEnd: meter, fuelL: null },
      },
    };
  });
}

/**
 * A refused hand-over with what was corrected since. The photographs that it has stay with it, and what was taken since is added: `held`
 * are its files, `shown` are those on the screen.
 */
export function corrected(
  input: Record<string, unknown>,
  refused: Record<string, unknown>,
  held: readonly NewFile[],
  shown: readonly NewFile[],
  newId: () => string,
): { input: Record<string, unknown>; files: NewFile[] } {
  const added = shown
    .filter(({ sha256 }) => held.every((each) => each.sha256 !== sha256))
    .map((file) => ({ ...file, id: newId() }));
  const photos = [...((refused["photos"] ?? []) as unknown[]), ...added.map(({ id }) => media(id))];
  return { input: { ...input, photos }, files: [...held, ...added] };
}
