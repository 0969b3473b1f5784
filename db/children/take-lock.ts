/** A process of its own that takes the lock of a directory, says so, and holds it until its input ends. */
import { lockDirectory } from "../lock.ts";

try {
  const unlock = await lockDirectory(process.argv[2]!);
  console.log("locked");
  await Bun.stdin.text();
  await unlock();
} catch (error) {
  console.log((error as Error).message);
}
