/** Unpacks the browser of `@sparticuz/chromium` into TMPDIR, which is where that package puts it; run as a process of its own. */
import { dirname, join } from "node:path";
import chromium, { inflate } from "@sparticuz/chromium";

await chromium.executablePath();
// The libraries that a system without any browser lacks (NSS above all).
await inflate(join(dirname(Bun.resolveSync("@sparticuz/chromium", import.meta.dir)), "../bin/al2023.tar.br"));
