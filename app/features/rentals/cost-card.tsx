import { Show } from "solid-js";
import { CYCLE_DAYS } from "../../../server/domain/rates/price.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { Progress } from "~/ui/progress.tsx";
import { moneyText } from "./money.ts";
import type { RentalRecord } from "./rentals.queries.ts";

type Spend = NonNullable<RentalRecord["spend"]>;

/** What the rental has come to, what this billing cycle will, and what it will by its end. */
export function CostCard(props: { rental: RentalRecord }) {
  const { me } = useSession();
  const without = () => {
    const { rate, replacedBy } = props.rental;
    return rate && replacedBy ? t("rentals.cost.goesOn", { machine: replacedBy.humanId }) : t("rentals.cost.none");
  };
  return (
    <Show when={me().role !== "OPERATOR" && props.rental.state !== "RESERVED"}>
      <Card title={t("rentals.cost.title")}>
        <Show when={props.rental.spend} fallback={<p class="text-sm text-muted">{without()}</p>}>
          {(spend) => <Figures spend={spend()} rental={props.rental} />}
        </Show>
      </Card>
    </Show>
  );
}

function Figures(props: { spend: Spend; rental: RentalRecord }) {
  const format = useFormat();
  const money = (minor: number) => moneyText(format(), minor, props.spend.currency);
  const over = () => props.rental.offRentAt !== null || props.rental.checkedInAt !== null;
  const cycle = () => props.spend.cycle;
  const excess = () => props.spend.excess;
  const rate = () => props.rental.rate;
  return (
    <div class="flex flex-col gap-4">
      <DefinitionList
        columns={2}
        items={[
          {
            term: t("rentals.cost.soFar"),
            value: `${money(props.spend.soFarMinor)} · ${format().days(props.spend.days)}`,
          },
          {
            term: t(over() ? "rentals.cost.total" : "rentals.cost.projected"),
            value: `${money(props.spend.projectedMinor)} · ${format().days(props.spend.projectedDays)}`,
          },
          ...(excess() && excess()!.excessHours > 0
            ? [
                {
                  term: t("rentals.cost.excess"),
                  value: `${money(excess()!.minor)} · ${format().hours(excess()!.excessHours)}`,
                },
              ]
            : []),
        ]}
      />
      <Show when={!over()}>
        <div>
          <Progress
            kind="meter"
            label={t("rentals.cost.cycle", { number: String(cycle().number) })}
            value={(CYCLE_DAYS - cycle().daysLeft) / CYCLE_DAYS}
            valueText={t("rentals.cost.daysLeft", cycle().daysLeft)}
          />
          <p class="mt-1 text-sm text-muted">
            {t("rentals.cost.cycleSum", {
              soFar: money(cycle().soFarMinor),
              projected: money(cycle().projectedMinor),
              end: format().date(cycle().endsAt, props.rental.siteTimeZone ?? undefined),
            })}
          </p>
        </div>
      </Show>
      <Show when={rate()}>
        {(rate) => (
          <p class="text-sm text-muted">
            {[
              t("rentals.cost.perDay", { amount: money(rate().dayMinor) }),
              rate().weekMinor !== null && t("rentals.cost.perWeek", { amount: money(rate().weekMinor!) }),
              rate().cycleMinor !== null && t("rentals.cost.perCycle", { amount: money(rate().cycleMinor!) }),
            ]
              .filter(Boolean)
              .join(" · ")}
            <span class="block">{t("rentals.cost.rule")}</span>
            <Show when={rate().rentFrom}>
              {(from) => (
                <span class="block">
                  {t("rentals.cost.from", { date: format().date(from(), props.rental.siteTimeZone ?? undefined) })}
                </span>
              )}
            </Show>
          </p>
        )}
      </Show>
    </div>
  );
}
