import type { Rng } from "../../prng.ts";
import type { DemandLot, SupplyLot, TransferProblem, TransferSite } from "./lots.ts";
import { demandTranches } from "./lots.ts";

/**
 * A fleet over a country of some 900 × 900 km: sites in clusters, machines of some types standing at random sites and free within a
 * week, and wanted elsewhere by tranches that fall in likelihood. Every sixth lot has a service ahead.
 */
export function randomProblem(rng: Rng, size: { sites: number; assets: number; types: number }): TransferProblem {
  const between = (least: number, most: number) => least + Math.floor(rng() * (most - least + 1));
  const towns = Array.from(
    { length: Math.max(2, Math.ceil(size.sites / 12)) },
    () => [47 + 8 * rng(), 6 + 9 * rng()] as const,
  );
  const sites = Array.from({ length: size.sites }, (_, i): TransferSite => {
    const [lat, lon] = towns[Math.floor(rng() * towns.length)]!;
    return { siteId: `S${i}`, lat: lat + 0.8 * (rng() - 0.5), lon: lon + 1.2 * (rng() - 0.5) };
  });
  const tonnes = new Map(Array.from({ length: size.types }, (_, i) => [`T${i}`, between(1, 40)]));
  const siteId = () => `S${Math.floor(rng() * size.sites)}`;
  const typeId = () => `T${Math.floor(rng() * size.types)}`;
  const supplies: SupplyLot[] = [];
  for (let left = size.assets; left > 0;) {
    const quantity = Math.min(left, between(1, 4));
    const availableDay = between(0, 7);
    const fromDay = availableDay + between(0, 2);
    const maintenance = rng() < 1 / 6 ? { fromDay, untilDay: fromDay + between(1, 3) } : undefined;
    supplies.push({ siteId: siteId(), typeId: typeId(), availableDay, quantity, maintenance });
    left -= quantity;
  }
  const demands: DemandLot[] = [];
  for (let left = size.assets; left > 0;) {
    const units = Math.min(left, between(1, 4));
    const atLeast = Array.from({ length: units }, (_, k) => (0.4 + 0.6 * rng()) * 0.6 ** k).sort((a, b) => b - a);
    const of = { siteId: siteId(), typeId: typeId(), needDay: between(0, 12), days: between(1, 20) };
    demands.push(...demandTranches(of, atLeast, { margin: between(40, 500), sla: between(0, 200) }));
    left -= units;
  }
  return { sites, supplies, demands, tonnes };
}
