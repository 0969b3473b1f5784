import { t } from "~/lib/i18n.ts";

/** A checkpoint's own label, or the words for those that come with the product. */
export function checkpointWord(item: { key: string; label: string | null }, otherwise = item.key): string {
  const known = t(`inspections.checkpoint.${item.key as "cab"}`) as string | undefined;
  return item.label ?? known ?? otherwise;
}
