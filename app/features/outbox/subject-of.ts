/** What an entry is about, and so what its truth is asked of. Pure. */
import { isLate, type OutboxEntry } from "../../lib/outbox/entry.ts";

export type Subject =
  | { kind: "task"; taskId: string }
  | { kind: "inspection"; rentalId: string; step: "OUT" | "IN" }
  | { kind: "rental"; id: string }
  | { kind: "work"; workId: string }
  | { kind: "machine"; humanId: string }
  /** Nothing but files whose record the server has. */
  | { kind: "files" }
  | { kind: "nothing" };

const MACHINE = "machine:";
const textIn = (input: OutboxEntry["input"], name: string): string | null => {
  const value = input[name];
  return typeof value === "string" && value !== "" ? value : null;
};

export function subjectOf(entry: Pick<OutboxEntry, "procedure" | "input" | "lane">): Subject {
  const { procedure, input, lane } = entry;
  if (isLate(entry)) return { kind: "files" };
  const [feature] = procedure.split(".");
  const [taskId, rentalId, workId, id] = ["taskId", "rentalId", "workId", "id"].map((name) => textIn(input, name));
  if (feature === "tasks" && taskId) return { kind: "task", taskId };
  if (feature === "inspections" && rentalId)
    return { kind: "inspection", rentalId, step: input["kind"] === "IN" ? "IN" : "OUT" };
  if (feature === "maintenance" && workId) return { kind: "work", workId };
  if (feature === "rentals" && id) return { kind: "rental", id };
  return lane.startsWith(MACHINE) ? { kind: "machine", humanId: lane.slice(MACHINE.length) } : { kind: "nothing" };
}
