import { and, asc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { equipment, tags } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { labelsInput } from "../../domain/assets/labels.ts";
import type { LabelKeys } from "./label-keys.ts";

let ready: Promise<unknown> | undefined;

/** The QR symbol of a text as SVG, error correction M, with its quiet zone. */
export async function qrSvg(text: string): Promise<string> {
  ready ??= loadWriter();
  await ready;
  const { svg, error } = await writeBarcode(text, { format: "QRCode", ecLevel: "M", withQuietZones: true });
  if (error || !svg) throw new Error(`QR code: ${error}`);
  return svg;
}

async function loadWriter(): Promise<void> {
  const wasmBinary = await Bun.file(
    Bun.resolveSync("zxing-wasm/writer/zxing_writer.wasm", import.meta.dir),
  ).arrayBuffer();
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** Labels of the wanted machines, each as signed URL and QR symbol. Machines without an active tag are left out. */
export async function machineLabels({ tx, actor }: Tenant, keys: LabelKeys, input: z.infer<typeof labelsInput>) {
  const rows = await tx
    .select({
      tagId: tags.id,
      humanId: equipment.humanId,
      make: equipment.make,
      model: equipment.model,
      type: equipment.type,
    })
    .from(tags)
    .innerJoin(equipment, eq(equipment.id, tags.equipmentId))
    .where(
      and(
        ownedBy(actor, equipment),
        eq(tags.state, "ACTIVE"),
        input.humanIds ? inArray(equipment.humanId, input.humanIds) : undefined,
        input.siteId ? eq(equipment.siteId, input.siteId) : undefined,
        input.status ? eq(equipment.status, input.status) : undefined,
      ),
    )
    .orderBy(asc(equipment.humanId))
    .limit(input.limit);
  return Promise.all(
    rows.map(async ({ tagId, ...machine }) => {
      const url = await keys.urlOf(tagId);
      return { ...machine, url, svg: await qrSvg(url) };
    }),
  );
}
