/** Between what each rule's number lies. Apart from the schema, so that a screen needs no validator to say it. */
export type Bounds = { min: number; max: number; whole: boolean };

const number = (min: number, max: number): Bounds => ({ min, max, whole: false });
const whole = (min: number, max: number): Bounds => ({ min, max, whole: true });

export const BOUNDS = {
  maxAccuracyCreditM: number(0, 500),
  dueSoonHours: number(1, 240),
  graceMinutes: number(0, 1440),
  autoExtendDays: whole(0, 90),
  bufferBeforeH: number(0, 240),
  bufferAfterH: number(0, 240),
  workshopH: number(1, 720),
  autoConfirmUnits: whole(0, 100),
  autoConfirmDays: whole(1, 365),
  idleRatio: number(0, 1),
  idleDays: whole(1, 30),
} satisfies Record<string, Bounds>;

/** The bounds of a rule; null for one that is no number. */
export const boundsOf = (rule: string): Bounds | null => (BOUNDS as Record<string, Bounds | undefined>)[rule] ?? null;
