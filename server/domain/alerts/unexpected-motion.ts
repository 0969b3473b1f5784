/** UNEXPECTED_MOTION: a machine that is checked in has left its place, and nobody is to move it. */
import { becomes, type MachineFacts, type MachineRule } from "./machine-facts.ts";
import { isBackNow, outingOf, shownFixes, type Outing } from "./whereabouts.ts";

/** In a workshop's hands it is moved by right. */
const WATCHED: readonly MachineFacts["status"][] = ["AVAILABLE", "IDLE", "LOST"];

function motion(facts: MachineFacts): Outing | null {
  const { motionMarginM, motionDwellMin } = facts.limits;
  if (!WATCHED.includes(facts.status) || facts.inTransport) return null;
  const outing = outingOf(facts, motionMarginM, motionDwellMin);
  // One that stands outside and always stood there has a wrong site, not legs.
  return outing && outing.movedM > motionMarginM ? outing : null;
}

const is = (facts: MachineFacts) => motion(facts) !== null;

export const unexpectedMotion: MachineRule = {
  kind: "UNEXPECTED_MOTION",
  severity: () => "CRITICAL",
  is,
  hasBecome: becomes(is),
  hasCleared: (facts) => {
    if (facts.status === "ON_RENT") return "sent_out";
    if (!WATCHED.includes(facts.status)) return "in_hand";
    if (facts.inTransport) return "transport";
    return isBackNow(facts, facts.limits.motionMarginM, facts.limits.motionDwellMin) ? "back_inside" : null;
  },
  figures: (facts) => {
    const outing = motion(facts);
    return {
      distanceM: outing?.distanceM ?? 0,
      movedM: outing?.movedM ?? 0,
      dwellMin: outing?.dwellMin ?? 0,
      since: outing?.since.toISOString() ?? null,
      siteName: facts.siteName ?? "",
      limit: facts.limits.motionMarginM,
      dwellNeededMin: facts.limits.motionDwellMin,
      fixes: shownFixes(facts),
    };
  },
  reason: (facts) =>
    `${facts.humanId} is checked in but moved to ${motion(facts)?.distanceM ?? 0} m outside ${facts.siteName ?? "its site"}.`,
};
