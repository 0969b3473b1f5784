import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Definition, DefinitionList } from "~/ui/definition-list.tsx";
import type { AssetDetail } from "./assets.queries.ts";
import { DueCell } from "./due-cell.tsx";

/** The rental that the machine is out on; times in the site's zone. */
export function MachineRental(props: { asset: AssetDetail }) {
  const format = useFormat();
  const items = (rental: NonNullable<AssetDetail["rental"]>): Definition[] => {
    const { asset } = props;
    const zone = asset.siteTimeZone ?? undefined;
    const facts: Definition[] = [
      {
        term: t("assets.rental.due"),
        value: <DueCell asset={asset} />,
      },
    ];
    if (rental.firstDueAt !== rental.dueAt) {
      facts.push({ term: t("assets.rental.firstDue"), value: format().dateTime(rental.firstDueAt, zone) });
    }
    facts.push(
      { term: t("assets.rental.since"), value: rental.checkedOutAt && format().dateTime(rental.checkedOutAt, zone) },
      { term: t("assets.column.customer"), value: asset.customerName },
      { term: t("assets.rental.operator"), value: rental.operatorName },
      {
        term: t("assets.rental.engineStart"),
        value: rental.engineStart !== null && format().hours(rental.engineStart),
      },
    );
    if (rental.engineStart !== null && asset.hourMeter >= rental.engineStart) {
      facts.push({ term: t("assets.rental.hours"), value: format().hours(asset.hourMeter - rental.engineStart) });
    }
    return facts;
  };
  return (
    <Show when={props.asset.rental}>
      {(rental) => (
        <Card
          title={t("assets.rental.title")}
          actions={
            <A
              href={`/rentals/${rental().id}`}
              class="text-sm font-semibold underline-offset-2 hover:underline coarse:inline-flex coarse:min-h-12 coarse:items-center"
            >
              {t("assets.rental.open")}
            </A>
          }
        >
          <DefinitionList items={items(rental())} columns={3} />
        </Card>
      )}
    </Show>
  );
}
