/** `Content-Range` of uploads in parts, and `Range` of downloads (RFC 9110, section 14); one range at a time. */

/** `at` null asks how far the upload is. */
export type UploadRange = { at: number; bytes: number; total: number } | { at: null; total: number };

/** Reads `bytes 0-99/500` or `bytes * /500` (without the space); null when it is neither. */
export function readContentRange(header: string): UploadRange | null {
  const [, first, last, star] = /^bytes (?:(\d{1,12})-(\d{1,12})|(\*))\/\d{1,12}$/.exec(header.trim()) ?? [];
  const total = Number(header.slice(header.lastIndexOf("/") + 1));
  if (star) return { at: null, total };
  if (first === undefined || last === undefined) return null;
  const [at, end] = [Number(first), Number(last)];
  return at <= end && end < total ? { at, bytes: end - at + 1, total } : null;
}

/**
 * The stretch of a file that a `Range` header asks for: `end` is the byte after the last. Null for no range, or a form that we do not
 * serve, which means the whole file; "unsatisfiable" for one behind the end.
 */
export function readRange(
  header: string | undefined,
  total: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, total - Number(last)) : Number(first);
  const end = first === "" || last === "" ? total : Math.min(total, Number(last) + 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  return start < end ? { start, end } : "unsatisfiable";
}
