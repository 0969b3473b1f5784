import type { OutboxEntry } from "./entry.ts";

/** A refusal in the shape that `errorSentence` takes. */
export interface Failure {
  message: string;
  data: { appCode: string; httpStatus: number; details?: unknown; fields?: Record<string, string> };
}

/** What the server said about an entry, as `errorSentence` takes it. */
export function failureOf({ refusal }: Pick<OutboxEntry, "refusal">): Failure | null {
  if (!refusal) return null;
  const { code, status, message, details, fields } = refusal;
  return { message, data: { appCode: code, httpStatus: status, details, ...(fields ? { fields } : {}) } };
}
