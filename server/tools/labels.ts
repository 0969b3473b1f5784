/** `bun run labels [--out labels.html] [EQX1001 …]`: writes a sheet of signed QR labels, ready to print. */
import { parseArgs } from "node:util";
import { LabelKeys } from "../features/assets/label-keys.ts";
import { machineLabels } from "../features/assets/labels.ts";
import { hqSystemActor } from "../iam/system-actor.ts";
import { runTool } from "./tool.ts";

const SHEET = 200;
const { values, positionals } = parseArgs({
  args: Bun.argv.slice(2),
  options: { out: { type: "string", default: "labels.html" } },
  allowPositionals: true,
});

await runTool(async ({ config, db }) => {
  const keys = await LabelKeys.open(config.dataDir, config.publicUrl);
  const humanIds = positionals.length > 0 ? positionals.map((text) => text.toUpperCase()) : undefined;
  const labels = await db.withTenant(hqSystemActor(), (tenant) =>
    machineLabels(tenant, keys, { humanIds, limit: SHEET }),
  );
  if (labels.length === 0) {
    console.error("No machine with an active tag was found.");
    return 1;
  }
  const cells = labels.map(
    (label) =>
      `<figure>${label.svg}<figcaption><b>${Bun.escapeHTML(label.humanId)}</b> ${Bun.escapeHTML(`${label.make} ${label.model}`)}</figcaption></figure>`,
  );
  const style =
    "body{font:14px system-ui;margin:10mm;display:grid;grid-template-columns:repeat(3,1fr);gap:8mm}figure{margin:0;text-align:center;break-inside:avoid}svg{width:48mm;height:48mm}";
  await Bun.write(
    values.out,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Machine labels</title><style>${style}</style>${cells.join("")}</html>`,
  );
  console.log(`${labels.length} labels written to ${values.out}. Open it in a browser and print.`);
  return 0;
});
