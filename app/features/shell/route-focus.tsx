import { useIsRouting, useLocation } from "@solidjs/router";
import { createEffect, on } from "solid-js";

/**
 * After a navigation the keyboard and the screen reader start at the new screen's heading, as after a page load. A change
 * of the query alone (a filter, a tab) leaves the focus where it is.
 */
export function RouteFocus() {
  const location = useLocation();
  const isRouting = useIsRouting();
  let shown = location.pathname;
  createEffect(
    on(
      isRouting,
      (routing) => {
        if (routing || location.pathname === shown) return;
        shown = location.pathname;
        requestAnimationFrame(() => {
          const target = document.querySelector<HTMLElement>("main h1[tabindex], main");
          target?.focus({ preventScroll: true });
        });
      },
      { defer: true },
    ),
  );
  return null;
}
