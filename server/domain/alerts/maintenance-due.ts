/** MAINTENANCE_DUE: a service is near (soft), due (hard), or long past. It ends when the work is done, begun or put off. */
import { becomes, rounded, type MachineFacts, type MachineRule, type OpenService } from "./machine-facts.ts";

const DAY_MS = 86_400_000;
/** Past its time by a fifth of the usual interval, or a month. */
const CRITICAL_OVER_H = 50;
const CRITICAL_OVER_DAYS = 30;
/** A corrected meter must not close and open it again. */
const HYSTERESIS = 1.2;

type Level = "soft" | "hard" | "critical";
const LEVELS: readonly Level[] = ["soft", "hard", "critical"];
type Due = OpenService & { level: Level; hoursOver: number | null; daysOver: number | null };

const levelOf = (over: number | null, soft: number, critical: number): number => {
  if (over === null || over < -soft) return -1;
  if (over < 0) return 0;
  return over < critical ? 1 : 2;
};

/** The service that presses most; null where none is near. `wide` looks farther ahead. */
function pressing(facts: MachineFacts, wide = 1): Due | null {
  const { maintenanceSoftHours, maintenanceSoftDays } = facts.limits;
  let worst: Due | null = null;
  for (const service of facts.services) {
    if (service.state === "DONE" || service.state === "IN_WORK") continue;
    if (service.deferredUntil && service.deferredUntil > facts.now) continue;
    const hoursOver =
      service.dueAtHours === null || facts.hourMeter === null ? null : facts.hourMeter - service.dueAtHours;
    const daysOver = service.dueAt === null ? null : (facts.now.getTime() - service.dueAt.getTime()) / DAY_MS;
    const level = Math.max(
      levelOf(hoursOver, maintenanceSoftHours * wide, CRITICAL_OVER_H),
      levelOf(daysOver, maintenanceSoftDays * wide, CRITICAL_OVER_DAYS),
    );
    if (level < 0 || (worst && LEVELS.indexOf(worst.level) >= level)) continue;
    worst = { ...service, level: LEVELS[level]!, hoursOver, daysOver };
  }
  return worst;
}

const is = (facts: MachineFacts) => facts.status !== "RETIRED" && pressing(facts) !== null;

export const maintenanceDue: MachineRule = {
  kind: "MAINTENANCE_DUE",
  severity: (facts) => {
    const level = pressing(facts)?.level;
    if (level === "critical") return "CRITICAL";
    return level === "hard" ? "WARNING" : "INFO";
  },
  is,
  hasBecome: becomes(is),
  hasCleared: (facts) => {
    if (facts.status === "RETIRED") return "retired";
    if (pressing(facts, HYSTERESIS)) return null;
    if (facts.services.some(({ state }) => state === "IN_WORK")) return "in_work";
    const isPutOff = facts.services.some(({ deferredUntil }) => deferredUntil && deferredUntil > facts.now);
    return isPutOff ? "deferred" : "serviced";
  },
  figures: (facts) => {
    const due = pressing(facts);
    return {
      service: due?.service ?? null,
      level: due?.level ?? null,
      dueAtHours: due?.dueAtHours ?? null,
      hourMeter: facts.hourMeter,
      hoursOver: due?.hoursOver == null ? null : rounded(due.hoursOver),
      dueAt: due?.dueAt?.toISOString() ?? null,
      timeZone: facts.timeZone,
      limit: facts.limits.maintenanceSoftHours,
      limitDays: facts.limits.maintenanceSoftDays,
      siteName: facts.siteName,
    };
  },
  reason: (facts) => {
    const due = pressing(facts);
    const name = facts.humanId;
    if (!due) return `${name} has a service coming up.`;
    const verb = due.level === "soft" ? "is" : "was";
    return due.hoursOver !== null && due.hoursOver >= -facts.limits.maintenanceSoftHours
      ? `${name} has ${facts.hourMeter!.toFixed(1)} h on the meter; its service ${verb} due at ${due.dueAtHours} h.`
      : `${name}: ${due.service} ${verb} due on ${due.dueAt!.toISOString().slice(0, 10)}.`;
  },
};
