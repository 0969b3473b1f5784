/** The columns of each kind of file, in one place for the screen, the templates and the server. */
import { CUSTOMER_COLUMNS, CUSTOMER_REQUIRED } from "./customer-columns.ts";
import type { Synonyms } from "./headers.ts";
import type { ImportKind } from "./kinds.ts";
import { MACHINE_COLUMNS, MACHINE_REQUIRED } from "./machine-columns.ts";
import { SITE_COLUMNS, SITE_REQUIRED } from "./site-columns.ts";

export const COLUMNS: Record<ImportKind, { words: Synonyms; required: readonly string[] }> = {
  MACHINES: { words: MACHINE_COLUMNS, required: MACHINE_REQUIRED },
  SITES: { words: SITE_COLUMNS, required: SITE_REQUIRED },
  CUSTOMERS: { words: CUSTOMER_COLUMNS, required: CUSTOMER_REQUIRED },
};

/** The first line of a file of that kind: the fields' own names, which are always understood. */
export const templateHeader = (kind: ImportKind): readonly string[] => Object.keys(COLUMNS[kind].words);
