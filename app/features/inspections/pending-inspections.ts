import { queue } from "~/lib/outbox/queue-state.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import type { InspectionKind } from "../../../server/domain/inspections/words.ts";

/** Inspections of a rental that are on this device and not with the server yet. Reads the queue, so call it where signals are tracked. */
export const pendingInspections = (rentalId: string, kind?: InspectionKind): OutboxEntry[] =>
  queue().filter(
    (entry): entry is OutboxEntry =>
      entry.state !== "damaged" &&
      entry.procedure === "inspections.submit" &&
      entry.input["rentalId"] === rentalId &&
      (kind === undefined || entry.input["kind"] === kind),
  );
