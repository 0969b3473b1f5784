import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Follows a media query, e.g. `createMediaQuery("(min-width: 48rem)")`. */
export function createMediaQuery(query: string): Accessor<boolean> {
  const list = window.matchMedia(query);
  const [matches, setMatches] = createSignal(list.matches);
  const update = () => setMatches(list.matches);
  list.addEventListener("change", update);
  onCleanup(() => list.removeEventListener("change", update));
  return matches;
}
