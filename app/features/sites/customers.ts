import { useQuery } from "@tanstack/solid-query";
import { createMemo } from "solid-js";
import { fleetSummary } from "~/features/assets/assets.queries.ts";
import { useSession } from "~/lib/session.tsx";
import type { Option } from "~/ui/select.tsx";
import { everySite } from "./sites.queries.ts";

/** The customers in reach, by name: those with sites, and for a dealer those that have machines. */
export function customersOf(): () => Option[] {
  const { me } = useSession();
  const sites = useQuery(everySite);
  const summary = useQuery(fleetSummary);
  return createMemo(() => {
    const names = new Map<string, string>();
    for (const site of sites.isSuccess ? sites.data : []) {
      if (site.customerId && site.customerName) names.set(site.customerId, site.customerName);
    }
    if (me().organization.type === "DEALER" && summary.isSuccess) {
      for (const group of summary.data.groups) names.set(group.id, group.name);
    }
    return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
  });
}
