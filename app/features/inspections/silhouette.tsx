import { Match, Switch } from "solid-js";
import type { Silhouette as View } from "../../../server/domain/inspections/words.ts";

/** A machine's outline, of no make and no type, for a damage mark where there is no photo. Four to three. */
export function Silhouette(props: { view: View; label: string }) {
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox="0 0 160 120"
      class="block h-auto w-full bg-sunken"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linejoin="round"
      stroke-linecap="round"
    >
      <g class="text-line-strong" transform={props.view === "RIGHT" ? "matrix(-1 0 0 1 160 0)" : undefined}>
        <Switch>
          <Match when={props.view === "LEFT" || props.view === "RIGHT"}>
            <rect x="42" y="88" width="92" height="20" rx="10" />
            <circle cx="54" cy="98" r="5" />
            <circle cx="122" cy="98" r="5" />
            <path d="M52 88V62h30V32h24l8 30h26v26z" />
            <path d="M86 38h16l6 22H86z" />
            <path d="M82 50 46 22l-8 6 30 30M38 28 18 62l8 4 18-30M18 62l-6 18 16 6 6-16" />
          </Match>
          <Match when={true}>
            <rect x="34" y="86" width="22" height="26" rx="4" />
            <rect x="104" y="86" width="22" height="26" rx="4" />
            <path d="M42 86V58h76v28z" />
            <path d="M54 58V24h52v34" />
            <path d={props.view === "FRONT" ? "M60 30h40v22H60z" : "M60 66h40M60 72h40M60 78h40"} />
          </Match>
        </Switch>
      </g>
    </svg>
  );
}
