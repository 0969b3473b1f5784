/** An alert in words of the reader's language. */
import { t } from "~/lib/i18n.ts";
import type { Format } from "~/lib/format.ts";
import { reasonKey, reasonValues } from "../../../server/domain/alerts/reason-figures.ts";
import type { Alert } from "./alerts.queries.ts";

/** Why it is there; the server's own sentence where its figures are not known here. */
export function alertReason({ kind, facts, reason }: Pick<Alert, "kind" | "facts" | "reason">, format: Format): string {
  const values = reasonValues(kind, facts, format);
  return values ? t(`alertPage.reason.${reasonKey(kind, facts)}`, values as never) : reason;
}

/** The machine's number, or the name of the feed that it is about. */
export const alertName = ({ humanId, facts, kind }: Pick<Alert, "humanId" | "facts" | "kind">): string => {
  const { feedName } = facts;
  return humanId ?? (typeof feedName === "string" ? feedName : t(`alerts.kind.${kind}`));
};

/** What ended it, where that has a word. */
export function clearedWord(clearedBy: string | null): string | null {
  const word = clearedBy && (t(`alertPage.clearedBy.${clearedBy as "returned"}`) as unknown);
  return typeof word === "string" && word !== "" ? word : null;
}
