/** A feed's bytes as records: XML or JSON, in whatever encoding they say. */
import { assembleJson, type FeedDocument } from "../../domain/telematics/assemble.ts";
import type { MachineIdentity } from "../../domain/telematics/record.ts";
import { AppError } from "../../domain/errors.ts";
import { MalformedXml, readXml } from "./read-xml.ts";

/** The largest document that is taken: about 20,000 machines. */
export const MAX_DOCUMENT_BYTES = 24 * 1024 * 1024;

/** Text by its byte order mark, or by what an XML declaration says, or UTF-8. Throws `telematics.malformed_document`. */
export function decodeDocument(bytes: Uint8Array): string {
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(
    new TextDecoder("latin1").decode(bytes.subarray(0, 200)),
  )?.[1];
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  try {
    return new TextDecoder(marked ?? declared ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed("The document's characters can not be read.");
  }
}

export type ReadDocument = FeedDocument & { format: "XML" | "JSON" };

/** Throws `telematics.malformed_document` for what is neither well-formed XML nor JSON of this kind, with nothing of it read. */
export function readDocument(text: string, now: Date, known?: MachineIdentity): ReadDocument {
  const plain = text.replace(/^\uFEFF/, "").trimStart();
  if (plain.startsWith("<")) {
    try {
      return { ...readXml(plain, now, known), format: "XML" };
    } catch (error) {
      if (error instanceof MalformedXml) throw malformed(error.message);
      throw error;
    }
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(plain);
  } catch {
    throw malformed("The document is neither XML nor JSON.");
  }
  const document = assembleJson(parsed, now, known);
  if (!document) throw malformed("The document holds no machines.");
  return { ...document, format: "JSON" };
}

const malformed = (reason: string) =>
  new AppError("telematics.malformed_document", { details: { reason: reason.slice(0, 300) } });
