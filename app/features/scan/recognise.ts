/**
 * What a scanned or typed text is. Only our own signed labels and typed numbers are acted on; everything else is shown as the
 * text it is and never opened. Pure over the keys and the verifier, so that it works without a network.
 */
import {
  type LabelKey,
  type LabelVerify,
  parseHumanId,
  parseLabel,
  verifyLabel,
} from "../../../server/domain/assets/label.ts";

export type Recognition =
  /** `checked`: the signature was verified here; otherwise the server has to judge it. */
  | { kind: "label"; token: string; checked: boolean }
  | { kind: "number"; humanId: string }
  | { kind: "forged"; text: string }
  | { kind: "foreign"; text: string }
  | { kind: "unknown"; text: string };

export type KnownKeys = { origin: string; keys: readonly LabelKey[] };

/**
 * `typed` texts may be numbers; a code in front of the camera may not, for a number without a signature proves nothing.
 * `known` is null when this device has never seen the keys.
 */
export async function recognise(
  text: string,
  options: { typed: boolean; origin: string; known: KnownKeys | null; verify: LabelVerify },
): Promise<Recognition> {
  const humanId = options.typed ? parseHumanId(text) : null;
  if (humanId) return { kind: "number", humanId };
  const parsed = parseLabel(text, [options.origin, ...(options.known ? [options.known.origin] : [])]);
  if (!parsed.ok) return { kind: parsed.code === "label.foreign" ? "foreign" : "unknown", text };
  const unchecked = { kind: "label", token: parsed.token, checked: false } as const;
  if (!options.known) return unchecked;
  try {
    const verdict = await verifyLabel(parsed, options.known.keys, options.verify);
    if (verdict.ok) return { ...unchecked, checked: true };
    // A key that is newer than this device's list is no forgery yet.
    return verdict.reason === "unknown_key" ? unchecked : { kind: "forged", text };
  } catch {
    return unchecked;
  }
}
