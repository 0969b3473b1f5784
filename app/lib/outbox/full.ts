/** The disk is full, or the browser gives this site no more of it. Nothing was written; what the person entered is still on the screen. */
export class OutboxFullError extends Error {
  readonly data = { appCode: "storage.full" };
  constructor(cause: unknown) {
    super("There is no space left on this device", { cause });
  }
}

/** The name by which a browser tells what kind of failure it is. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

/** Whether a write failed because there is no room. */
export const isQuota = (error: unknown): boolean =>
  ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"].includes(nameOf(error));
