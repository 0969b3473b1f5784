/** A machine as it will be once the server has what waits for it on this device. Pure. */
import type { OutboxEntry } from "../../lib/outbox/entry.ts";
import type { Machine } from "./draft.ts";

const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Lays the hand-overs that wait in the machine's lane over what the server told last. */
export function expectedMachine(machine: Machine, waiting: readonly OutboxEntry[]): Machine {
  return waiting.reduce(after, machine);
}

function after(machine: Machine, { procedure, input, id, occurredAt }: OutboxEntry): Machine {
  if (procedure === "rentals.checkOut") {
    const engineStart = number(input["engineStart"]);
    return {
      ...machine,
      status: "ON_RENT",
      hourMeter: engineStart ?? machine.hourMeter,
      standsAt: machine.destinations.find(({ siteId }) => siteId === input["siteId"]) ?? machine.standsAt,
      canSendOut: false,
      canTakeBack: true,
      blockedBy: null,
      rental: {
        id,
        siteId: text(input["siteId"]) ?? "",
        dueAt: text(input["dueAt"]) ?? occurredAt,
        checkedOutAt: occurredAt,
        engineStart,
      },
    };
  }
  if (procedure !== "rentals.checkIn" && procedure !== "rentals.collect") return machine;
  return {
    ...machine,
    status: "IDLE",
    hourMeter: number(input["engineEnd"]) ?? machine.hourMeter,
    rental: null,
    canSendOut: false,
    canTakeBack: false,
    blockedBy: "asset.not_available",
  };
}
