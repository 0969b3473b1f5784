/** Reads the stored text of an event. It is foreign data here: whatever does not fit is left out. */
export interface EventRecord {
  data: Record<string, unknown>;
  actor: { sub: string; role: string } | null;
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export function readRecord(record: string): EventRecord {
  let parsed: unknown;
  try {
    parsed = JSON.parse(record);
  } catch {
    return { data: {}, actor: null };
  }
  const event = object(object(parsed)["event"]);
  const { sub, role } = object(event["actor"]);
  return {
    data: object(event["data"]),
    actor: typeof sub === "string" && typeof role === "string" ? { sub, role } : null,
  };
}
