/** Reads functions' options into what the driver needs, and refuses at boot what it can not do honestly. */
import { Cron } from "croner";
import { EventType, type Inngest, type InngestFunction } from "inngest";

export type PlannedFunction = {
  /** Id on the wire, `<app>-<function>`. */
  id: string;
  /** First try and retries together. */
  maxAttempts: number;
  /** Event names that start it; a trailing `*` takes any ending. */
  events: string[];
  crons: { expression: string; clock: Cron }[];
  /** Most steps of this function that run at once, over all processes. */
  limit: number | null;
  /** The function that is told when a run of this one fails. */
  onFailureId: string | null;
};
export type Plan = ReadonlyMap<string, PlannedFunction>;

const UNSUPPORTED = [
  "batchEvents",
  "debounce",
  "throttle",
  "rateLimit",
  "priority",
  "singleton",
  "cancelOn",
  "idempotency",
  "timeouts",
] as const;
const DEFAULT_RETRIES = 3;
const FAILURE_RETRIES = 1;

type Trigger = { event?: unknown; cron?: string; if?: string; jitter?: unknown };

/** Throws an Error that names the function and the option where a function needs an Inngest server. */
export function planFunctions(client: Inngest.Any, functions: InngestFunction.Any[]): Plan {
  const plan = new Map<string, PlannedFunction>();
  const add = (planned: PlannedFunction) => {
    if (plan.has(planned.id)) throw new Error(`Two job functions are called "${planned.id}".`);
    plan.set(planned.id, planned);
  };
  for (const fn of functions) {
    const id = fn.id(client.id);
    const options = fn.opts as InngestFunction.Options;
    for (const option of UNSUPPORTED) if (options[option] !== undefined) refuse(id, `the option ${option}`);
    const onFailureId = options.onFailure ? `${id}-failure` : null;
    const triggers = (options.triggers ?? []) as Trigger[];
    add({
      id,
      maxAttempts: (options.retries ?? DEFAULT_RETRIES) + 1,
      events: triggers.flatMap((trigger) => eventName(id, trigger) ?? []),
      crons: triggers.flatMap((trigger) =>
        trigger.cron ? [{ expression: trigger.cron, clock: cronClock(id, trigger.cron) }] : [],
      ),
      limit: concurrencyLimit(id, options.concurrency),
      onFailureId,
    });
    if (onFailureId)
      add({ id: onFailureId, maxAttempts: FAILURE_RETRIES + 1, events: [], crons: [], limit: null, onFailureId: null });
  }
  return plan;
}

/** The functions that an event of this name starts. */
export function startedBy(plan: Plan, name: string): PlannedFunction[] {
  return [...plan.values()].filter((fn) =>
    fn.events.some((event) => (event.endsWith("*") ? name.startsWith(event.slice(0, -1)) : event === name)),
  );
}

function eventName(id: string, trigger: Trigger): string | null {
  if (trigger.if !== undefined) refuse(id, "the option if of a trigger");
  if (trigger.jitter !== undefined) refuse(id, "the option jitter of a cron");
  if (trigger.event === undefined) return null;
  const name = trigger.event instanceof EventType ? trigger.event.name : trigger.event;
  if (name === "inngest/function.invoked") return null;
  if (name.startsWith("inngest/")) refuse(id, `the internal event ${name}`);
  return name;
}

function concurrencyLimit(id: string, option: InngestFunction.Options["concurrency"]): number | null {
  if (option === undefined) return null;
  const limits = [option].flat().map((entry) => {
    if (typeof entry === "number") return entry;
    if (entry.key !== undefined) refuse(id, "the option concurrency with a key");
    if (entry.scope !== undefined && entry.scope !== "fn")
      refuse(id, `the option concurrency with the scope ${entry.scope}`);
    return entry.limit;
  });
  const set = limits.filter((limit) => limit > 0);
  return set.length ? Math.min(...set) : null;
}

/** Inngest writes the zone in front: `TZ=Europe/Paris 0 12 * * *`; without one the times are UTC. */
function cronClock(id: string, expression: string): Cron {
  const [, timezone = "UTC", pattern = ""] = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(expression.trim()) ?? [];
  try {
    return new Cron(pattern, { timezone, paused: true });
  } catch (cause) {
    throw new Error(`The cron "${expression}" of the job "${id}" can not be read.`, { cause });
  }
}

function refuse(id: string, what: string): never {
  throw new Error(
    `The embedded job driver can not run "${id}": it does not know ${what}. Take it out, or set INNGEST_* to run jobs on an Inngest server.`,
  );
}
