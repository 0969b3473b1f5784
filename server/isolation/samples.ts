/**
 * What the derivation can not know. `SAMPLES` completes inputs, `DISCLOSED` says what a procedure tells on purpose about rows beyond
 * the caller's own view, `UNREACHED` names procedures that nobody of the seven can call with success from rows alone. Each
 * entry has its reason; an entry for what does not exist fails the tests.
 */
import type { StampedRow } from "../../db/isolation/audiences.ts";
import type { Claims } from "../domain/iam/claims.ts";
import type { EquipmentType } from "../domain/assets/schema.ts";
import { defaultCheckList } from "../domain/inspections/check-list.ts";
import { defaultSettings } from "../domain/notifications/settings.ts";
import type { Canaries } from "./canaries.ts";

export type Sample = (given: {
  input: Record<string, unknown>;
  who: Claims;
  canaries: Canaries;
}) => Record<string, unknown>;

/** A reading inside the fence of a site, which is a square of 0.01 degrees. */
function positionAt(canaries: Canaries, siteId: unknown) {
  const site = canaries.rowsOf("sites").find(({ id }) => id === siteId);
  const [lon, lat] = (site?.geofence as { coordinates: [number, number][][] } | undefined)?.coordinates[0]?.[0] ?? [
    0, 0,
  ];
  return { lat: lat + 0.005, lon: lon + 0.005, accuracyM: 8 };
}

/** A machine of the caller's dealer that is in such a state, and a jobsite that its dealer serves. */
function machineIn({ who, canaries }: { who: Claims; canaries: Canaries }, status: string) {
  const out = canaries
    .rowsOf("rentals")
    .filter((row) => row.state === "ON_RENT" && who.dealerIds.includes(String(row.dealer_id)));
  const machine = canaries
    .rowsOf("equipment")
    .find(
      (row) =>
        row.status === status &&
        who.dealerIds.includes(String(row.dealer_id)) &&
        (status !== "ON_RENT" || out.some((rental) => rental.equipment_id === row.id)),
    );
  if (!machine || !out[0]) return {};
  const siteId = out[0].site_id;
  return { humanId: machine.human_id, siteId, position: positionAt(canaries, siteId) };
}

/** A machine of the caller's own organisation, which has no PIN. */
const ownMachine = ({ who, canaries }: { who: Claims; canaries: Canaries }) =>
  canaries.rowsOf("equipment").find((row) => row["org_owner_id"] === who.orgId);
const ownPin = (given: { who: Claims; canaries: Canaries }) => {
  const machine = ownMachine(given);
  return machine?.["pin"] ?? machine?.["human_id"] ?? "nobody";
};
const bySerial = (given: { who: Claims; canaries: Canaries }) => {
  const machine = ownMachine(given);
  return {
    make: machine?.["make"] ?? "Make",
    model: machine?.["model"] ?? "Model",
    serial: machine?.["serial_number"] ?? "nobody",
  };
};

/** A table as text, and not as rows. */
const csvOf = (csv: string) => ({ csv, rows: undefined, dryRun: true, plan: undefined });

