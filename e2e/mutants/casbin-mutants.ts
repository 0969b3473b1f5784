/** Every line of the policy taken away, and every procedure opened to everybody. */
import { suite, type SourceMutant } from "./mutant.ts";

const FILE = "server/iam/policy.csv";

export async function casbinMutants(root: string): Promise<SourceMutant[]> {
  const text = await Bun.file(`${root}/${FILE}`).text();
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const about = (object: string, how: string) => ({
    kind: "policy.csv",
    object,
    how,
    suites: [suite("server/iam/policy.test.ts")],
  });
  const removed = lines.map((line): SourceMutant => ({
    ...about(line, "removed"),
    edits: [{ file: FILE, from: `${line}\n`, to: "" }],
  }));
  const opened = new Map<string, SourceMutant>();
  for (const line of lines) {
    const [kind, subject, path, action] = line.split(",").map((part) => part.trim());
    if (kind !== "p" || subject === "*" || opened.has(path!)) continue;
    opened.set(path!, {
      ...about(path!, "opened to everybody"),
      edits: [{ file: FILE, from: `${line}\n`, to: `${line}\np, *, ${path}, ${action}\n` }],
    });
  }
  return [...removed, ...opened.values()];
}
