import { errorCode, isNetworkError, isUnauthorized } from "../../lib/errors.ts";

const UNSETTLED = new Set(["unavailable", "internal", "rate.limited"]);

/** Whether the call may have taken effect all the same, or never got there: then the same contents are sent again. */
export const isUnsettled = (error: unknown): boolean =>
  isNetworkError(error) || isUnauthorized(error) || UNSETTLED.has(errorCode(error) ?? "");
