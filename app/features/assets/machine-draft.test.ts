import { describe, expect, test } from "bun:test";
import type { MachineRecord } from "../../../server/domain/assets/machine.ts";
import { emptyDraft } from "./empty-draft.ts";
import { changesOf, draftOf, readDraft } from "./machine-draft.ts";

const filled = { ...emptyDraft, type: "DOZER", make: "Cat", model: "D6", serialNumber: "S1" };
const record: MachineRecord = {
  humanId: "EQX1",
  dealerId: "d",
  status: "AVAILABLE",
  type: "DOZER",
  make: "Cat",
  model: "D6",
  serialNumber: "S1",
  fleetNumber: null,
  pin: null,
  modelYear: 2020,
  oec: 145_000.5,
  dayRate: null,
  purchasedOn: null,
  yardId: null,
  hourMeter: 12.5,
  hourMeterOffset: 0,
  attachments: ["Ripper"],
  trackerId: null,
  unconfirmed: false,
  retiredAs: null,
  retiredOn: null,
  tags: [],
};

describe("a machine that is typed in", () => {
  test("needs what names it, and tells each fault at its field", () => {
    expect(readDraft(emptyDraft).faults).toEqual({
      type: "required",
      make: "required",
      model: "required",
      serialNumber: "required",
    });
    const { values, faults } = readDraft({
      ...filled,
      modelYear: "1900",
      oec: "viel",
      dayRate: "-1",
      pin: "a b",
      make: "x".repeat(61),
      hourMeter: "300000",
    });
    expect(values).toBeNull();
    expect(faults).toEqual({
      modelYear: "range",
      oec: "figure",
      dayRate: "range",
      pin: "invalid",
      make: "long",
      hourMeter: "range",
    });
  });

  test("reads figures with a comma or a point, lines as a list, and nothing as not known", () => {
    expect(
      readDraft({ ...filled, oec: "145 000,50", dayRate: "310.5", attachments: "Ripper\n\n Blade ", pin: "abc123" })
        .values,
    ).toMatchObject({
      oec: 145_000.5,
      dayRate: 310.5,
      attachments: ["Ripper", "Blade"],
      pin: "ABC123",
      fleetNumber: null,
      hourMeter: 0,
      hourMeterOffset: 0,
    });
  });

  test("sends only what differs from the record", () => {
    const same = readDraft(draftOf(record, ",")).values!;
    expect(changesOf(same, record)).toEqual({});
    const changed = readDraft({ ...draftOf(record, ","), model: "D7", attachments: "", oec: "" }).values!;
    expect(changesOf(changed, record)).toEqual({ model: "D7", attachments: [], oec: null });
  });
});
