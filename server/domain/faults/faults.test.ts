import { describe, expect, test } from "bun:test";
import { faultLevel, knownFmi, knownSpn, readFaultCode } from "./j1939.ts";
import { faultEpisodes, type FaultReport } from "./life.ts";

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

describe("its life", () => {
  const at = (atMs: number, active = true): FaultReport => ({ atMs, active });
  test("is opened, refreshed, cleared, and begins anew", () => {
    expect(faultEpisodes([at(1), at(2), at(3, false), at(4, false), at(9)])).toEqual([
      { openedMs: 1, lastMs: 2, clearedMs: 3, times: 2 },
      { openedMs: 9, lastMs: 9, clearedMs: null, times: 1 },
    ]);
  });
  test("a late report reopens nothing, and none changes anything twice, in whatever order they come", () => {
    const all = [at(1), at(2), at(3, false)];
    const late = faultEpisodes([...all, at(2), at(1)]);
    expect(late).toEqual(faultEpisodes(all));
    expect(faultEpisodes([at(3, false), at(2), at(1)])).toEqual(late);
    expect(faultEpisodes([...all, at(2.5)])).toEqual([{ openedMs: 1, lastMs: 2.5, clearedMs: 3, times: 3 }]);
  });
  test("what was never active has none", () => {
    expect(faultEpisodes([at(1, false)])).toEqual([]);
    expect(faultEpisodes([])).toEqual([]);
  });
});
