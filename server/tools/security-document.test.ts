import { expect, test } from "bun:test";

const root = new URL("../..", import.meta.url);
const document = await Bun.file(new URL("docs/security.md", root)).text();
const rows = document.split("\n").filter((line) => /^\| V\d/.test(line));

/** The requirements of levels 1 and 2 in ASVS 5.0.0, by section. */
const REQUIREMENTS = `
V1.1:1-2 V1.2:1-9 V1.3:1-11 V1.4:1-3 V1.5:1-2 V2.1:1-3 V2.2:1-3 V2.3:1-4 V2.4:1 V3.2:1-2 V3.3:1-4 V3.4:1-6 V3.5:1-5
V3.7:1-2 V4.1:1-3 V4.2:1 V4.3:1-2 V4.4:1-4 V5.1:1 V5.2:1-3 V5.3:1-2 V5.4:1-3 V6.1:1-3 V6.2:1-12 V6.3:1-4 V6.4:1-4
V6.5:1-5 V6.6:1-3 V6.8:1-4 V7.1:1-3 V7.2:1-4 V7.3:1-2 V7.4:1-5 V7.5:1-2 V7.6:1-2 V8.1:1-2 V8.2:1-3 V8.3:1 V8.4:1
V9.1:1-3 V9.2:1-4 V10.1:1-2 V10.2:1-2 V10.3:1-4 V10.4:1-11 V10.5:1-5 V10.6:1-2 V10.7:1-3 V11.1:1-2 V11.2:1-3 V11.3:1-3
V11.4:1-4 V11.5:1 V11.6:1 V12.1:1-3 V12.2:1-2 V12.3:1-4 V13.1:1 V13.2:1-5 V13.3:1-2 V13.4:1-5 V14.1:1-2 V14.2:1-4
V14.3:1-3 V15.1:1-3 V15.2:1-3 V15.3:1-7 V16.1:1 V16.2:1-5 V16.3:1-4 V16.4:1-3 V16.5:1-3 V17.1:1 V17.2:1-4 V17.3:1-2
`;

const wanted = REQUIREMENTS.trim()
  .split(/\s+/)
  .flatMap((part) => {
    const [section, numbers] = part.split(":") as [string, string];
    return numbers.split(",").flatMap((range) => {
      const [first, last] = range.split("-").map(Number) as [number, number | undefined];
      return Array.from({ length: (last ?? first) - first + 1 }, (_, at) => `${section}.${first + at}`);
    });
  });

test("every requirement of ASVS 5.0.0 at level 1 and 2 is answered, once", () => {
  expect(wanted).toHaveLength(253);
  const answered = rows.flatMap((row) => {
    const [first, last] = row.split("|")[1]!.trim().split(" to ") as [string, string | undefined];
    expect(wanted).toContain(first);
    return wanted.slice(wanted.indexOf(first), wanted.indexOf(last ?? first) + 1);
  });
  expect(answered).toEqual(wanted);
});

test("what is not met says why, and the counts are those of the table", () => {
  const counted = { yes: 0, partly: 0, "**gap**": 0, "n/a": 0 };
  for (const row of rows) {
    const [, ids, , state, asked, answer] = row.split("|").map((cell) => cell.trim()) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const [first, last] = ids.split(" to ") as [string, string | undefined];
    expect(Object.keys(counted), row).toContain(state);
    counted[state as keyof typeof counted] += wanted.indexOf(last ?? first) - wanted.indexOf(first) + 1;
    expect([asked !== "", answer !== ""], row).toEqual([true, true]);
  }
  const { yes, partly, "**gap**": gap, "n/a": nothing } = counted;
  expect(document.replaceAll(/\s+/g, " ")).toContain(
    `Of 253 requirements ${yes} are met, ${partly} partly, ${gap} not, and ${nothing} have nothing to apply to.`,
  );
});

test("a test that is cited by name has that name", async () => {
  const cited = [...document.matchAll(/`([\w./-]+\.(?:test|e2e)\.ts)` \("([^"]+)"\)/g)];
  expect(cited.length).toBeGreaterThan(5);
  for (const [, path, name] of cited) expect(await Bun.file(new URL(path!, root)).text(), path).toContain(name!);
});
