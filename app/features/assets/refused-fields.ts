import { errorCode, errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";

/** The fields that the server refused, each with the sentence of the refusal; empty where the refusal names none. */
export function refusedFields(error: unknown): Record<string, string> {
  const { data } = (error ?? {}) as { data?: { fields?: Record<string, string> } | null };
  if (!data?.fields || errorCode(error) === null) return {};
  return Object.fromEntries(Object.keys(data.fields).map((field) => [field, errorSentence(error, t)]));
}
