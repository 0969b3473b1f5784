/**
 * Puts a document together from the parts directly under its root, as they come: machines of a fleet one by one, or the parts of one
 * machine. So a large fleet is never held whole.
 */
import type { Element } from "./element.ts";
import { elementsOfJson, localName, textOf } from "./element.ts";
import type { MachineIdentity, MachineRecord } from "./record.ts";
import { linkOf, readEquipment } from "./read-equipment.ts";
import { readTime } from "./values.ts";

export type Link = { rel: string; href: string };
export type FeedDocument = {
  records: MachineRecord[];
  links: Link[];
  /** Of the document itself: `namespace` where it is none that the standard or a maker is known for. */
  notes: string[];
};

/** `http://standards.iso.org/iso/15143/-3`, its dated forms and makers' own; AEMP's. None at all is common, too. */
const NAMESPACE = /iso\/?15143|iso\/15143|aemp/i;
const EQUIPMENT = "equipment";

export class DocumentAssembler {
  readonly #now: Date;
  readonly #known: MachineIdentity | undefined;
  readonly #records: MachineRecord[] = [];
  readonly #links: Link[] = [];
  readonly #notes: string[] = [];
  #single: Element | null = null;
  #takenAt: Date | null = null;

  constructor(now: Date, known?: MachineIdentity) {
    this.#now = now;
    this.#known = known;
  }

  /** Begins with the root's name, its attributes and its namespace. */
  begin(name: string, attributes: Record<string, string>, namespace: string): void {
    if (namespace !== "" && !NAMESPACE.test(namespace)) this.#notes.push("namespace");
    const said = textOf({ name, attributes, children: [], text: "" }, "snapshotTime");
    const takenAt = said === null ? null : readTime(said, this.#now);
    this.#takenAt = takenAt?.ok ? takenAt.value : null;
    // A root that is not a fleet is one machine, or a series of one.
    if (localName(name).toLowerCase() !== "fleet") this.#single = { name, attributes, children: [], text: "" };
  }

  /** Takes a part that stands directly under the root. */
  push(part: Element): void {
    const name = part.name.toLowerCase();
    if (name === "links" || name === "link") {
      const link = linkOf(part);
      if (link) this.#links.push(link);
    } else if (name === EQUIPMENT) {
      this.#single = null;
      this.#records.push(this.#read(part));
    } else this.#single?.children.push(part);
  }

  finish(): FeedDocument {
    if (this.#single && this.#single.children.length > 0) this.#records.push(this.#read(this.#single));
    return { records: this.#records, links: this.#links, notes: this.#notes };
  }

  #read(equipment: Element): MachineRecord {
    return readEquipment(equipment, this.#records.length + 1, this.#now, this.#known, this.#takenAt);
  }
}

/** A parsed JSON document: `{ Fleet: { Equipment, Links } }`, the fleet without its wrapper, one machine, or a bare list of machines. Null where it is none of these. */
export function assembleJson(value: unknown, now: Date, known?: MachineIdentity): FeedDocument | null {
  if (typeof value !== "object" || value === null) return null;
  const assembler = new DocumentAssembler(now, known);
  if (Array.isArray(value)) {
    assembler.begin("Fleet", {}, "");
    for (const part of elementsOfJson("Equipment", value)) assembler.push(part);
    return assembler.finish();
  }
  const entries = Object.entries(value);
  const wrapped = entries.length === 1 && typeof entries[0]![1] === "object" ? entries[0]! : null;
  const [rootName, inner] = wrapped && !/^(equipment|links)$/i.test(wrapped[0]) ? wrapped : ["Fleet", value];
  const [root] = elementsOfJson(localName(rootName), inner);
  const isNamed = entries.some(([name]) => /^(fleet|equipment|links)$/i.test(localName(name)));
  if (!root || (root.children.length === 0 && !isNamed)) return null;
  const isMachine = root.children.some((child) => /^(equipmentheader|header)$/i.test(child.name));
  const takenAt = textOf(root, "snapshotTime");
  const attributes = takenAt === null ? root.attributes : { ...root.attributes, snapshotTime: takenAt };
  assembler.begin(isMachine ? "Equipment" : root.name, attributes, textOf(root, "xmlns") ?? "");
  for (const part of root.children) assembler.push(part);
  return assembler.finish();
}

/** Where the next page is; null on the last one, and where "next" leads to a page that was read already, as some makers' do. */
export function nextPage(links: readonly Link[], current: string, seen: ReadonlySet<string>): string | null {
  const href = links.find((link) => link.rel === "next")?.href;
  const self = links.find((link) => link.rel === "self")?.href;
  const next = href ? URL.parse(href, current)?.href : undefined;
  if (!next || next === new URL(current).href || (self && next === URL.parse(self, current)?.href)) return null;
  return seen.has(next) ? null : next;
}
