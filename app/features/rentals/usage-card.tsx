import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import type { RentalRecord } from "./rentals.queries.ts";

/** Hours, idling and fuel of the rental so far. */
export function UsageCard(props: { rental: RentalRecord }) {
  const format = useFormat();
  const usage = () => props.rental.usage;
  const ratio = () => (usage().runtimeH > 0 ? usage().idleH / usage().runtimeH : null);
  const none = () => t("rentals.usage.none");
  return (
    <Card title={t("rentals.usage.title")}>
      <DefinitionList
        columns={2}
        items={[
          { term: t("rentals.usage.run"), value: usage().days > 0 ? format().hours(usage().runtimeH) : none() },
          {
            term: t("rentals.usage.idle"),
            value: ratio() === null ? none() : `${format().hours(usage().idleH)} (${format().percent(ratio() ?? 0)})`,
          },
          { term: t("rentals.usage.fuel"), value: usage().fuelL === null ? none() : format().volume(usage().fuelL!) },
          { term: t("rentals.usage.meter"), value: usage().meterH === null ? none() : format().hours(usage().meterH!) },
        ]}
      />
    </Card>
  );
}
