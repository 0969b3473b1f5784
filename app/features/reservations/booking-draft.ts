/** What is chosen on the way to a reservation, and whether it can be sent. Pure. */
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";

export interface BookingDraft {
  by: "type" | "machine";
  type: EquipmentType | null;
  quantity: string;
  humanId: string;
  siteId: string | null;
  dealerId: string | null;
  from: string;
  to: string;
  attachments: string;
  contractNumber: string;
  poNumber: string;
  contactName: string;
  contactPhone: string;
  notes: string;
}

export type DraftProblem = "type" | "quantity" | "machine" | "site" | "dealer" | "from" | "to" | "order" | "past";
type Field = "type" | "quantity" | "humanId" | "siteId" | "dealerId" | "from" | "to";

type Params = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() ?? "";
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Starts from the address, where the calendar and the machine's screen leave what they know. */
export function draftFrom(params: Params): BookingDraft {
  const day = (name: string) => (DAY.test(one(params[name])) ? one(params[name]) : "");
  const humanId = one(params["humanId"]).toUpperCase().slice(0, 40);
  return {
    by: humanId ? "machine" : "type",
    type: EQUIPMENT_TYPES.find((type) => type === one(params["type"])) ?? null,
    quantity: "1",
    humanId,
    siteId: one(params["siteId"]) || null,
    dealerId: null,
    from: day("from"),
    to: day("to") || day("from"),
    attachments: "",
    contractNumber: "",
    poNumber: "",
    contactName: "",
    contactPhone: "",
    notes: "",
  };
}

/** What is missing or wrong, by field. `today` is the day at the site; `dealers` are those to choose from. */
export function problemsOf(
  draft: BookingDraft,
  about: { today: string; dealers: number },
): Partial<Record<Field, DraftProblem>> {
  const quantity = Number(draft.quantity);
  const found: Partial<Record<Field, DraftProblem | false>> = {
    type: draft.by === "type" && draft.type === null && "type",
    quantity: draft.by === "type" && !(Number.isInteger(quantity) && quantity >= 1 && quantity <= 100) && "quantity",
    humanId: draft.by === "machine" && draft.humanId.trim() === "" && "machine",
    siteId: draft.siteId === null && "site",
    dealerId: about.dealers > 1 && draft.dealerId === null && "dealer",
    from: draft.from === "" ? "from" : draft.from < about.today && "past",
    to: draft.to === "" ? "to" : draft.to < draft.from && "order",
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem)) as Partial<
    Record<Field, DraftProblem>
  >;
}

/** The names in a comma-separated list, each once. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;،؛，、；\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];
