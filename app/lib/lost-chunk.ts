/**
 * A part of the app that did not load: the server has a newer build by now, or there is no network and the part was never kept. Only a
 * reload helps then, and that is the person's to decide: what is typed into a form is theirs.
 */
import { createSignal } from "solid-js";

const [lostChunk, setLostChunk] = createSignal(false);

/** True once a part of the app could not be loaded; the frame then offers a reload. */
export { lostChunk };

/** Browsers tell a failed import by words alone. */
export const isLostChunk = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|importing a module script|preload CSS|error loading dynamically/i.test(error.message);

/** Notes a failed import; any other failure is left to whoever threw it. */
export function noteLostChunk(error: unknown): void {
  if (isLostChunk(error)) setLostChunk(true);
  else console.error(error);
}

/** The person wants to go on without a reload. */
export const forgetLostChunk = (): void => void setLostChunk(false);
