import { toast } from "../../ui/toast.tsx";
import { errorSentence } from "../errors.ts";
import { t } from "../i18n.ts";
import { isQuota } from "./full.ts";

/** Every word that is typed is tried again: the person is told once in a while, not with each. */
const TOLD_AGAIN_AFTER_MS = 60_000;
let toldAt = Number.NEGATIVE_INFINITY;

/** For forms that keep themselves while they are filled in: where the disk has no room for that, the person has to know. */
export function tellWhenFull(error: unknown): void {
  if (!isQuota(error) || performance.now() - toldAt < TOLD_AGAIN_AFTER_MS) return;
  toldAt = performance.now();
  toast.error(errorSentence({ data: { appCode: "storage.full" } }, t));
}
