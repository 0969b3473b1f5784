/**
 * XML as elements, strictly: what is not well-formed is refused whole. Document types are refused too, so that no entity is ever
 * defined, expanded or fetched.
 */
import { SaxesParser, type SaxesTagNS } from "saxes";
import { DocumentAssembler, type FeedDocument } from "../../domain/telematics/assemble.ts";
import type { Element } from "../../domain/telematics/element.ts";
import type { MachineIdentity } from "../../domain/telematics/record.ts";

/** Deeper than any of the standard's documents; elements below are read over. */
const MAX_DEPTH = 40;
/** An element's own text: the longest are descriptions of faults. */
const MAX_TEXT = 4_000;

export class MalformedXml extends Error {
  override readonly name = "MalformedXml";
}

/** Reads a fleet, a machine or a series. Throws {@link MalformedXml} with the place of the first fault. */
export function readXml(text: string, now: Date, known?: MachineIdentity): FeedDocument {
  const assembler = new DocumentAssembler(now, known);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Element[] = [];
  parser.on("error", (error) => {
    throw new MalformedXml(error.message);
  });
  parser.on("doctype", () => {
    throw new MalformedXml("A document type is not accepted.");
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    if (open.length >= MAX_DEPTH) throw new MalformedXml("The document is nested too deeply.");
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map(({ local, value }) => [local, value.slice(0, MAX_TEXT)]),
    );
    open.push({ name: tag.local, attributes, children: [], text: "" });
    if (open.length === 1) assembler.begin(tag.local, attributes, tag.uri);
  });
  const addText = (piece: string) => {
    const element = open.at(-1);
    if (element && element.text.length < MAX_TEXT) element.text += piece.slice(0, MAX_TEXT);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const element = open.pop()!;
    element.text = element.text.trim();
    // Parts under the root are handed on as they close, so that a fleet is never held whole.
    if (open.length === 1) assembler.push(element);
    else open.at(-1)?.children.push(element);
  });
  parser.write(text).close();
  return assembler.finish();
}
