/** Puts the app on the page, once the words of its first screen are there. */
import { render } from "solid-js/web";
import App from "./app.tsx";
import { loadInitialLocale } from "./lib/i18n.ts";

export async function start(root: HTMLElement | null): Promise<void> {
  await loadInitialLocale(window.location.pathname);
  if (root) render(() => <App />, root);
}
