import { createWedge, LONGEST_PAUSE_MS } from "./wedge.ts";

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
  let slow: ReturnType<typeof setTimeout> | undefined;

  const onKey = (event: KeyboardEvent) => {
    clearTimeout(slow);
    if (!options.active() || isField(event.target)) return wedge.reset();
    const step = wedge.press(event);
    if (step.kind === "scanned") {
      event.preventDefault();
      event.stopPropagation();
      options.onScan(step.texts);
    } else if (step.kind === "collecting") {
      if (step.fast) {
        event.preventDefault();
        event.stopPropagation();
      }
      slow = setTimeout(() => {
        const typed = wedge.pending();
        wedge.reset();
        // On a control a key is that control's.
        if (typed.trim() !== "" && !isControl(document.activeElement)) options.onTyped?.(typed);
      }, LONGEST_PAUSE_MS);
    }
  };
  const listener = (event: Event) => onKey(event as KeyboardEvent);
  target.addEventListener("keydown", listener, { capture: true });
  return () => {
    clearTimeout(slow);
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
  element?.matches("a[href], button, input, select, textarea, summary, [role=button], [role=menuitem], [role=tab]") ?? false;
