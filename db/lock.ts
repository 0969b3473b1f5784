/**
 * A lock on a data directory that survives crashes: the file names the process and when it started, so that a dead owner's
 * lock, or one whose process id was given to another program since, is taken over.
 */
import { open, readFile, rm, mkdir } from "node:fs/promises";
import { join } from "node:path";

export class DirectoryLockedError extends Error {
  constructor(directory: string, pid: number) {
    super(
      `The data directory ${directory} is in use by process ${pid}. Stop that process, or set DATA_DIR to another directory.`,
    );
    this.name = "DirectoryLockedError";
  }
}

type Owner = { pid: number; started: string };

/** When a process started, as the system tells it; null where there is no such process. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
    return stat && (stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null);
  }
  const { stdout, exitCode } = Bun.spawnSync(["ps", "-o", "lstart=", "-p", String(pid)]);
  return exitCode === 0 ? stdout.toString().trim() : null;
}

/** Takes the lock and returns how to give it back. Throws {@link DirectoryLockedError} while its owner lives. */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, "lock");
  const mine: Owner = { pid: process.pid, started: (await startOf(process.pid)) ?? "" };
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const handle = await open(path, "wx", 0o600);
      await handle.writeFile(JSON.stringify(mine));
      await handle.sync();
      await handle.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const text = await readFile(path, "utf8").catch(() => "");
    const owner = parseOwner(text);
    if (owner && owner.started === (await startOf(owner.pid))) throw new DirectoryLockedError(directory, owner.pid);
    if (!owner) await Bun.sleep(100);
    if ((await readFile(path, "utf8").catch(() => "")) === text) await rm(path, { force: true });
  }
  throw new Error(`The lock of ${directory} could not be taken.`);
}

function parseOwner(text: string): Owner | null {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return null;
  }
}
