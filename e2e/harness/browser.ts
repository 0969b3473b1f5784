/** The browser: the system's Chromium where there is one, or else one from npm, so that tests need no system package. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import packageJson from "../../package.json" with { type: "json" };

const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const cacheDir = new URL("../../.cache", import.meta.url).pathname;

/** WebGL2 without a graphics card, and no sandbox: containers run tests as root. */
const FLAGS = [
  "--no-sandbox",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--font-render-hinting=none",
];

export type BrowserOptions = {
  /** An `.mjpeg` file that the page's camera shows, over and over; permission is given without asking. */
  cameraFile?: string | undefined;
};

/** Opens a headless Chromium. The caller closes it. */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const camera = options.cameraFile
    ? [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${options.cameraFile}`,
      ]
    : [];
  const { executablePath, env } = existsSync(SYSTEM_CHROMIUM)
    ? { executablePath: SYSTEM_CHROMIUM, env: {} }
    : await packagedChromium();
  return chromium.launch({ executablePath, args: [...FLAGS, ...camera], env: { ...stringsOf(process.env), ...env } });
}

/** Unpacks the packaged browser once per version into `.cache`; what other processes see there is always complete. */
async function packagedChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const home = join(cacheDir, `chromium-${packageJson.devDependencies["@sparticuz/chromium"]}`);
  const executablePath = join(home, "chromium");
  if (!existsSync(executablePath)) {
    await mkdir(cacheDir, { recursive: true });
    const staging = await mkdtemp(`${home}.`);
    const child = Bun.spawn(["bun", join(import.meta.dir, "unpack-chromium.ts")], {
      env: { ...process.env, TMPDIR: staging },
      stdout: "ignore",
      stderr: "inherit",
    });
    if ((await child.exited) !== 0) throw new Error("the packaged Chromium could not be unpacked");
    await rename(staging, home).catch(async (error: unknown) => {
      await rm(staging, { recursive: true });
      if (!existsSync(executablePath)) throw error;
    });
  }
  const env: Record<string, string> = {};
  if (!existsSync("/etc/fonts/fonts.conf")) env["FONTCONFIG_FILE"] = await fontsConfiguration(home);
  const linked = Bun.spawnSync(["ldd", executablePath]);
  if (linked.exitCode !== 0 || linked.stdout.includes("not found")) env["LD_LIBRARY_PATH"] = join(home, "al2023/lib");
  return { executablePath, env };
}

async function fontsConfiguration(home: string): Promise<string> {
  const file = join(home, "fonts.conf");
  await Bun.write(
    file,
    `<?xml version="1.0"?>\n<fontconfig><dir>${join(home, "fonts")}</dir><cachedir>${join(home, "fonts-cache")}</cachedir></fontconfig>\n`,
  );
  return file;
}

function stringsOf(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
