import { createSignal } from "solid-js";

export type Theme = "system" | "light" | "dark";

/** The same key is read by public/theme.js before the first paint. */
const storageKey = "smart-rental:theme";

function stored(): Theme {
  try {
    const value = localStorage.getItem(storageKey);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

const [theme, setThemeSignal] = createSignal<Theme>(stored());

/** The person's choice; "system" follows the device. */
export { theme };

/** Applies and remembers the choice. */
export function setTheme(next: Theme): void {
  setThemeSignal(next);
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  try {
    if (next === "system") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, next);
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}
