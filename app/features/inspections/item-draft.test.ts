import { expect, test } from "bun:test";
import { answersOf, emptyItem } from "./item-draft.ts";

const list = [
  { key: "cab", label: null, photo: false },
  { key: "glass", label: null, photo: false },
];

test("nothing is sent while a checkpoint has no answer", () => {
  expect(answersOf(list, { cab: { ...emptyItem(), answer: "OK" } }, {})).toBeNull();
});

test("only a fault has a severity and marks, and none on a photo that was removed again", () => {
  const marks = [
    { x: 0.1, y: 0.2, mediaId: "kept", severity: "MAJOR" as const },
    { x: 0.1, y: 0.2, mediaId: "removed", severity: "MAJOR" as const },
    { x: 0.1, y: 0.2, silhouette: "LEFT" as const, severity: "MAJOR" as const },
  ];
  const drafts = {
    cab: { ...emptyItem(), answer: "OK" as const, marks },
    glass: { answer: "FAIL" as const, severity: "UNSAFE" as const, note: " cracked ", marks },
  };
  expect(answersOf(list, drafts, { glass: ["kept"] })).toEqual([
    { key: "cab", answer: "OK", severity: null, note: null, photos: [], marks: [] },
    {
      key: "glass",
      answer: "FAIL",
      severity: "UNSAFE",
      note: "cracked",
      photos: ["kept"],
      marks: [marks[0]!, marks[2]!],
    },
  ]);
});
