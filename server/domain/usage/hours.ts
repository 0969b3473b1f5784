/** Service meter hours: what a machine's hour meter may say next. */

/** Hours that a meter may gain on the clock through rounding and unequal clocks before it is flagged. */
export const METER_TOLERANCE_H = 0.5;

export type MeterReading = { hours: number; at: Date };

export type MeterVerdict =
  | { ok: true; gainedH: number; flag: "outruns_clock" | null }
  | { ok: false; code: "rental.meter_backwards"; previousHours: number; nextHours: number };

/**
 * Judges a reading against the one before it, both on the same meter or both with their offsets added. Running backwards is
 * refused; gaining more than the elapsed time plus half an hour is accepted and flagged. A reading that arrives late (`next`
 * is older than `previous`) is good when it shows no more than the newer one. Without a previous reading all is good.
 */
export function judgeMeter(input: { previous: MeterReading | null; next: MeterReading }): MeterVerdict {
  const { previous, next } = input;
  if (!previous) return { ok: true, gainedH: 0, flag: null };
  const gainedH = toHundredth(next.hours - previous.hours);
  const elapsedH = (next.at.getTime() - previous.at.getTime()) / 3_600_000;
  const arrivesLate = elapsedH < 0;
  if (next.hours < previous.hours && !arrivesLate)
    return { ok: false, code: "rental.meter_backwards", previousHours: previous.hours, nextHours: next.hours };
  const limitH = arrivesLate ? 0 : elapsedH + METER_TOLERANCE_H;
  return { ok: true, gainedH, flag: gainedH > limitH ? "outruns_clock" : null };
}

/** Hours between two meter readings of one rental, to the hundredth. Throws RangeError when the meter ran backwards. */
export function rentalHours(startH: number, endH: number): number {
  if (!(endH >= startH)) throw new RangeError("The meter ran backwards.");
  return toHundredth(endH - startH);
}

/** Hours of a machine's whole life: what its meter shows plus what was counted before that meter was fitted. */
export function lifetimeHours(meterH: number, offsetH: number): number {
  return toHundredth(meterH + offsetH);
}

/** The offset after a meter was replaced, so that lifetime hours go on where they were. */
export function offsetForNewMeter(input: { lifetimeH: number; newMeterH: number }): number {
  return toHundredth(input.lifetimeH - input.newMeterH);
}

/** Meters show tenths, feeds hundredths; anything finer is floating-point noise. */
function toHundredth(hours: number): number {
  return Math.round(hours * 100) / 100;
}
