import { drawNormal, rngFor } from "../random.ts";
import type { Feature } from "./features.ts";
import type { ObservedMachine } from "./find-anomalies.ts";

/** What is wrong with a machine, and the feature that shows it. */
const WRONGS: { feature: Feature; change: (of: Record<Feature, number>) => void }[] = [
  { feature: "idleShare", change: (of) => (of.idleShare = Math.min(0.97, of.idleShare + 0.4)) },
  { feature: "fuelPerHour", change: (of) => (of.fuelPerHour *= 1.8) },
  { feature: "nightMotion", change: (of) => (of.nightMotion += 0.3) },
  { feature: "offSiteMotion", change: (of) => (of.offSiteMotion += 0.35) },
  { feature: "faultRate", change: (of) => (of.faultRate = 4 + 2 * of.faultRate) },
  { feature: "utilisation", change: (of) => (of.utilisation *= 0.05) },
  { feature: "hoursAgainstPlan", change: (of) => (of.hoursAgainstPlan *= 2.4) },
];

export type PlantedFleet = { machines: ObservedMachine[]; wrong: Map<string, Feature[]> };

/**
 * Machines of types that differ among each other, 2 % of them with something wrong that shows in one or two features. Of all
 * values 5 % are missing.
 */
export function plantedFleet(seed: number, size: { types: number; perType: number }): PlantedFleet {
  const rng = rngFor(seed, "fleet");
  const share = (middle: number, spread: number) =>
    1 / (1 + Math.exp(-(Math.log(middle / (1 - middle)) + spread * drawNormal(rng))));
  const machines: ObservedMachine[] = [];
  const wrong = new Map<string, Feature[]>();
  for (let type = 0; type < size.types; type++) {
    const litres = 4 + 20 * rng();
    const idle = 0.2 + 0.3 * rng();
    for (let i = 0; i < size.perType; i++) {
      const features: Record<Feature, number> = {
        utilisation: share(0.7, 0.5),
        idleShare: share(idle, 0.3),
        fuelPerHour: litres * Math.exp(0.12 * drawNormal(rng)),
        hoursAgainstPlan: Math.exp(0.2 * drawNormal(rng)),
        nightMotion: share(0.03, 0.6),
        offSiteMotion: share(0.02, 0.6),
        faultRate: 0.5 * Math.exp(0.6 * drawNormal(rng)),
      };
      const machineId = `T${type}-${i}`;
      if (rng() < 0.02) {
        const first = Math.floor(rng() * WRONGS.length);
        const second = rng() < 0.5 ? (first + 1 + Math.floor(rng() * (WRONGS.length - 1))) % WRONGS.length : first;
        const planted = [...new Set([first, second])].map((which) => WRONGS[which]!);
        for (const { change } of planted) change(features);
        wrong.set(
          machineId,
          planted.map(({ feature }) => feature),
        );
      }
      const known: ObservedMachine["features"] = { ...features };
      for (const name of Object.keys(features) as Feature[])
        if (rng() < 0.05 && !wrong.get(machineId)?.includes(name)) known[name] = rng() < 0.5 ? null : Number.NaN;
      machines.push({ machineId, typeId: `T${type}`, features: known });
    }
  }
  return { machines, wrong };
}
