import { createWedge } from "./wedge.ts";

/** After so long nothing more is coming. Longer than any pause within a burst, for a busy page hears of keys late. */
const QUIET_MS = 300;

type Listening = {
  /** A scanner's burst: its readings in the order in which they should be tried. */
  onScan: (texts: string[]) => void;
  /** A hand that types with nothing chosen: what it has typed, to be put where it belongs. */
  onTyped?: (text: string) => void;
  /** False while the keys belong to something else, such as an open dialog. */
  active: () => boolean;
  /** Where keys come from; the page unless a test says otherwise. */
  target?: Pick<Document, "addEventListener" | "removeEventListener">;
};

/**
 * Listens to hand scanners on the whole page, whatever has the focus, until the returned function is called. What is typed into a field
 * stays that field's. The Enter or Tab that ends a burst, and a space within it, press no button and move no focus.
 */
export function listenForWedge(options: Listening): () => void {
  const target = options.target ?? document;
  const wedge = createWedge();
  let typed = "";
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const forget = () => {
    wedge.reset();
    typed = "";
  };
  const settle = () => {
    const text = typed;
    forget();
    // On a control a key is that control's.
    if (text.trim() !== "" && !isControl(document.activeElement)) options.onTyped?.(text);
  };

  const onKey = (event: KeyboardEvent) => {
    clearTimeout(quiet);
    if (!options.active() || isField(event.target)) return forget();
    const step = wedge.press(event);
    if (step.kind === "scanned") {
      typed = "";
      event.preventDefault();
      event.stopPropagation();
      options.onScan(step.texts);
      return;
    }
    if (step.kind === "collecting") {
      if (step.fast) {
        event.preventDefault();
        event.stopPropagation();
      }
      typed += event.key.length === 1 ? event.key : "";
    }
    if (typed !== "") quiet = setTimeout(settle, QUIET_MS);
  };
  const listener = (event: Event) => onKey(event as KeyboardEvent);
  target.addEventListener("keydown", listener, { capture: true });
  return () => {
    clearTimeout(quiet);
    target.removeEventListener("keydown", listener, { capture: true });
  };
}

/** Takes text by itself. */
function isField(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLElement> | null;
  if (element?.isContentEditable) return true;
  if (!element?.matches) return false;
  return element.matches(
    "textarea, select, input:not([type=button], [type=checkbox], [type=file], [type=radio], [type=range], [type=reset], [type=submit])",
  );
}

const isControl = (element: Element | null): boolean =>
  element?.matches("a[href], button, input, select, textarea, summary, [role=button], [role=menuitem], [role=tab]") ??
  false;
