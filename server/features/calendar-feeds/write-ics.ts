import ical, { ICalEventStatus } from "ical-generator";
import type { CalendarEntry } from "../../domain/calendar/entries.ts";
import type { Revisions } from "./note-changes.ts";

const REFRESH_S = 15 * 60;

/**
 * The entries as an iCalendar file (RFC 5545): instants in UTC, so that no time zone has to be described, days as dates. Characters
 * that a content line can not hold are left out.
 */
export function writeIcs(
  name: string,
  entries: readonly CalendarEntry[],
  revisions: Revisions,
  publicUrl: string,
): string {
  const { host } = new URL(publicUrl);
  const calendar = ical({
    name: plain(name),
    prodId: { company: "smart-rental", product: "calendar feed", language: "EN" },
    ttl: REFRESH_S,
  });
  for (const entry of entries) {
    const { sequence, modifiedAt } = revisions.entries.get(entry.uid) ?? { sequence: 0, modifiedAt: revisions.whole };
    const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);
    calendar.createEvent({
      id: `${entry.uid}@${host}`,
      sequence,
      stamp: modifiedAt,
      lastModified: modifiedAt,
      summary: plain(entry.title),
      ...(entry.description ? { description: plain(entry.description) } : {}),
      ...(entry.location ? { location: plain(entry.location) } : {}),
      url: new URL(entry.path, publicUrl).href,
      status: ICalEventStatus.CONFIRMED,
      ...(entry.allDay
        ? { allDay: true, timezone: "UTC", start: dayOf(entry.from), end: dayOf(entry.to) }
        : { start: entry.from, end: entry.to }),
    });
  }
  const text = calendar.toString();
  return text.endsWith("\r\n") ? text : `${text}\r\n`;
}

/** Control characters but the line break, which is written as `\n`. */
const plain = (text: string) => text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n]/gu, "");
