import { useLocation } from "@solidjs/router";
import { createEffect, on } from "solid-js";

/**
 * After a navigation the keyboard and the screen reader start at the new screen's heading, as after a page load. A change
 * of the query alone (a filter, a tab) leaves the focus where it is.
 */
export function RouteFocus() {
  const location = useLocation();
  createEffect(
    on(
      () => location.pathname,
      () => {
        // The router's transition has ended by now; one frame later the new screen is laid out.
        requestAnimationFrame(() => {
          const heading = document.querySelector<HTMLElement>("main h1[tabindex]");
          (heading ?? document.querySelector<HTMLElement>("main"))?.focus({ preventScroll: true });
        });
      },
      { defer: true },
    ),
  );
  return null;
}
