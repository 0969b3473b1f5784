/** Faults as machines report them, with SPN and FMI where their code is one of J1939's. */
import { inJ1939, readFaultCode } from "../faults/j1939.ts";
import { textOf, type Element } from "./element.ts";
import { isEmpty, rawTime, timeOf } from "./parts.ts";
import { problem, type RecordProblem } from "./problems.ts";
import type { Fault } from "./record.ts";

/** What makers call them. */
export const FAULTS = new Set([
  "fault",
  "faults",
  "faultcode",
  "diagnostictroublecode",
  "cautionmessage",
  "cautioncode",
]);

const OVER = /^(inactive|not ?active|previously ?active|cleared|closed|resolved|false|no|0)$/i;

/** The list of a machine's active faults in a snapshot; a series has its messages one by one. */
export const isFaultList = ({ name }: Element): boolean => name.toLowerCase() === "faults";

/**
 * When a snapshot's list of faults was true: by its own time, by the document's, or at the latest of what the record tells. Null for a
 * record that has no such list, also an empty one.
 */
export function faultListTime(equipment: Element, now: Date, documentAt: Date | null, latestMs: number): Date | null {
  const list = equipment.children.find(isFaultList);
  if (!list || equipment.name.toLowerCase() !== "equipment") return null;
  // One that is a fault itself has the fault's time.
  const isList = list.children.every((child) => FAULTS.has(child.name.toLowerCase()) || TIME.test(child.name));
  const own = isList ? timeOf(list, now) : null;
  if (own?.ok) return own.value;
  return documentAt ?? (Number.isFinite(latestMs) ? new Date(latestMs) : null);
}

const TIME = /^(datetime|timestamp)$/i;

/** `Faults` may hold several or be one itself. */
export function readFaults(element: Element, now: Date, faults: Fault[], problems: RecordProblem[]): void {
  const inner = element.children.filter((child) => FAULTS.has(child.name.toLowerCase()) && child.children.length > 0);
  for (const each of inner.length > 0 ? inner : [element]) {
    if (isEmpty(each)) continue;
    const status = textOf(each, "Status") ?? textOf(each, "CodeStatus") ?? textOf(each, "Active") ?? "";
    const at = timeOf(each, now);
    const code =
      textOf(each, "CodeIdentifier") ?? textOf(each, "CodeID") ?? textOf(each, "Code") ?? textOf(each, "Identifier");
    const [spn, fmi] = [numberOf(each, "SPN"), numberOf(each, "FMI")];
    const named = code ?? (spn === null ? null : `${spn}/${fmi ?? "?"}`);
    if (!at.ok) problems.push(problem(at.code, each.name, rawTime(each)));
    else if (named === null) problems.push(problem("missing_value", each.name));
    else {
      const said = inJ1939({ spn, fmi }) ?? readFaultCode(named);
      faults.push({
        at: at.value,
        code: named.slice(0, 60),
        description: (textOf(each, "CodeDescription") ?? textOf(each, "Description"))?.slice(0, 300) ?? null,
        severity: (textOf(each, "CodeSeverity") ?? textOf(each, "Severity"))?.slice(0, 40) ?? null,
        source: (textOf(each, "CodeSource") ?? textOf(each, "Source"))?.slice(0, 60) ?? null,
        spn: said?.spn ?? null,
        fmi: said?.fmi ?? null,
        active: !OVER.test(status),
      });
    }
  }
}

function numberOf(element: Element, name: string): number | null {
  const text = textOf(element, name);
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
