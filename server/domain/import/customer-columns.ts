/** The columns of a file of customers. */
import { z } from "zod";
import { timeZoneSchema } from "../sites/schema.ts";
import { readFigure, readText, type ReadCell } from "./cells.ts";
import type { Synonyms } from "./headers.ts";

export const CUSTOMER_COLUMNS = {
  name: ["customer", "customer name", "company", "client", "kunde", "kundenname", "firma", "unternehmen"],
  accountNumber: [
    "account",
    "account no",
    "customer number",
    "customer no",
    "customer id",
    "kundennummer",
    "kunden nr",
    "debitor",
    "debitorennummer",
  ],
  timeZone: ["time zone", "timezone", "tz", "zeitzone"],
  creditLimit: ["credit", "credit limit", "kreditlimit", "kreditlinie"],
  contactName: ["contact", "contact person", "ansprechpartner", "kontakt", "kontaktperson"],
  contactEmail: ["email", "e-mail", "mail", "contact email", "e-mail-adresse"],
  contactPhone: ["phone", "telephone", "mobile", "contact phone", "telefon", "telefonnummer", "mobil", "handy"],
  notes: ["note", "remark", "comment", "notiz", "notizen", "bemerkung", "anmerkung"],
} as const satisfies Synonyms;
export type CustomerColumn = keyof typeof CUSTOMER_COLUMNS;

export const CUSTOMER_REQUIRED = ["name"] as const satisfies readonly CustomerColumn[];

export const customerRowSchema = z
  .object({
    name: z.string().min(1).max(120),
    accountNumber: z.string().min(1).max(60),
    timeZone: timeZoneSchema,
    creditLimit: z.number().min(0).max(999_999_999),
    contactName: z.string().min(1).max(120),
    contactEmail: z.email().max(200),
    contactPhone: z.string().min(3).max(40),
    notes: z.string().max(2000),
  })
  .partial();
export type CustomerRow = z.infer<typeof customerRowSchema>;

export const readCustomerCell: Record<CustomerColumn, ReadCell> = {
  name: readText,
  accountNumber: readText,
  timeZone: readText,
  creditLimit: readFigure,
  contactName: readText,
  contactEmail: readText,
  // A number with its country begins with a plus and is no formula.
  contactPhone: (cell) => (/^\+[\d\s()/.-]+$/.test(cell.trim()) ? { ok: true, value: cell.trim() } : readText(cell)),
  notes: readText,
};
