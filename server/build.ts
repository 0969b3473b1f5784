/** Builds the PWA into `dist/` when what it is made from has changed since the last build. */
import { rm } from "node:fs/promises";

const root = new URL("..", import.meta.url).pathname;
const stamp = Bun.file(`${root}dist/stamp`);
const SOURCES = [
  "app/**/*",
  "public/**/*",
  "server/domain/**/*.ts",
  "app.config.ts",
  "package.json",
  "bun.lock",
  "tsconfig.json",
];

async function fingerprint(): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  for (const pattern of SOURCES) {
    const paths = await Array.fromAsync(new Bun.Glob(pattern).scan({ cwd: root, onlyFiles: true }));
    for (const path of paths.filter((name) => !/\.(test|fixtures)\.tsx?$/.test(name)).sort()) {
      hasher.update(path).update(await Bun.file(root + path).bytes());
    }
  }
  return hasher.digest("hex");
}

/** Returns whether it had to build. Throws with the build's own output when it fails. */
export async function buildIfStale(say: (line: string) => void): Promise<boolean> {
  const wanted = await fingerprint();
  if ((await stamp.exists()) && (await stamp.text()) === wanted) return false;
  say("Building the app …");
  await rm(`${root}dist`, { recursive: true, force: true });
  const build = Bun.spawn(["bun", "run", "--silent", "build"], {
    cwd: root,
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [output, errors, code] = await Promise.all([
    new Response(build.stdout).text(),
    new Response(build.stderr).text(),
    build.exited,
  ]);
  if (code !== 0) throw new Error(`The app could not be built.\n${output}\n${errors}`);
  await Bun.write(stamp, wanted);
  return true;
}
