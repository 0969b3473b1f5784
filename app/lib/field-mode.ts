import { createSignal } from "solid-js";

/** The same key is read by public/theme.js before the first paint. */
const storageKey = "smart-rental:field";

function stored(): boolean | null {
  try {
    const value = localStorage.getItem(storageKey);
    return value === null ? null : value === "on";
  } catch {
    return null;
  }
}

const [fieldMode, setSignal] = createSignal(stored() ?? false);

/** Whether the screen is laid out for gloves, sun and one hand. */
export { fieldMode };

function show(on: boolean): void {
  setSignal(on);
  document.documentElement.toggleAttribute("data-field", on);
}

/** Applies and remembers the person's choice for this device. */
export function setFieldMode(on: boolean): void {
  show(on);
  try {
    localStorage.setItem(storageKey, on ? "on" : "off");
  } catch {
    // Blocked storage: the choice lasts as long as the page.
  }
}

/** Who works in the yard starts in field mode on a touch screen; a choice made on this device goes before. */
export function startFieldMode(role: string): void {
  if (stored() === null && role === "OPERATOR" && window.matchMedia("(pointer: coarse)").matches) show(true);
}
