/** Thresholds and weights of an organisation, versioned: the newest version per organisation and role is in force. */
import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { PolicyThresholds } from "../../server/domain/policies/schema.ts";
import { createdAt, id, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies as rules, scope } from "./policies-sql.ts";

export const policies = pgTable(
  "policies",
  {
    id: id(),
    ...tenant(),
    orgOwnerId: uuid()
      .notNull()
      .references(() => organizations.id),
    role: text().notNull().default("*"),
    version: integer().notNull(),
    thresholds: jsonb().$type<Partial<PolicyThresholds>>().notNull(),
    weights: jsonb().$type<Record<string, number>>().notNull(),
    experiment: text(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("policies_version").on(t.orgOwnerId, t.role, t.version),
    index("policies_dealer_idx").on(t.dealerId),
    ...rules("policies", { select: scope.owner, insert: scope.owner }),
  ],
);
