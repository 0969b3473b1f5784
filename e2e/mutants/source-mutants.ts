/** Guards in the source, each taken out by an exact replacement. What no longer stands where it is looked for fails the run. */
import { DOORS, suite, type Suite, type SourceMutant } from "./mutant.ts";

const PROCEDURES = suite("server/isolation/procedures.db.test.ts");
const FILES = suite("server/isolation/files.db.test.ts");
const LIVE = suite("server/isolation/live.db.test.ts");
const IAM = suite("server/iam", "server/features/iam");
const EDGE = suite("server/http.test.ts");
const RENTALS = suite("server/features/rentals/rentals.db.test.ts");

const guard = (file: string, object: string, how: string, from: string, to: string, ...suites: Suite[]): SourceMutant => ({
  kind: "guard",
  object: `${file}: ${object}`,
  how,
  suites: [...suites, ...DOORS.filter((door) => !suites.includes(door))],
  edits: [{ file, from, to }],
});

export const SOURCE_MUTANTS: readonly SourceMutant[] = [
  // Every call
  guard("server/trpc.ts", "the guard of every procedure", "lets nobody in", 'if (!ctx.caller) throw new AppError("auth.required");', 'if (!ctx.caller) ctx.caller = { userId: "x", sessionId: null, claims: null };', EDGE, IAM),
  guard("server/trpc.ts", "the guard of every procedure", "does not ask the policy", "if (!ctx.services.authorizer.allows(actor, path, type)) throw", "if (false) throw", EDGE, RENTALS, IAM),
  guard("server/trpc.ts", "the guard of every procedure", "takes a mutation for a query", "allows(actor, path, type)", 'allows(actor, path, "query")', EDGE, RENTALS, PROCEDURES),
  guard("server/trpc.ts", "the base of every procedure", "without the guard", ".use(refusals).use(guard).use(storable)", ".use(refusals).use(storable)", EDGE, PROCEDURES),
  guard("server/trpc.ts", "text that no column can hold", "not awaited", "const field = unstorableTextAt(await getRawInput());", "const field = unstorableTextAt(getRawInput());", EDGE, suite("server/isolation/fuzz.db.test.ts")),
  guard("server/trpc.ts", "faults of ours", "tell their text", 'errorShape(refusalOf(error) ?? new AppError("internal"), shape.code', 'errorShape(refusalOf(error) ?? new AppError("internal", { message: String(error.cause ?? error) }), shape.code', EDGE),
  guard("server/trpc.ts", "the guard of every procedure", "does not ask a program's scopes", "if (ctx.caller.scopes && !scopesAllow(", "if (false && !scopesAllow(", suite("server/features/credentials")),
  guard("server/iam/authorizer.ts", "the memory of answers", "forgets the role", "const key = `${actor.role}\\n${path}\\n${action}`;", "const key = `${path}\\n${action}`;", suite("server/iam/policy.test.ts")),

  // Every transaction
  guard("db/tenancy.ts", "withTenant", "claims for the session, not for the transaction", "${claims}::jsonb), true) as claims", "${claims}::jsonb), false) as claims", suite("db/tenancy.db.test.ts"), suite("db/isolation.db.test.ts")),
  guard("db/tenancy.ts", "withTenant", "no role taken", ", set_config('role', 'app_user', true)`", "`", suite("db/functions.db.test.ts")),
  guard("db/tenancy.ts", "withTenant", "the role of the identity service", "set_config('role', 'app_user', true)", "set_config('role', 'app_service', true)", suite("db/functions.db.test.ts")),
  guard("db/tenancy.ts", "withTenant", "claims not checked against the membership", "app.fresh_claims(${claims}::jsonb)", "${claims}", suite("db/functions.db.test.ts")),
  guard("db/tenancy.ts", "withTenant", "no actor wanted", "if (!actor?.sub || !actor.orgId) throw", "if (false) throw", suite("db/tenancy.db.test.ts"), suite("db/functions.db.test.ts")),
  guard("db/tenancy.ts", "transactions", "one inside another", "if (this.#inside.getStore()) throw", "if (false) throw", suite("db/tenancy.db.test.ts")),
  guard("db/tenancy.ts", "transactions", "not rolled back", 'await client.query("rollback").catch(() => (broken = true));', 'await client.query("commit").catch(() => (broken = true));', suite("db/tenancy.db.test.ts"), RENTALS),
  guard("db/client.ts", "connections", "keep the owner's rights between transactions", '(client) => client.query("set role app_nobody")', "async () => {}", suite("db/tenancy.db.test.ts")),
  guard("server/operate.ts", "operate", "as HQ's hand", "ctx.services.db.withTenant(ctx.actor, async", 'ctx.services.db.withTenant({ ...ctx.actor, orgType: "CATERPILLAR", siteIds: null }, async', PROCEDURES),
  guard("server/operate.ts", "operate", "an operation of anybody's with this id", "eq(operations.userId, key.userId),", "", RENTALS),
  guard("server/operate.ts", "operate", "other contents under the same id", 'if (first?.bodyHash !== bodyHash) throw new AppError("operation.reused");', "", RENTALS),

  // Live events
  guard("server/realtime/may-see-event.ts", "who sees an event", "everybody", "return maySee(claims, stamps);", "return true || maySee(claims, stamps);", suite("server/realtime/hub.db.test.ts")),
  guard("server/realtime/subscription.ts", "an offered event", "not asked whether it may be seen", "if (this.#ended || !this.#maySee(placed)) return;", "if (this.#ended) return;", suite("server/realtime/hub.db.test.ts"), LIVE),
  guard("server/domain/iam/claims.ts", "maySee", "members bound to sites see all", "return party && (claims.siteIds === null ||", "return party && (true ||", suite("server/realtime/hub.db.test.ts")),
  guard("server/realtime/ws.ts", "sockets", "from a page of another site", "if (origin !== null && !isTrustedOrigin(", "if (false && !isTrustedOrigin(", suite("server/realtime/ws.db.test.ts")),
  guard("server/realtime/ws.ts", "sockets", "for nobody", 'if (!caller) throw new AppError("auth.required");', "if (!caller) return;", suite("server/realtime/ws.db.test.ts")),

  // Files and labels
  guard("server/files/disk-store.ts", "signed links", "not checked", "timingSafeEqual(given, wanted)", "true", FILES),
  guard("server/files/disk-store.ts", "signed links", "for ever", "&& link.expires > now", "", FILES, suite("server/files")),
  guard("server/files/disk-store.ts", "signed links", "for every picture", "[link.method, link.mediaId,", "[link.method,", FILES),
  guard("server/files/disk-store.ts", "signed links", "for every method", "[link.method, link.mediaId,", "[link.mediaId,", FILES),
  guard("server/files/routes.ts", "what is sent", "not held against its hash", '!== link.sha256)', '!== link.sha256 && false)', FILES),
  guard("server/features/media/link.ts", "media.link", "for any file in the store", "if (!row || !(await files.read(mediaId)))", "if (!(await files.read(mediaId)))", FILES, PROCEDURES),
  guard("server/features/assets/label-keys.ts", "labels", "signature not checked", "if (!verdict.ok) throw new AppError(verdict.code);", 'if (!verdict.ok) return parsed.tagId;', RENTALS, suite("server/features/assets")),

  // Who is there
  guard("server/iam/tokens.ts", "tokens", "may carry the role of our own jobs", '|| claims.data.role === "SYSTEM") return null', ") return null", IAM),
  guard("server/iam/caller.ts", "a bad token", "leaves the cookie to decide", 'if (!claims) throw new AppError("auth.required");', "if (!claims) return null;", IAM),
  guard("server/iam/caller.ts", "a session", "after its end", "previous_until > now())) and expires_at > now()`", "previous_until > now()))`", IAM),
  guard("server/http/same-origin.ts", "cookies from foreign pages", "taken", "if (foreign) throw", "if (false) throw", EDGE),
  guard("server/realtime/stale-memberships.ts", "open sockets of former members", "stay open", "found?.version !== membershipVersion || ", "", suite("server/realtime/hub.db.test.ts")),
];
