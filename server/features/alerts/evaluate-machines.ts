/**
 * Holds machines against the rules and writes what became of it. The one evaluation there is: sweeps call it for the machines whose time
 * has come, and for those of which something was just heard. Running it again for the same time changes nothing.
 */
import { feedSilent } from "../../domain/alerts/feed-silent.ts";
import { judgeMachine } from "../../domain/alerts/judge.ts";
import { nextLook } from "../../domain/alerts/next-look.ts";
import { MACHINE_RULES, type MachineAlertKind } from "../../domain/alerts/rules.ts";
import { judgeFeeds, type JudgedFeed } from "./judge-feeds.ts";
import { loadMachines, type LoadedMachine, type Look } from "./load-machines.ts";
import { writeChanges, type AlertSubject, type Changes, type Opening, type Written } from "./write-changes.ts";

export type Evaluated = Written & { next: { equipmentId: string; at: Date }[] };

export async function evaluateMachines(look: Look, ids: readonly string[]): Promise<Evaluated> {
  const machines = await loadMachines(look, ids);
  const silent = await judgeFeeds(look, machines);
  const changes: Changes = { open: silent.map(feedOpening), worsen: [], resolve: [] };
  // What a dealer writes is stamped with its own customers alone.
  const customers = new Set(look.tenant.actor.customerIds);
  for (const machine of machines)
    judge(
      machine.customerId && customers.has(machine.customerId) ? machine : { ...machine, customerId: null },
      changes,
    );
  const written = await writeChanges(look, changes);
  const changed = new Set(changes.open.map(({ subject }) => subject.equipmentId));
  const next = machines.map(({ id, live, facts }) => ({
    equipmentId: id,
    at: nextLook(facts, live.length > 0 || changed.has(id)),
  }));
  return { ...written, next };
}

function judge(machine: LoadedMachine, { open, worsen, resolve }: Changes): void {
  const { facts } = machine;
  const subject = subjectOf(machine);
  const tell = (kind: MachineAlertKind) => {
    const rule = MACHINE_RULES[kind];
    const told = { at: facts.now.toISOString(), ...rule.figures(facts) };
    return { kind, severity: rule.severity(facts), reason: rule.reason(facts, facts.timeZone), facts: told, subject };
  };
  const judged = judgeMachine(facts, machine.live);
  for (const kind of judged.open) open.push(tell(kind));
  for (const { alert, kind } of judged.worsen) worsen.push({ ...tell(kind), id: alert.id, from: alert.severity });
  for (const { alert, kind, clearedBy } of judged.resolve) resolve.push({ id: alert.id, kind, clearedBy, subject });
}

const subjectOf = ({ id, customerId, siteId, rentalId, facts }: LoadedMachine): AlertSubject => ({
  equipmentId: id,
  humanId: facts.humanId,
  customerId,
  siteId,
  rentalId,
  feedKey: null,
});

export const feedSubject = (feedKey: string): AlertSubject => ({
  equipmentId: null,
  humanId: null,
  customerId: null,
  siteId: null,
  rentalId: null,
  feedKey,
});

export function feedOpening({ key, facts }: JudgedFeed): Opening {
  return {
    kind: feedSilent.kind,
    severity: feedSilent.severity(facts),
    reason: feedSilent.reason(facts, "UTC"),
    facts: { at: facts.now.toISOString(), ...feedSilent.figures(facts) },
    subject: feedSubject(key),
  };
}
