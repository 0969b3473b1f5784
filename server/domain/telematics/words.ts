/** Words of the telematics tables. */

/** How readings reach us: fetched from a maker, sent by one, brought as a file, by a broker's web hook, from a broker's topic, by hand. */
export const SOURCE_KINDS = ["PULL", "PUSH", "FILE", "WEBHOOK", "MQTT", "MANUAL"] as const;

export const SOURCE_AUTHS = ["NONE", "BASIC", "BEARER", "CLIENT_CREDENTIALS"] as const;
export type SourceAuth = (typeof SOURCE_AUTHS)[number];

/** What became of one record of an import. */
export const RECORD_FATES = ["STORED", "UNCHANGED", "HEADER_ONLY", "UNKNOWN", "REFUSED"] as const;
