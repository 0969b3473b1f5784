import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Definition, DefinitionList } from "~/ui/definition-list.tsx";
import type { AssetDetail } from "./assets.queries.ts";

/** What the machine is, as on its plate. */
export function MachineFacts(props: { asset: AssetDetail }) {
  const format = useFormat();
  const { me } = useSession();
  const items = (): Definition[] => {
    const { asset } = props;
    const facts: Definition[] = [
      { term: t("assets.machine.hourMeter"), value: format().hours(asset.hourMeter) },
      { term: t("assets.machine.serial"), value: asset.serialNumber },
      { term: t("assets.machine.fleetNumber"), value: asset.fleetNumber },
      { term: t("assets.machine.year"), value: asset.modelYear?.toString() },
      { term: t("assets.machine.pin"), value: asset.pin && <span class="break-all">{asset.pin}</span> },
      {
        term: t("assets.machine.lastSeen"),
        value: asset.lastSeenAt ? format().relative(asset.lastSeenAt) : t("assets.never"),
      },
    ];
    if (me().organization.type !== "DEALER") facts.push({ term: t("assets.column.dealer"), value: asset.dealerName });
    if (asset.customerName) facts.push({ term: t("assets.column.customer"), value: asset.customerName });
    return facts;
  };
  return (
    <Card title={t("assets.machine.facts")}>
      <DefinitionList items={items()} columns={2} />
    </Card>
  );
}
