import { useQuery } from "@tanstack/solid-query";
import { createMemo } from "solid-js";
import { everySite } from "~/features/sites/sites.queries.ts";

/** Looks up a site's time zone by its name, for answers that name the site only. */
export function zonesBySite(): (name: string | null) => string | undefined {
  const sites = useQuery(everySite);
  const zones = createMemo(() => new Map(sites.isSuccess ? sites.data.map((site) => [site.name, site.timeZone]) : []));
  return (name) => (name ? zones().get(name) : undefined);
}
