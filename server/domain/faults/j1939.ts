/** Fault codes of SAE J1939-73: a suspect parameter (SPN) and how it fails (FMI). */

/** Parameters that there are words for. */
export const KNOWN_SPNS = [
  84, 91, 94, 96, 97, 98, 100, 102, 105, 107, 110, 111, 157, 168, 174, 175, 177, 190, 639, 1569, 1638, 1761, 3226, 3251,
  3719, 5246,
] as const;
export type KnownSpn = (typeof KNOWN_SPNS)[number];

/** Failure modes that the standard names; 22 to 30 are reserved. */
export const KNOWN_FMIS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 31] as const;
export type KnownFmi = (typeof KNOWN_FMIS)[number];

const MOST_SPN = 524_287;
const MOST_FMI = 31;

export type J1939 = { spn: number; fmi: number | null };

/**
 * What a code says, in the spellings that feeds use: `SPN 100 FMI 1`, `SPN:100,FMI:1`, `100-1`, `100/01`, `100.1`. Null for a maker's
 * own code.
 */
export function readFaultCode(text: string): J1939 | null {
  const named = /\bSPN\W{0,3}(\d{1,6})\b(?:.{0,12}?\bFMI\W{0,3}(\d{1,2})\b)?/i.exec(text);
  const [, spn, fmi] = named ?? /^\s*(\d{1,6})\s*[-./: ]\s*(\d{1,2})\s*$/.exec(text) ?? [];
  return spn === undefined ? null : inJ1939({ spn: Number(spn), fmi: fmi === undefined ? null : Number(fmi) });
}

/** Null beyond what the standard numbers: such are a maker's own. */
export function inJ1939({ spn, fmi }: { spn: number | null; fmi: number | null }): J1939 | null {
  return spn !== null && spn <= MOST_SPN && (fmi === null || fmi <= MOST_FMI) ? { spn, fmi } : null;
}

export const knownSpn = (spn: number): KnownSpn | null => KNOWN_SPNS.find((each) => each === spn) ?? null;
export const knownFmi = (fmi: number): KnownFmi | null => KNOWN_FMIS.find((each) => each === fmi) ?? null;

export const FAULT_LEVELS = ["SEVERE", "MODERATE", "MINOR", "UNRATED"] as const;
export type FaultLevel = (typeof FAULT_LEVELS)[number];

/** How bad it is, as far as the failure mode says so, or else what the feed calls it. */
export function faultLevel(fmi: number | null, severity: string | null): FaultLevel {
  if (fmi === 0 || fmi === 1) return "SEVERE";
  if (fmi === 16 || fmi === 18) return "MODERATE";
  if (fmi === 15 || fmi === 17) return "MINOR";
  const said = severity?.trim().toLowerCase() ?? "";
  if (/^(red|high|severe|critical|stop|level ?3|3)$/.test(said)) return "SEVERE";
  if (/^(amber|yellow|medium|moderate|warning|level ?2|2)$/.test(said)) return "MODERATE";
  return /^(low|info|minor|information|level ?1|1)$/.test(said) ? "MINOR" : "UNRATED";
}