const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Changes to a derived input, so that somebody's call succeeds. Ids under test are put in afterwards. */
export const SAMPLES: Record<string, Sample> = {
  "rentals.checkOut": (given) => ({
    ...machineIn(given, "AVAILABLE"),
    engineStart: 1_000,
    dueAt: soon(48),
  }),
  "rentals.checkIn": (given) => ({ ...machineIn(given, "ON_RENT"), engineEnd: 1_000 }),
  "members.changeAccess": ({ who }) => ({
    role: who.orgType === "DEALER" ? "DEALER_DISPATCH" : "CUSTOMER_SUPERVISOR",
    siteIds: null,
  }),
  "credentials.changePin": () => ({ pin: "483917", newPin: "739164" }),
  // A dealer of several yards says into which.
  "rentals.collect": ({ input, canaries }) => {
    const rental = canaries.rowsOf("rentals").find(({ id }) => id === input["id"]);
    const yard = canaries.rowsOf("sites").find((site) => site.kind === "YARD" && site.dealer_id === rental?.dealer_id);
    return { engineEnd: 1_000, ...(yard && !input["yardId"] ? { yardId: yard.id } : {}) };
  },
  "rentals.swap": () => ({ engineStart: 1_000, engineEnd: 1_000 }),
  "inspections.submit": ({ input }) => ({
    items: defaultCheckList("EXCAVATOR").map(({ key }) => ({ key, answer: "OK" })),
    kind: input["kind"],
  }),
  "import.customers": () => csvOf("name\nNew customer"),
  "import.machines": () => csvOf(`type,make,model,serialNumber\nEXCAVATOR,Cat,320,${Bun.randomUUIDv7()}`),
  "import.sites": () => csvOf("name\nNew site"),
  "telematics.import": () => ({ document: "<Fleet/>", dryRun: false }),
  "telematics.createSource": () => ({ kind: "PUSH", url: undefined, credentials: undefined }),
  "telematics.updateSource": () => ({ url: undefined, credentials: undefined }),
  "telematics.changeMeter": () => ({ at: new Date(Date.now() - 3_600_000).toISOString(), meterH: 500, lifetimeH: 600 }),
  "telematics.confirmMachine": () => ({ serialNumber: Bun.randomUUIDv7() }),
  "telematics.machineByPin": (given) => ({ pin: ownPin(given) }),
  "telematics.machineBySerial": (given) => bySerial(given),
  "telematics.seriesByPin": (given) => ({
    pin: ownPin(given),
    from: undefined,
    to: undefined,
  }),
  "telematics.seriesBySerial": (given) => ({ ...bySerial(given), from: undefined, to: undefined }),
  "inspections.saveCheckList": ({ input }) => ({
    items: defaultCheckList(input["type"] as EquipmentType),
    baseVersion: 0,
  }),
  "notifications.savePreferences": ({ input, who }) => ({
    settings: {
      ...defaultSettings(who.orgType === "CUSTOMER" ? "CUSTOMER_SUPERVISOR" : "DEALER_ADMIN", "UTC", "en"),
      mutedSites: (input["settings"] as { mutedSites?: string[] } | undefined)?.mutedSites ?? [],
    },
  }),
  "notifications.subscribe": () => ({
    endpoint: `https://push.example/${Bun.randomUUIDv7()}`,
    keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) },
    label: "A phone",
  }),
  "policies.save": ({ who, canaries }) => ({
    changes: { publishCounts: true },
    baseVersion: Math.max(
      0,
      ...canaries
        .rowsOf("policies")
        .flatMap((row) => (row["org_owner_id"] === who.orgId ? [Number(row["version"])] : [])),
    ),
  }),
  // A refusal, so that the two stay apart for the calls that follow.
  "relations.answer": () => ({ decision: "decline" }),
  "sites.create": ({ who }) => ({ kind: who.orgType === "DEALER" ? "YARD" : "JOBSITE" }),
};

type Disclosed = { about: string; tells: (who: Claims, table: string, row: StampedRow) => boolean };

const served = (who: Claims, row: StampedRow) => who.dealerIds.includes(String(row.dealer_id ?? row.org_owner_id));

/** A member bound to one site is told of its own organisation's other one, standing before a machine there. */
const ownSite = (who: Claims, row: StampedRow) =>
  who.customerIds.includes(String(row.customer_id)) && who.orgId === row.customer_id;

export const DISCLOSED: Record<string, Disclosed> = {
  "assets.present": {
    about: "whoever stands at a machine of a dealer that serves them sees it, and where it stands",
    tells: (who, table, row) =>
      (table === "equipment" && served(who, row)) || (table === "sites" && (served(who, row) || ownSite(who, row))),
  },
};

/** Called before the others, which leave no machine to send out and none to take back, and none under the serial number that it had. */
export const FIRST: readonly string[] = [
  "rentals.checkOut",
  "rentals.checkIn",
  "telematics.machineBySerial",
  "telematics.seriesBySerial",
];

/** Procedures whose success needs more than rows, or what other calls leave; where else they are proven. */
export const UNREACHED: Record<string, string> = {
  "iam.switchOrganization": "needs a browser's session: server/features/iam/router.db.test.ts",
  "credentials.changePin": "needs a badge with its secrets: server/features/credentials",
  "credentials.resetBadge": "needs a badge with its secrets: server/features/credentials",
  "credentials.revokeBadge": "needs a badge with its secrets: server/features/credentials",
  "notifications.testPush": "needs a browser that is told: jobs/notifications",
  "customers.inviteSupervisor": "needs a customer without people: server/features/iam",
  "telematics.pull": "needs a maker's server: server/features/telematics",
  "organizations.deactivate": "would end the others' world: server/features/iam",
  "organizations.reactivate": "would end the others' world: server/features/iam",
  "relations.end": "refused while machines are out between the two: server/features/iam",
  "relations.tie": "needs two that are not tied: server/features/iam",
  "inspections.saveCheckList": "needs the version before: server/features/inspections",
  "rentals.swap": "needs a free machine of the same type beside an open rental: server/features/rentals",
  "rentals.ready": "needs a rental called off: server/features/rentals",
  "rentals.cancelCallOff": "needs a rental called off: server/features/rentals",
  "rentals.decideRequest": "needs an open request of the other party: server/features/rentals",
  "rentals.withdrawRequest": "needs one's own open request: server/features/rentals",
  "reservations.confirm": "needs an open reservation with free machines: server/features/reservations",
  "reservations.decline": "needs an open reservation: server/features/reservations",
  "reservations.cancel": "needs an open reservation: server/features/reservations",
  "reservations.change": "needs an open reservation: server/features/reservations",
  "reservations.allocate": "needs an open reservation with free machines: server/features/reservations",
};
