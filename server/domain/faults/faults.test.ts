import { describe, expect, test } from "bun:test";
import { faultLevel, knownFmi, knownSpn, readFaultCode } from "./j1939.ts";
import { mulberry32 } from "../prng.ts";
import type { Fault } from "../telematics/record.ts";
import { faultEpisodes, type FaultReport } from "./life.ts";
import { faultKey, faultsTold } from "./told.ts";

describe("a code", () => {
  test("is read in every spelling that feeds use", () => {
    for (const text of ["SPN 100 FMI 1", "spn:100,fmi:1", "SPN=100; FMI=01", "100-1", "100/01", "100.1", " 100 : 1 "])
      expect([text, readFaultCode(text)]).toEqual([text, { spn: 100, fmi: 1 }]);
    expect(readFaultCode("SPN 100")).toEqual({ spn: 100, fmi: null });
  });
  test("of a maker, or beyond the standard's numbers, is none of J1939's", () => {
    for (const text of ["E0361", "CA 234", "700000-1", "524288-1", "100-32", "", "12-2026-01"])
      expect([text, readFaultCode(text)]).toEqual([text, null]);
  });
  test("names the parts and modes that there are words for, and no others", () => {
    expect([knownSpn(100), knownSpn(520_199), knownFmi(31), knownFmi(25)]).toEqual([100, null, 31, null]);
  });
  test("says how bad it is by its mode first, then by the feed's word", () => {
    expect([
      faultLevel(0, "low"),
      faultLevel(18, null),
      faultLevel(17, "red"),
      faultLevel(3, "High"),
      faultLevel(null, "amber"),
      faultLevel(3, null),
    ]).toEqual(["SEVERE", "MODERATE", "MINOR", "SEVERE", "MODERATE", "UNRATED"]);
  });
});

const at = (atMs: number, says: FaultReport["says"] = "OCCURRED"): FaultReport => ({ atMs, says });

describe("its life", () => {
  test("is opened, refreshed, cleared, and begins anew", () => {
    expect(faultEpisodes([at(1), at(2), at(3, "ABSENT"), at(4, "OVER"), at(9)])).toEqual([
      { openedMs: 1, lastMs: 2, clearedMs: 3, times: 2 },
      { openedMs: 9, lastMs: 9, clearedMs: null, times: 1 },
    ]);
  });
  test("a late report reopens nothing, and none changes anything twice, in whatever order they come", () => {
    const all = [at(1), at(2), at(3, "ABSENT")];
    const late = faultEpisodes([...all, at(2), at(1)]);
    expect(late).toEqual(faultEpisodes(all));
    expect(faultEpisodes([at(3, "ABSENT"), at(2), at(1)])).toEqual(late);
    expect(faultEpisodes([...all, at(2.5)])).toEqual([{ openedMs: 1, lastMs: 2.5, clearedMs: 3, times: 3 }]);
    expect(faultEpisodes([...all, at(1.5, "OVER")])).toEqual([
      { openedMs: 1, lastMs: 1, clearedMs: 1.5, times: 1 },
      { openedMs: 2, lastMs: 2, clearedMs: 3, times: 1 },
    ]);
  });
  test("being listed again is no new time, and an active report goes before an absence of the same moment", () => {
    expect(faultEpisodes([at(1), at(2, "STILL"), at(3, "STILL"), at(3, "ABSENT")])).toEqual([
      { openedMs: 1, lastMs: 3, clearedMs: null, times: 1 },
    ]);
  });
  test("what happened and is over was there", () => {
    expect(faultEpisodes([at(1), at(1, "OVER")])).toEqual([{ openedMs: 1, lastMs: 1, clearedMs: 1, times: 1 }]);
  });
  test("what was never active has none", () => {
    expect(faultEpisodes([at(1, "ABSENT"), at(2, "OVER")])).toEqual([]);
    expect(faultEpisodes([])).toEqual([]);
  });
  test("goes on from where it was as it would have from the start, wherever one cuts", () => {
    const random = mulberry32(7);
    const words = ["OCCURRED", "STILL", "ABSENT", "OVER"] as const;
    for (let round = 0; round < 300; round++) {
      const all = Array.from({ length: 12 }, (_, atMs) => at(atMs, words[Math.floor(random() * 4)]));
      const cut = Math.floor(random() * 12);
      const first = faultEpisodes(all.slice(0, cut));
      const open = first.at(-1)?.clearedMs === null ? first.pop() : undefined;
      expect([...first, ...faultEpisodes(all.slice(cut), open)]).toEqual(faultEpisodes(all));
    }
  });
});

describe("what a record tells", () => {
  const fault = (atMs: number, code: string, more: Partial<Fault> = {}): Fault => ({
    at: new Date(atMs),
    code,
    description: null,
    severity: null,
    source: null,
    active: true,
    ...(readFaultCode(code) ?? { spn: null, fmi: null }),
    ...more,
  });
  const keys = (told: ReturnType<typeof faultsTold>) =>
    [...told.values()].map(({ atMs, occurred, listed, ended }) => [
      atMs,
      [...occurred],
      listed && [...listed],
      [...ended],
    ]);
  test("a fault is the same in every spelling, and another one in another component", () => {
    expect(faultKey(fault(1, "SPN 100 FMI 1"))).toBe(faultKey(fault(2, "100-1")));
    expect(faultKey(fault(1, " e0361 "))).toBe("E0361");
    expect(faultKey(fault(1, "100-1", { source: "Engine" }))).toBe("SPN 100 FMI 1 @ ENGINE");
    expect(faultKey(fault(1, "SPN 100"))).toBe("SPN 100 FMI ?");
  });
  test("a list says when each happened and that all of them are still there", () => {
    expect(keys(faultsTold([fault(1, "100-1"), fault(2, "110-3")], new Date(5)))).toEqual([
      [1, ["SPN 100 FMI 1"], null, []],
      [2, ["SPN 110 FMI 3"], null, []],
      [5, [], ["SPN 100 FMI 1", "SPN 110 FMI 3"], []],
    ]);
    expect(keys(faultsTold([], new Date(5)))).toEqual([[5, [], [], []]]);
    // A clock that is behind: the list is no older than what stands in it.
    expect(keys(faultsTold([fault(9, "100-1")], new Date(5)))).toEqual([[9, ["SPN 100 FMI 1"], ["SPN 100 FMI 1"], []]]);
  });
  test("what is called inactive is over, or in a list merely not among the active ones", () => {
    const both = [fault(1, "100-1", { active: false }), fault(3, "100-1")];
    expect(keys(faultsTold(both, null))).toEqual([
      [3, ["SPN 100 FMI 1"], null, []],
      [1, [], null, ["SPN 100 FMI 1"]],
    ]);
    expect(keys(faultsTold(both.slice(0, 1), new Date(5)))).toEqual([[5, [], [], []]]);
  });
});
