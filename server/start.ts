/** `bun start`: builds the app if it is stale, starts the server and tells where it is. */
import { DEMO_ACCOUNTS } from "./domain/iam/demo-accounts.ts";
import { buildIfStale } from "./build.ts";
import { startServer } from "./main.ts";

const say = (line: string) => console.log(line);

try {
  if (!process.argv.includes("--no-build")) await buildIfStale(say);
  const { url, config, stop } = await startServer({ LOG_LEVEL: "warn", ...process.env }, say);
  say(`\nSmart Rental is ready at ${config.publicUrl}${config.publicUrl === url ? "" : ` (listening on ${url})`}`);
  if (config.demo) {
    say("\nThis is the demo: one-tap sign-in and a public mailbox are on. Do not put real data into it.");
    say("Accounts (one-time codes arrive at /dev/mailbox):");
    for (const { email, role } of DEMO_ACCOUNTS) say(`  ${email.padEnd(32)} ${role}`);
  }
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
