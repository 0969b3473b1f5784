/**
 * A menu behind a button. The button is there at once; what opens under it is loaded when somebody reaches for it, since most screens
 * are left without one. Fill it with `MenuItem`, `MenuChoice` and `MenuSeparator`.
 */
import { createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { onDemand } from "~/lib/on-demand.ts";
import type { MenuChoiceProps, MenuItemProps } from "./menu-kit.tsx";

export interface MenuProps {
  /** What the trigger shows. */
  trigger: JSX.Element;
  /** Words before the trigger's contents for screen readers, where the contents alone do not say what it is. */
  label?: string;
  triggerClass?: string;
  placement?: "bottom-end" | "bottom-start" | "top-start" | "right-end";
  children: JSX.Element;
}

const kit = onDemand(() => import("./menu-kit.tsx"));

/** Gets menus ready, so that the first one opens without delay. */
export const prepareMenus = (): void => void kit.ask();

export function Menu(props: MenuProps) {
  const [wanted, setWanted] = createSignal(false);
  const [byKey, setByKey] = createSignal(false);
  const open = (pressedKey: boolean) => {
    setByKey(pressedKey);
    setWanted(true);
    void kit.ask();
  };
  return (
    <Show
      when={wanted() && kit.here()}
      fallback={
        <button
          type="button"
          aria-haspopup="menu"
          aria-expanded="false"
          aria-busy={wanted()}
          class={props.triggerClass}
          onPointerEnter={prepareMenus}
          onFocus={prepareMenus}
          onClick={(event) => open(event.detail === 0)}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
            event.preventDefault();
            open(true);
          }}
        >
          <Show when={props.label}>
            <span class="sr-only">{props.label} </span>
          </Show>
          {props.trigger}
        </button>
      }
    >
      {(loaded) => <Dynamic component={loaded().MenuView} {...props} byKey={byKey()} />}
    </Show>
  );
}

// What stands in a menu is made when the menu opens, and then the module is there.

/** Something to do. */
export function MenuItem(props: MenuItemProps) {
  return <Dynamic component={kit.here()?.MenuItemView} {...props} />;
}

/** One of several, with a tick at the chosen one. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  return <Dynamic component={kit.here()?.MenuChoiceView<T>} {...props} />;
}

/** A line between groups. */
export function MenuSeparator() {
  return <Dynamic component={kit.here()?.MenuSeparatorView} />;
}
