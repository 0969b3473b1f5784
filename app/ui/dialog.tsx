import { createComputed, type JSX, on, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { onDemand } from "~/lib/on-demand.ts";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children: JSX.Element;
  /** The buttons; on the phone they stack, the last one lowest and nearest to the thumb. */
  actions?: JSX.Element;
  /** "dialog" is centred on a desk and a sheet on the phone; "sheet" is a panel at the edge everywhere. */
  kind?: "dialog" | "sheet";
  /** Where the focus starts: the first control, or the title where that control is not what one came for. */
  initialFocus?: "control" | "title";
}

/** Most screens are left without a dialog: it is loaded with the first one that opens. */
const kit = onDemand(() => import("./dialog-kit.tsx"));

/** Gets dialogs ready, so that the first one opens without delay. */
export const prepareDialogs = (): void => void kit.ask();

/** A modal: traps focus, closes on Escape and gives focus back. */
export function Dialog(props: DialogProps) {
  // Opened by state and not by a trigger of Kobalte's, it has to remember itself where the focus was.
  let opener: Element | null = null;
  createComputed(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        opener = document.activeElement;
        void kit.ask();
      },
    ),
  );
  return (
    <Show when={kit.here()}>
      {(loaded) => <Dynamic component={loaded().DialogView} {...props} opener={() => opener} />}
    </Show>
  );
}
