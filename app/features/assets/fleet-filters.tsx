import { useQuery } from "@tanstack/solid-query";
import { Show } from "solid-js";
import { EQUIPMENT_STATUSES, EQUIPMENT_TYPES } from "../../../server/domain/assets/schema.ts";
import { everySite } from "~/features/sites/sites.queries.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Select } from "~/ui/select.tsx";
import { fleetSummary } from "./assets.queries.ts";
import type { FleetFilter } from "./fleet-search.ts";

/** The pickers of the fleet screen; each writes one part of the filter, and empty takes it away. */
export function FleetFilters(props: {
  filter: FleetFilter;
  onChange: (change: Partial<Record<keyof FleetFilter, string | undefined>>) => void;
}) {
  const { me } = useSession();
  const summary = useQuery(fleetSummary);
  const sites = useQuery(everySite);
  const groups = () => (summary.isSuccess ? summary.data.groups : []);
  const party = () =>
    (({ CATERPILLAR: "dealerId", DEALER: "customerId", CUSTOMER: null }) as const)[me().organization.type];
  const siteOptions = () => (sites.isSuccess ? sites.data.map((site) => ({ value: site.id, label: site.name })) : []);
  const any = () => ({ value: "", label: t("assets.filter.any") });

  const picker = (key: keyof FleetFilter, label: () => string, options: () => { value: string; label: string }[]) => (
    <Select
      label={label()}
      value={props.filter[key] ?? ""}
      options={[any(), ...options()]}
      onChange={(value) => props.onChange({ [key]: value || undefined })}
      class="min-w-0 sm:w-38"
    />
  );
  return (
    <>
      {picker(
        "status",
        () => t("assets.column.status"),
        () => EQUIPMENT_STATUSES.map((status) => ({ value: status, label: t(`common.status.${status}`) })),
      )}
      {picker(
        "due",
        () => t("assets.filter.due"),
        () => (["OVERDUE", "DUE_SOON"] as const).map((due) => ({ value: due, label: t(`assets.filter.${due}`) })),
      )}
      {picker(
        "type",
        () => t("assets.column.type"),
        () => EQUIPMENT_TYPES.map((type) => ({ value: type, label: t(`assets.type.${type}`) })),
      )}
      {picker("siteId", () => t("assets.filter.site"), siteOptions)}
      <Show when={party()}>
        {(key) =>
          picker(
            key(),
            () => t(key() === "dealerId" ? "assets.column.dealer" : "assets.column.customer"),
            () => groups().map((group) => ({ value: group.id, label: group.name })),
          )
        }
      </Show>
    </>
  );
}
