import { expect, test } from "bun:test";
import { createSealer } from "./sealing.ts";

test("what is sealed is opened under the same secret alone, and never looks the same twice", async () => {
  const [mine, other] = [createSealer("a".repeat(32)), createSealer("b".repeat(32))];
  const sealed = await mine.seal("Grüße, password");
  expect(sealed).not.toContain("password");
  expect(await mine.seal("Grüße, password")).not.toBe(sealed);
  expect(await mine.open(sealed)).toBe("Grüße, password");
  for (const wrong of [
    () => other.open(sealed),
    () => mine.open(`${sealed.slice(0, -3)}AAA`),
    () => mine.open("plain"),
  ])
    expect(
      await wrong().then(
        () => "opened",
        () => "refused",
      ),
    ).toBe("refused");
});
