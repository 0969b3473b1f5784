/** `bun run check`: format, lint (with import directions), types, dead code and cited paths. All are run, and what failed is shown. */
const root = new URL("../..", import.meta.url).pathname;

const CHECKS: [name: string, ...command: string[]][] = [
  ["format", "bun", "fmt", "--no-script", "--check"],
  ["lint", "bun", "--bun", "node_modules/.bin/oxlint", "--type-aware", "--format=unix"],
  ["types", "bun", "check", "--no-script", "--no-pretty", "--all"],
  ["dead code", "bun", "--bun", "node_modules/.bin/knip", "--treat-config-hints-as-errors"],
  ["cited paths", "bun", "server/tools/check-docs.ts"],
];

let failed = 0;
for (const [name, ...command] of CHECKS) {
  const startedMs = performance.now();
  const child = Bun.spawn(command, {
    cwd: root,
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, NO_COLOR: "1" },
  });
  const [output, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  if (code !== 0) {
    failed += 1;
    console.log(`\n${output.trim()}\n${errors.trim()}`);
  }
  console.log(`${code === 0 ? "ok  " : "FAIL"}  ${name}, ${seconds} s`);
}
console.log(`\n${CHECKS.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
