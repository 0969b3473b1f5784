import { judgeGate } from "../../../server/domain/sites/gate.ts";
import type { Machine } from "./draft.ts";
import { type GateText, gateText } from "./gate-text.ts";
import type { PositionState } from "./position-watch.ts";

/** Judges with the server's own rule whether a machine may change hands here: at its destination, or in the yard where it stands. */
export function judgePlace(input: {
  machine: Machine | null;
  site: Machine["destinations"][number] | null;
  position: PositionState;
}): GateText {
  const { machine, site, position } = input;
  const yard = machine?.standsAt?.kind === "YARD" ? machine.standsAt : null;
  const fences = [
    ...(site ? [{ ...site, place: "DESTINATION" as const }] : []),
    ...(yard ? [{ ...yard, place: "YARD" as const }] : []),
  ];
  const policy = machine?.gate ?? { gateRequired: true, positionRequired: true, maxAccuracyCreditM: 0 };
  const verdict = judgeGate({ position: position.kind === "known" ? position.position : null, fences, policy });
  return gateText(verdict, position.kind, new Map(fences.map(({ siteId, name }) => [siteId, name])));
}
