/** GEOFENCE_BREACH: a machine on rent works outside the fence of its site, for longer than a turn takes and farther than a receiver errs. */
import { becomes, rounded, type MachineFacts, type MachineRule } from "./machine-facts.ts";
import { isBackNow, outingOf, shownFixes, type Outing } from "./whereabouts.ts";

/** Less than a meter's last digit is no running. */
const RAN_H = 0.05;

function breach(facts: MachineFacts): Outing | null {
  const { breachMarginM, breachDwellMin } = facts.limits;
  if (facts.status !== "ON_RENT") return null;
  const outing = outingOf(facts, breachMarginM, breachDwellMin);
  return outing && (outing.ranH >= RAN_H || outing.running) ? outing : null;
}

const is = (facts: MachineFacts) => breach(facts) !== null;

export const geofenceBreach: MachineRule = {
  kind: "GEOFENCE_BREACH",
  severity: () => "CRITICAL",
  is,
  hasBecome: becomes(is),
  hasCleared: (facts) => {
    if (facts.status !== "ON_RENT") return "returned";
    return isBackNow(facts, facts.limits.breachMarginM, facts.limits.breachDwellMin) ? "back_inside" : null;
  },
  figures: (facts) => {
    const outing = breach(facts);
    return {
      distanceM: outing?.distanceM ?? 0,
      runtimeH: rounded(outing?.ranH ?? 0),
      dwellMin: outing?.dwellMin ?? 0,
      since: outing?.since.toISOString() ?? null,
      siteName: facts.siteName ?? "",
      limit: facts.limits.breachMarginM,
      dwellNeededMin: facts.limits.breachDwellMin,
      fixes: shownFixes(facts),
    };
  },
  reason: (facts) => {
    const outing = breach(facts);
    return `${facts.humanId} is working ${outing?.distanceM ?? 0} m outside the fence of ${facts.siteName ?? "its site"}, for ${outing?.dwellMin ?? 0} min and ${rounded(outing?.ranH ?? 0)} h on the meter.`;
  },
};
