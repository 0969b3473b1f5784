/** Which queries an event of the ledger makes stale. Pure, so that the rule is tested without a socket. */

/**
 * Features whose answers change with an event of the key's feature, beside that feature itself. The ledger shows every
 * event, so it is always stale.
 */
const alsoAffected: Record<string, readonly string[]> = {
  assets: ["rentals", "reservations", "sites", "alerts"],
  rentals: ["assets", "reservations", "sites", "tasks", "inspections", "alerts", "reports", "suggestions"],
  reservations: ["assets", "rentals", "tasks"],
  usage: ["assets", "rentals", "alerts", "reports"],
  telematics: ["assets", "usage", "alerts", "maintenance"],
  maintenance: ["assets", "reservations", "tasks", "alerts", "telematics"],
  tasks: ["rentals", "maintenance"],
  inspections: ["maintenance", "rentals", "assets"],
  alerts: ["assets", "notifications"],
  suggestions: ["assets", "tasks", "rentals", "maintenance"],
  sites: ["assets"],
  policies: ["alerts", "suggestions", "reservations", "rentals", "assets"],
  media: ["assets", "rentals"],
  import: ["assets", "sites", "customers"],
  members: ["iam", "dealers", "customers"],
  organizations: ["iam", "dealers", "customers", "relations"],
  relations: ["iam", "customers", "dealers", "sites"],
};

/** Event types name the thing in the singular ("rental.checked_out"), routers in the plural. */
const featureOfSubject: Record<string, string> = {
  asset: "assets",
  equipment: "assets",
  tag: "assets",
  rental: "rentals",
  reservation: "reservations",
  site: "sites",
  calendar: "calendarFeeds",
  notification: "notifications",
  rate: "rates",
  task: "tasks",
  inspection: "inspections",
  ticket: "inspections",
  check_list: "inspections",
  alert: "alerts",
  suggestion: "suggestions",
  policy: "policies",
  organization: "organizations",
  membership: "members",
  session: "credentials",
  badge: "credentials",
  passkey: "credentials",
  account: "credentials",
  api_client: "credentials",
  relation: "relations",
};

/** The features to refetch after an event such as "rental.checked_out". */
export function affectedFeatures(type: string): ReadonlySet<string> {
  const subject = type.split(".")[0] ?? type;
  const feature = featureOfSubject[subject] ?? subject;
  return new Set([feature, ...(alsoAffected[feature] ?? []), "ledger"]);
}

/**
 * True when a cached query may have changed. Keys are tRPC's: `[["assets", "byHumanId"], { input }]`. A query about one
 * machine stays fresh when the event names another.
 */
export function isAffected(queryKey: readonly unknown[], event: { type: string; humanId?: string | null }): boolean {
  const [path, detail] = queryKey as [unknown, { input?: { humanId?: unknown } } | undefined];
  if (!Array.isArray(path) || !affectedFeatures(event.type).has(String(path[0]))) return false;
  const about = detail?.input?.humanId;
  return typeof about !== "string" || !event.humanId || about === event.humanId;
}
