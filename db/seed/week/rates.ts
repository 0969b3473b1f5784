/**
 * How often things go wrong, or look as if they did, in a simulated week. Where nobody publishes a rate it is an assumption, on the side
 * of more trouble than a fleet has, and says so.
 */

/** Parts of a fleet: healthy time utilisation is 65 to 75 %; the rest as in the demo's fleet. */
export const OUT = 0.7;
export const IN_WORKSHOP = 0.04;

/** Of rentals, as in the demo's year: late by one to four days, early by as much, and extended by a week. */
export const LATE = 0.12;
export const EARLY = 0.25;
export const EXTENDED = 0.15;
/** Assumed: of rentals, kept for weeks beyond their day. */
export const KEPT = 0.005;
/** Of machines in the yard, those that go out on a day: they stand for ten days in the mean, as in the demo's year. */
export const GOES_OUT = 0.1;
/** Assumed: of moves, those on the dealer's lorry, whose task is in the application; the others the customer sees to. */
export const DEALERS_LORRY = 0.7;
/** Assumed: of deliveries, those handed over in the yard, and not at the site. */
export const HANDED_OVER_IN_YARD = 0.6;

/** Idling: about 40 % of the running time in the industry, and 80 % is "not uncommon". Machines differ, and so do days. */
export const IDLE_MEAN = 0.4;
export const IDLE_BETWEEN_MACHINES = 0.1;
export const IDLE_BETWEEN_DAYS = 0.08;
/** Of a machine's own consumption from day to day, assumed; the load does the rest. */
export const FUEL_SPREAD = 0.06;
/** Assumed, a machine and a week: a day on which fuel leaks, is stolen or burned for nothing. */
export const FUEL_LOSS = 0.003;

/** A parked receiver was seen to wander by 3.44 m at most. Assumed, a machine and a day: multipath by tens of metres for some positions. */
export const DRIFT_M = 3.44;
export const MULTIPATH = 0.03;
export const MULTIPATH_M = 60;

/** Assumed, a machine on a site: it works beside the fence, because the site has outgrown it. */
export const BESIDE_FENCE = 0.01;
/** Assumed, a machine on rent and a week: used elsewhere for hours, and moved to another site without a word. */
export const USED_ELSEWHERE = 0.01;
export const MOVED_UNSAID = 0.005;
/** Assumed, a machine in the yard and a day: put on the lot outside for hours. */
export const OUTSIDE_LOT = 0.005;

/** Assumed, of trackers that report in minutes: they sleep with the engine and then report once a day. */
export const SLEEPERS = 0.2;
/** Assumed, a machine: parked for a night without a network; for days; battery or modem dead, in the yard and on a site, a day. */
export const NIGHT_UNHEARD = 0.01;
export const DAYS_UNHEARD = 0.003;
export const DEAD_IN_YARD = 0.003;
export const DEAD_ON_SITE = 0.001;
/** Of machines, silent for days already: one in forty, as in the demo's fleet. */
export const SILENT_ALREADY = 0.025;
/** Assumed, a dealer's feed and a day: it fails for two to thirty hours and brings what it owes afterwards. */
export const FEED_FAILS = 0.02;

/** Assumed, of services: done before their hours are up, within three days after, and later. */
export const SERVED_AHEAD = 0.65;
export const SERVED_SOON = 0.28;

/** Assumed, of alerts: somebody answers within two working hours; the others wait until their cause is gone. */
export const ANSWERED = 0.85;
