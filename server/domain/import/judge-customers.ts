/** What becomes of the rows of a file of customers, given those that the dealer serves. Pure. */
import { CUSTOMER_REQUIRED, type CustomerRow } from "./customer-columns.ts";
import type { Judged } from "./judge-machines.ts";
import type { ReadRow } from "./read-rows.ts";
import { problem, type RowProblem } from "./row-codes.ts";
import type { RowResult } from "./schema.ts";

export type Contact = { name: string; email?: string | undefined; phone?: string | undefined };
export type CustomerTerms = {
  accountNumber: string | null;
  creditLimit: number | null;
  contacts: Contact[];
  notes: string | null;
};
export type ServedCustomer = CustomerTerms & { id: string; name: string; timeZone: string };
export type CustomerChange =
  | { row: number; id: null; name: string; timeZone: string | null; terms: CustomerTerms }
  | { row: number; id: string; terms: CustomerTerms };

const folded = (text: string) => text.trim().toLowerCase();

/**
 * A row means the customer with its account number, else the one of that name. What the dealer notes is changed; the name and the
 * time zone are the customer's own. A contact joins those that are there.
 */
export function judgeCustomers(
  rows: readonly ReadRow<CustomerRow>[],
  customers: readonly ServedCustomer[],
): Judged<CustomerChange> {
  const byAccount = new Map(
    customers.flatMap((each) => (each.accountNumber ? [[folded(each.accountNumber), each] as const] : [])),
  );
  const byName = new Map<string, ServedCustomer | null>();
  for (const each of customers) byName.set(folded(each.name), byName.has(folded(each.name)) ? null : each);
  const claimed = new Map<string, number>();
  const results: RowResult[] = [];
  const changes: CustomerChange[] = [];
  for (const { row, values, problems } of rows) {
    const more: RowProblem[] = [];
    const named = values.name === undefined ? undefined : byName.get(folded(values.name));
    const known = (values.accountNumber ? byAccount.get(folded(values.accountNumber)) : undefined) ?? named;
    if (known === null) more.push(problem("ambiguous", "name", values.name));
    if (!known && problems.length === 0)
      for (const field of CUSTOMER_REQUIRED) if (values[field] === undefined) more.push(problem("missing", field));
    for (const key of keysOf(values, known?.id)) {
      const before = claimed.get(key);
      if (before === undefined) claimed.set(key, row);
      else if (before !== row && !more.some(({ code }) => code === "duplicate_row"))
        more.push(problem("duplicate_row", "name", String(before)));
    }
    if ((values.contactEmail || values.contactPhone) && !values.contactName && problems.length === 0)
      more.push(problem("missing", "contactName"));
    for (const field of ["name", "timeZone"] as const) {
      const said = values[field];
      if (known && said !== undefined && folded(said) !== folded(known[field]))
        more.push(problem("kept_by_customer", field, said));
    }
    const about = [values.accountNumber, values.name ?? known?.name].filter(Boolean).join(" · ");
    if (problems.length + more.length > 0) {
      results.push({ row, fate: "REFUSED", about, ref: null, changes: [], problems: [...problems, ...more] });
      continue;
    }
    const terms = termsOf(known ?? null, values);
    if (!known) {
      results.push({ row, fate: "CREATE", about, ref: null, changes: [], problems: [] });
      changes.push({ row, id: null, name: values.name!, timeZone: values.timeZone ?? null, terms });
      continue;
    }
    const differs = (Object.keys(terms) as (keyof CustomerTerms)[]).filter(
      (field) => JSON.stringify(terms[field]) !== JSON.stringify(known[field]),
    );
    const shown = differs.map((field) => ({ field, from: text(known[field]), to: text(terms[field]) }));
    results.push({
      row,
      fate: shown.length > 0 ? "UPDATE" : "UNCHANGED",
      about,
      ref: known.id,
      changes: shown,
      problems: [],
    });
    if (shown.length > 0) changes.push({ row, id: known.id, terms });
  }
  return { results, changes };
}

function keysOf(values: CustomerRow, id: string | undefined): string[] {
  return [
    id && `customer ${id}`,
    values.accountNumber && `account ${folded(values.accountNumber)}`,
    values.name && `name ${folded(values.name)}`,
  ].filter((key): key is string => Boolean(key));
}

/** What is noted with the row's words in it; without a customer, what the row says. */
function termsOf(known: CustomerTerms | null, values: CustomerRow): CustomerTerms {
  const contacts = known?.contacts ?? [];
  return {
    accountNumber: values.accountNumber ?? known?.accountNumber ?? null,
    creditLimit: values.creditLimit ?? known?.creditLimit ?? null,
    contacts: values.contactName ? withContact(contacts, values) : contacts,
    notes: values.notes ?? known?.notes ?? null,
  };
}

function withContact(
  contacts: Contact[],
  { contactName, contactEmail: email, contactPhone: phone }: CustomerRow,
): Contact[] {
  const said = { ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
  const at = contacts.findIndex((contact) => folded(contact.name) === folded(contactName!));
  if (at < 0) return [...contacts, { name: contactName!, ...said }];
  const { name, email: oldEmail, phone: oldPhone } = contacts[at]!;
  const merged = { name, email: email ?? oldEmail, phone: phone ?? oldPhone };
  const unchanged = merged.email === oldEmail && merged.phone === oldPhone;
  return unchanged ? contacts : contacts.map((contact, i) => (i === at ? withoutGaps(merged) : contact));
}

const withoutGaps = (contact: Contact) => JSON.parse(JSON.stringify(contact)) as Contact;

const text = (value: CustomerTerms[keyof CustomerTerms]): string | null =>
  value === null ? null : Array.isArray(value) ? value.map((contact) => contact.name).join("; ") : String(value);
