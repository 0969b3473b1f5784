import { describe, expect, test } from "bun:test";
import { ANOMALY_OPTIONS, findAnomalies, type ObservedMachine } from "./find-anomalies.ts";
import { plantedFleet } from "./planted-fleet.fixtures.ts";

const alike = (count: number, typeId = "T"): ObservedMachine[] =>
  Array.from({ length: count }, (_, i) => ({
    machineId: `${typeId}-${i}`,
    typeId,
    features: { idleShare: 0.3 + (i % 10) / 100, fuelPerHour: 12 + ((i * 7) % 10) / 10, faultRate: 0 },
  }));

describe("a planted fleet", () => {
  test("is told apart, with the planted feature first among the reasons", () => {
    let [found, missed, wrongly, named] = [0, 0, 0, 0];
    let above = 0;
    let pairs = 0;
    for (const seed of [1, 2, 3, 4]) {
      const { machines, wrong } = plantedFleet(seed, { types: 3, perType: 300 });
      const { scored } = findAnomalies(machines, ANOMALY_OPTIONS);
      expect(scored).toHaveLength(machines.length);
      for (const { machineId, anomalous, reasons } of scored) {
        if (anomalous && wrong.has(machineId)) found += 1;
        else if (anomalous) wrongly += 1;
        else if (wrong.has(machineId)) missed += 1;
        if (wrong.get(machineId)?.includes(reasons[0]?.feature as never)) named += 1;
      }
      const [bad, good] = [
        scored.filter(({ machineId }) => wrong.has(machineId)),
        scored.filter(({ machineId }) => !wrong.has(machineId)),
      ];
      for (const { rank } of bad)
        above += good.reduce((sum, other) => sum + (rank > other.rank ? 1 : rank === other.rank ? 0.5 : 0), 0);
      pairs += bad.length * good.length;
    }
    const [precision, recall, ranked] = [found / (found + wrongly), found / (found + missed), above / pairs];
    console.log(
      `anomalies in ${found + missed} of 3,600 machines: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ranked above ${ranked.toFixed(4)} of the others, planted feature first in ${named}`,
    );
    expect(precision).toBeGreaterThan(0.7);
    expect(recall).toBeGreaterThan(0.8);
    expect(ranked).toBeGreaterThan(0.98);
    expect(named / (found + missed)).toBeGreaterThan(0.9);
  });
});

test("the reason says what is out, by how much and how rare that is", () => {
  const machines = alike(250);
  machines[17]!.features.idleShare = 0.9;
  const { scored } = findAnomalies(machines, ANOMALY_OPTIONS);
  const odd = scored[17]!;
  expect(odd).toMatchObject({ machineId: "T-17", peers: 250, rank: 1, anomalous: true });
  expect(odd.reasons[0]).toMatchObject({ feature: "idleShare", value: 0.9, side: "high", tailShare: 1 / 250 });
  expect(odd.reasons[0]!.median).toBeCloseTo(0.345, 1);
  expect(odd.reasons[0]!.apart).toBeGreaterThan(15);
  expect(scored.filter(({ anomalous }) => anomalous)).toHaveLength(1);
});

test("a machine is compared with its own type alone", () => {
  const thirsty = alike(60, "U").map((machine) => ({
    ...machine,
    features: { ...machine.features, fuelPerHour: 40 + (machine.features.fuelPerHour ?? 0) },
  }));
  const { scored } = findAnomalies([...alike(60), ...thirsty], ANOMALY_OPTIONS);
  expect(scored.filter(({ anomalous }) => anomalous)).toEqual([]);
  expect(new Set(scored.map(({ peers }) => peers))).toEqual(new Set([60]));
});

test("types of too few machines, or that nothing is known of, are named and not scored", () => {
  const unknown = alike(30, "U").map((machine) => ({
    ...machine,
    features: { idleShare: null, fuelPerHour: Number.NaN },
  }));
  const { scored, notCompared } = findAnomalies([...alike(19), ...unknown, ...alike(20, "V")], ANOMALY_OPTIONS);
  expect(notCompared).toEqual([
    { typeId: "T", peers: 19 },
    { typeId: "U", peers: 0 },
  ]);
  expect(new Set(scored.map(({ typeId }) => typeId))).toEqual(new Set(["V"]));
  expect(findAnomalies([], ANOMALY_OPTIONS)).toEqual({ scored: [], notCompared: [] });
});

test("gaps, constant features and infinite values make no NaN and no anomaly", () => {
  const machines = alike(40);
  machines[3]!.features = { idleShare: 0.33 };
  machines[4]!.features.fuelPerHour = Number.POSITIVE_INFINITY;
  machines[5]!.features = { ...machines[5]!.features, nightMotion: 0.2 };
  const { scored } = findAnomalies(machines, ANOMALY_OPTIONS);
  for (const { rank, isolation, ecod, reasons, anomalous } of scored) {
    const numbers = [
      rank,
      isolation,
      ecod,
      ...reasons.flatMap(({ value, median, tailShare, apart }) => [value, median, tailShare, apart]),
    ];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(rank).toBeWithin(0, 1 + 1e-9);
    expect(anomalous).toBe(false);
  }
});
