/** Files that a dealer brought in, and which of their columns meant what. */
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { IMPORT_KINDS } from "../../server/domain/import/kinds.ts";
import { createdAt, id, oneOf, tenant } from "./columns.ts";
import { organizations } from "./iam.ts";
import { policies, scope } from "./policies-sql.ts";

export const importBatches = pgTable(
  "import_batches",
  {
    id: id(),
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    kind: text({ enum: IMPORT_KINDS }).notNull(),
    fileName: text(),
    /** SHA-256 of what was judged, as hex: the same file under the same columns has the same. */
    contentHash: text().notNull(),
    created: integer().notNull(),
    updated: integer().notNull(),
    unchanged: integer().notNull(),
    refused: integer().notNull(),
    importedBy: uuid().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check("import_batches_kind", oneOf("kind", IMPORT_KINDS)),
    index("import_batches_dealer_idx").on(t.dealerId, t.createdAt),
    ...policies("import_batches", { select: scope.dealer, insert: scope.dealerKnown }),
  ],
);

/** What a header meant the last time; the next file's columns are matched by it first. */
export const importColumns = pgTable(
  "import_columns",
  {
    ...tenant(),
    dealerId: uuid()
      .notNull()
      .references(() => organizations.id),
    kind: text({ enum: IMPORT_KINDS }).notNull(),
    /** The header in lower case without signs. */
    header: text().notNull(),
    /** Null where the column was left out on purpose. */
    field: text(),
  },
  (t) => [
    primaryKey({ columns: [t.dealerId, t.kind, t.header] }),
    check("import_columns_kind", oneOf("kind", IMPORT_KINDS)),
    ...policies("import_columns", { select: scope.dealer, insert: scope.dealerKnown, update: scope.dealerKnown }),
  ],
);
