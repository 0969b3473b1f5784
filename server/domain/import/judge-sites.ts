/** What becomes of the rows of a file of sites, given the sites and customers that the dealer knows. Pure. */
import { normaliseGeofence, type Geofence } from "../sites/geofence.ts";
import { circleFence } from "./circle.ts";
import type { Judged } from "./judge-machines.ts";
import type { ReadRow } from "./read-rows.ts";
import { problem, type RowProblem } from "./row-codes.ts";
import type { RowResult } from "./schema.ts";
import { SITE_REQUIRED, type SiteRow } from "./site-columns.ts";

export type KnownSite = {
  id: string;
  name: string;
  kind: "JOBSITE" | "YARD";
  customerId: string | null;
  timeZone: string;
  geofence: Geofence;
  criticality: number;
};
export type KnownCustomer = { id: string; name: string; accountNumber: string | null };
export type Places = { sites: readonly KnownSite[]; customers: readonly KnownCustomer[] };
export type SiteChange = {
  row: number;
  /** The yard that is changed; null for a new site. */
  id: string | null;
  values: Partial<Pick<KnownSite, "name" | "kind" | "customerId" | "timeZone" | "geofence" | "criticality">>;
};

const folded = (text: string) => text.trim().toLowerCase();
const keyOf = (kind: string, customerId: string | null, name: string) =>
  `${kind}\n${customerId ?? ""}\n${folded(name)}`;
const CRITICALITY = 3;

/**
 * A row means the dealer's yard of that name, or the customer's jobsite of that name. A jobsite is its customer's: one that is there
 * stays as it is. A row without a kind is a jobsite where it names a customer, and a yard where it does not.
 */
export function judgeSites(rows: readonly ReadRow<SiteRow>[], places: Places): Judged<SiteChange> {
  const sites = new Map<string, KnownSite | null>();
  for (const site of places.sites) {
    const key = keyOf(site.kind, site.customerId, site.name);
    sites.set(key, sites.has(key) ? null : site);
  }
  const findCustomer = customerFinder(places.customers);
  const claimed = new Map<string, number>();
  const results: RowResult[] = [];
  const changes: SiteChange[] = [];
  for (const { row, values, problems } of rows) {
    const more: RowProblem[] = [];
    if (problems.length === 0)
      for (const field of SITE_REQUIRED) if (values[field] === undefined) more.push(problem("missing", field));
    const kind = values.kind ?? (values.customer ? "JOBSITE" : "YARD");
    const customer = values.customer === undefined ? undefined : findCustomer(values.customer);
    if (kind === "JOBSITE" && values.customer === undefined && problems.length === 0)
      more.push(problem("missing", "customer"));
    if (kind === "YARD" && values.customer !== undefined) more.push(problem("invalid", "customer", values.customer));
    if (customer === null) more.push(problem("ambiguous", "customer", values.customer));
    if (customer === undefined && values.customer !== undefined)
      more.push(problem("unknown_customer", "customer", values.customer));
    const customerId = customer?.id ?? null;
    const key = keyOf(kind, customerId, values.name ?? "");
    const known = sites.get(key);
    if (known === null) more.push(problem("ambiguous", "name", values.name));
    const { fence, fault } = fenceOf(values);
    if (fault && problems.length === 0) more.push(fault);
    if (!fence && !fault && !known && problems.length === 0) more.push(problem("fence_missing", "geofence"));
    const before = claimed.get(key);
    if (before !== undefined) more.push(problem("duplicate_row", "name", String(before)));
    else if (values.name) claimed.set(key, row);

    const about = [values.name, customer?.name ?? values.customer].filter(Boolean).join(" · ");
    const said = {
      timeZone: values.timeZone,
      criticality: values.criticality,
      geofence: fence ? normaliseGeofence(fence) : undefined,
    };
    const differs = known ? differences(known, said) : {};
    const told = Object.keys(differs);
    if (known?.kind === "JOBSITE" && told.length > 0) more.push(problem("kept_by_customer", told[0]!));
    if (problems.length + more.length > 0) {
      results.push({ row, fate: "REFUSED", about, ref: null, changes: [], problems: [...problems, ...more] });
    } else if (!known) {
      const { name, timeZone, criticality = CRITICALITY } = values;
      results.push({ row, fate: "CREATE", about, ref: null, changes: [], problems: [] });
      changes.push({
        row,
        id: null,
        values: { name: name!, kind, customerId, timeZone: timeZone!, criticality, geofence: said.geofence! },
      });
    } else {
      const shown = told.map((field) => ({ field, from: text(known, field), to: text(differs, field) }));
      results.push({
        row,
        fate: told.length > 0 ? "UPDATE" : "UNCHANGED",
        about,
        ref: known.id,
        changes: shown,
        problems: [],
      });
      if (told.length > 0) changes.push({ row, id: known.id, values: differs });
    }
  }
  return { results, changes };
}

/** By id, account number or name; null where a name fits more than one. */
function customerFinder(customers: readonly KnownCustomer[]) {
  const found = new Map<string, KnownCustomer | null>();
  for (const customer of customers) {
    const name = folded(customer.name);
    found.set(name, found.has(name) ? null : customer);
  }
  for (const customer of customers) {
    if (customer.accountNumber) found.set(folded(customer.accountNumber), customer);
    found.set(customer.id, customer);
  }
  return (text: string) => found.get(folded(text));
}

/** A fence from its outline, or from a point and a radius; an outline goes before a point. */
function fenceOf({ geofence, lat, lon, radiusM }: SiteRow): { fence: Geofence | null; fault: RowProblem | null } {
  if (geofence) return { fence: geofence, fault: null };
  if (lat === undefined && lon === undefined && radiusM === undefined) return { fence: null, fault: null };
  const missing = lat === undefined ? "lat" : lon === undefined ? "lon" : radiusM === undefined ? "radiusM" : null;
  if (missing) return { fence: null, fault: problem("missing", missing) };
  const fence = circleFence({ lat: lat!, lon: lon! }, radiusM!);
  return fence ? { fence, fault: null } : { fence: null, fault: problem("bad_fence", "lat", String(lat)) };
}

function differences(known: KnownSite, said: SiteChange["values"]): SiteChange["values"] {
  return Object.fromEntries(
    Object.entries(said).filter(
      ([field, value]) =>
        value !== undefined && JSON.stringify(known[field as keyof KnownSite]) !== JSON.stringify(value),
    ),
  );
}

/** An outline is not read by anybody: that it changed is what counts. */
function text(site: Partial<KnownSite>, field: string): string | null {
  const value = site[field as keyof KnownSite];
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? `${value.coordinates[0]!.length - 1} corners` : String(value);
}
