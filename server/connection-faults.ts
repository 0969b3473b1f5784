/** Tells a database that can not be reached, or refuses work for now, from a fault of ours. */

/** SQLSTATE class 08 (connection), 53300 (too many connections), 57P01 to 57P05 (shutting down, starting, dropped, idle). */
const UNREACHABLE_STATES = /^(08...|53300|57P0[1-5])$/;
const UNREACHABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ERR_SOCKET_CLOSED",
]);
/** What `pg` throws without a code: its pool gave up waiting, or the connection ended under a query. */
const UNREACHABLE_MESSAGES =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed)/;

/** Whether `error`, or what caused it, says that the database can not be reached just now. */
export function isConnectionFault(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, syscall, severity } = cause as Error & { code?: unknown; syscall?: unknown; severity?: unknown };
    if (typeof code === "string" && severity !== undefined && UNREACHABLE_STATES.test(code)) return true;
    // A missing file has the same code as a missing socket; only the socket's comes from `connect`.
    if (typeof code === "string" && UNREACHABLE_CODES.has(code) && (code !== "ENOENT" || syscall === "connect"))
      return true;
    if (UNREACHABLE_MESSAGES.test(cause.message)) return true;
  }
  return false;
}
