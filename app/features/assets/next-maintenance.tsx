import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Progress } from "~/ui/progress.tsx";
import type { AssetDetail } from "./assets.queries.ts";

/** The next service by hours and by date. */
export function NextMaintenance(props: { asset: AssetDetail }) {
  const format = useFormat();
  return (
    <Show when={props.asset.nextMaintenance} fallback={<p class="text-sm text-muted">{t("assets.service.none")}</p>}>
      {(next) => {
        const left = () => (next().dueAtHours ?? 0) - props.asset.hourMeter;
        const words = () =>
          left() >= 0
            ? t("assets.service.inHours", { hours: format().hours(left()) })
            : t("assets.service.overBy", { hours: format().hours(-left()) });
        return (
          <div class="flex flex-col gap-2">
            <p class="font-semibold">{next().service}</p>
            <Show when={next().dueAtHours !== null}>
              <Progress
                kind="meter"
                label={t("assets.service.atHours", { hours: format().hours(next().dueAtHours ?? 0, 0) })}
                value={1 - left() / next().intervalH}
                valueText={words()}
                tone={left() < 0 ? "red" : left() < 25 ? "accent" : "green"}
              />
            </Show>
            <Show when={next().dueAt}>
              {(dueAt) => (
                <p class="text-sm text-muted">
                  {t("assets.service.on", { date: format().date(dueAt(), props.asset.siteTimeZone ?? undefined) })}
                </p>
              )}
            </Show>
          </div>
        );
      }}
    </Show>
  );
}
