import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import type { AssetDetail } from "./assets.queries.ts";
import { fillDays, scaleTop, usageTotals } from "./usage-days.ts";

const [height, step, bar] = [120, 20, 14];

/** Working and idle hours of the last 30 days as stacked bars, with the figures in a table. */
export function UsageChart(props: { usage: AssetDetail["usage"] }) {
  const format = useFormat();
  const days = () => fillDays(props.usage);
  const totals = () => usageTotals(props.usage);
  const top = () => scaleTop(props.usage);
  const tall = (hours: number) => (hours / top()) * height;
  const idle = (day: { runtimeH: number; idleH: number }) => Math.min(day.idleH, day.runtimeH);
  return (
    <Show
      when={props.usage.length > 0}
      fallback={<p class="py-4 text-center text-sm text-muted">{t("assets.usage.none")}</p>}
    >
      <div class="mb-3 flex flex-wrap items-baseline gap-x-6 gap-y-1 text-sm">
        <p class="text-base font-bold">{t("assets.usage.total", { hours: format().hours(totals().runtimeH) })}</p>
        <Show when={totals().idleShare !== null}>
          <p>{t("assets.usage.idleShare", { share: format().percent(totals().idleShare ?? 0) })}</p>
        </Show>
        <p class="flex items-center gap-1.5 text-muted">
          <span class="size-3 rounded-sm bg-blue" aria-hidden="true" />
          {t("assets.usage.working")}
        </p>
        <p class="flex items-center gap-1.5 text-muted">
          <svg class="size-3" aria-hidden="true">
            <rect width="12" height="12" fill="url(#idle-hatch)" class="stroke-line-strong" />
          </svg>
          {t("assets.usage.idle")}
        </p>
      </div>
      <div class="flex gap-2">
        <div
          class="flex flex-col justify-between text-end text-xs text-muted"
          aria-hidden="true"
          style={{ height: `${height}px` }}
        >
          <span class="-translate-y-1/2">{format().hours(top(), 0)}</span>
          <span class="-translate-y-1/2">{format().hours(top() / 2, 0)}</span>
          <span class="translate-y-1/2">0</span>
        </div>
        <svg
          role="img"
          aria-label={t("assets.usage.chart")}
          viewBox={`0 0 ${days().length * step} ${height}`}
          preserveAspectRatio="none"
          class="min-w-0 flex-1 border-b border-line-strong"
          style={{ height: `${height}px` }}
        >
          <defs>
            <pattern id="idle-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" class="fill-amber-soft" />
              <rect width="2" height="5" class="fill-amber" />
            </pattern>
          </defs>
          <For each={[0, 0.5]}>
            {(at) => (
              <line
                x1="0"
                x2={days().length * step}
                y1={at * height}
                y2={at * height}
                class="stroke-line"
                vector-effect="non-scaling-stroke"
              />
            )}
          </For>
          <For each={days()}>
            {(day, i) => (
              <g>
                <title>{`${format().day(day.day)}: ${format().hours(day.runtimeH)}`}</title>
                <rect
                  x={i() * step + (step - bar) / 2}
                  width={bar}
                  y={height - tall(day.runtimeH)}
                  height={tall(day.runtimeH - idle(day))}
                  class="fill-blue"
                />
                <rect
                  x={i() * step + (step - bar) / 2}
                  width={bar}
                  y={height - tall(idle(day))}
                  height={tall(idle(day))}
                  fill="url(#idle-hatch)"
                />
              </g>
            )}
          </For>
        </svg>
      </div>
      <div class="mt-1 flex justify-between ps-10 text-xs text-muted" aria-hidden="true">
        <span>{format().day(days()[0]?.day ?? "")}</span>
        <span>{format().day(days().at(-1)?.day ?? "")}</span>
      </div>
      <details class="mt-3 text-sm">
        <summary class="w-fit rounded-sm py-1 font-semibold coarse:py-3">{t("assets.usage.table")}</summary>
        <div class="mt-2 max-h-80 overflow-auto" tabindex="0" role="region" aria-label={t("assets.usage.chart")}>
          <table class="w-full">
            <thead>
              <tr class="text-start text-xs text-muted">
                <th class="py-1 text-start font-semibold">{t("assets.usage.day")}</th>
                <th class="py-1 text-end font-semibold">{t("assets.usage.running")}</th>
                <th class="py-1 text-end font-semibold">{t("assets.usage.idle")}</th>
                <th class="py-1 text-end font-semibold">{t("assets.usage.fuel")}</th>
              </tr>
            </thead>
            <tbody>
              <For each={[...days()].reverse()}>
                {(day) => (
                  <tr class="border-t border-line">
                    <th scope="row" class="py-1 text-start font-normal">
                      {format().day(day.day)}
                    </th>
                    <td class="py-1 text-end">{format().hours(day.runtimeH)}</td>
                    <td class="py-1 text-end">{format().hours(day.idleH)}</td>
                    <td class="py-1 text-end">
                      {day.fuelL === null ? t("common.state.none") : format().volume(day.fuelL)}
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </details>
    </Show>
  );
}
