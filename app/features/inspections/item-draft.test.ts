import { expect, test } from "bun:test";
import { media } from "../../lib/outbox/entry.ts";
import { answersOf, emptyItem } from "./item-draft.ts";

const list = [
  { key: "cab", label: null, photo: false },
  { key: "glass", label: null, photo: false },
];

test("nothing is sent while a checkpoint has no answer", () => {
  expect(answersOf(list, { cab: { ...emptyItem(), answer: "OK" } })).toBeNull();
});

test("only a fault has a severity and marks, and none on a photo that was removed again", () => {
  const marks = [
    { x: 0.1, y: 0.2, mediaId: media("kept"), severity: "MAJOR" as const },
    { x: 0.1, y: 0.2, mediaId: media("removed"), severity: "MAJOR" as const },
    { x: 0.1, y: 0.2, silhouette: "LEFT" as const, severity: "MAJOR" as const },
  ];
  const kept = { id: "kept", blob: new Blob(["x"]), sha256: "00" };
  const drafts = {
    cab: { ...emptyItem(), answer: "OK" as const, marks },
    glass: { answer: "FAIL" as const, severity: "UNSAFE" as const, note: " cracked ", marks, photos: [kept] },
  };
  expect(answersOf(list, drafts)).toEqual([
    { key: "cab", answer: "OK", severity: null, note: null, photos: [], marks: [] },
    {
      key: "glass",
      answer: "FAIL",
      severity: "UNSAFE",
      note: "cracked",
      photos: [media("kept")],
      marks: [marks[0]!, marks[2]!],
    },
  ]);
});
