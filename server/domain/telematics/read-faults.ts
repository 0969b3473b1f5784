/** Faults as machines report them, with SPN and FMI where their code is one of J1939's. */
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

/** `Faults` may hold several or be one itself. */
export function readFaults(element: Element, now: Date, faults: Fault[], problems: RecordProblem[]): void {
  const inner = element.children.filter((child) => FAULTS.has(child.name.toLowerCase()) && child.children.length > 0);
  for (const each of inner.length > 0 ? inner : [element]) {
    if (isEmpty(each)) continue;
    const at = timeOf(each, now);
    const code =
      textOf(each, "CodeIdentifier") ?? textOf(each, "CodeID") ?? textOf(each, "Code") ?? textOf(each, "Identifier");
    const [spn, fmi] = [numberOf(each, "SPN"), numberOf(each, "FMI")];
    const named = code ?? (spn === null ? null : `${spn}/${fmi ?? "?"}`);
    if (!at.ok) problems.push(problem(at.code, each.name, rawTime(each)));
    else if (named === null) problems.push(problem("missing_value", each.name));
    else {
      const pair = /^(\d{1,6})[-./ ](\d{1,2})$/.exec(named);
      faults.push({
        at: at.value,
        code: named.slice(0, 60),
        description: (textOf(each, "CodeDescription") ?? textOf(each, "Description"))?.slice(0, 300) ?? null,
        severity: (textOf(each, "CodeSeverity") ?? textOf(each, "Severity"))?.slice(0, 40) ?? null,
        source: (textOf(each, "CodeSource") ?? textOf(each, "Source"))?.slice(0, 60) ?? null,
        ...inJ1939({ spn: spn ?? (pair ? Number(pair[1]) : null), fmi: fmi ?? (pair ? Number(pair[2]) : null) }),
      });
    }
  }
}

/** J1939 knows SPNs to 524287 and FMIs to 31; others are a maker's own numbers. */
function inJ1939({ spn, fmi }: { spn: number | null; fmi: number | null }) {
  const isOne = spn !== null && spn <= 524_287 && (fmi === null || fmi <= 31);
  return isOne ? { spn, fmi } : { spn: null, fmi: null };
}

function numberOf(element: Element, name: string): number | null {
  const text = textOf(element, name);
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
