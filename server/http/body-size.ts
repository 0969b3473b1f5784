/** The most that a body of each class of routes may announce, refused before anything of it is read or anybody is looked up. */
import { AppError } from "../domain/errors.ts";
import type { RouteClass } from "./route-class.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * Routes have narrower limits of their own, which hold after it is known who calls (401 comes before 413). These are for what no
 * route would ever take, and the widest is what Bun itself enforces on bodies of unknown length.
 */
const MAX_ANNOUNCED: Record<RouteClass, number> = {
  trpc: 1 * MIB,
  auth: 4 * MIB,
  rest: 32 * MIB,
  files: 32 * MIB,
  api: 4 * MIB,
  pages: 64 * KIB,
  health: 64 * KIB,
  static: 64 * KIB,
};
export const MAX_REQUEST_BYTES = Math.max(...Object.values(MAX_ANNOUNCED));

const MAX_URL_BYTES = 8 * KIB;

/** Throws `input.url_too_long` (414) or `input.too_large` (413). */
export function refuseOversize(request: Request, kind: RouteClass): void {
  if (request.url.length > MAX_URL_BYTES) throw new AppError("input.url_too_long");
  if (Number(request.headers.get("content-length") ?? 0) > MAX_ANNOUNCED[kind]) throw new AppError("input.too_large");
}
