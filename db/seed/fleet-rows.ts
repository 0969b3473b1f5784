/** Rows of machines, labels, days of use, readings and planted anomalies. */
import type { EquipmentStatus } from "../../server/domain/assets/schema.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { CATALOGUE } from "./catalogue.ts";
import type { Fate, Machine } from "./model.ts";
import { currentSpan, spanOn, yardOf } from "./model.ts";
import { idSource } from "./random.ts";
import type { Reading } from "./tracks.ts";

const STATUS: Record<Fate, EquipmentStatus> = {
  OUT: "ON_RENT",
  CALLED_OFF: "ON_RENT",
  FREE: "AVAILABLE",
  RESERVED: "AVAILABLE",
  CHECKED_IN: "IDLE",
  WORKSHOP: "MAINTENANCE",
  LOST: "LOST",
};

export function equipmentRow(machine: Machine, calendar: Calendar) {
  const span = currentSpan(machine);
  return {
    id: machine.id,
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: span?.customer.id ?? null,
    siteId: (span?.site ?? yardOf(machine.dealer)).id,
    humanId: machine.humanId,
    fleetNumber: `${machine.dealer.fleetPrefix}-${String(101 + machine.index).padStart(4, "0")}`,
    type: machine.type,
    make: machine.model.make,
    model: machine.model.model,
    serialNumber: machine.serialNumber,
    pin: machine.pin,
    modelYear: machine.modelYear,
    status: STATUS[machine.fate],
    trackerId:
      machine.source === "mqtt" ? `trk-${machine.serialNumber.toLowerCase()}` : (machine.pin ?? machine.serialNumber),
    feed: machine.feed,
    feedCadenceS: machine.feedCadenceS,
    oec: machine.oec.toFixed(2),
    dayRate: machine.dayRate.toFixed(2),
    purchasedOn: machine.purchasedOn,
    hourMeter: machine.meter[HISTORY_DAYS - 1]! / 10,
    hourMeterAt: machine.meterAt,
    hourMeterOffset: 0,
    lastLat: machine.lastPosition.lat,
    lastLon: machine.lastPosition.lon,
    lastAccuracyM: machine.lastPosition.accuracyM,
    lastPositionAt: machine.lastSeenAt,
    lastSeenAt: machine.lastSeenAt,
    createdAt: calendar.at(-20, machine.index % 1440, "UTC"),
  };
}

/** One active QR label a machine; `tagId` may give the id that a printed label already carries. */
export function tagRow(machine: Machine, id: string, calendar: Calendar) {
  const createdAt = calendar.at(-19, machine.index % 1440, "UTC");
  return {
    id,
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: null,
    equipmentId: machine.id,
    medium: "QR",
    state: "ACTIVE",
    claimedAt: createdAt,
    createdAt,
  };
}

/** A row for each day on which the machine was heard; hours stay with the site and customer of their day. */
export function usageRows(machine: Machine, calendar: Calendar) {
  const { kmPerHour } = CATALOGUE[machine.type];
  const rows = [];
  for (let day = 0; day < HISTORY_DAYS; day++) {
    const runtime = machine.runtime[day]!;
    const idle = machine.idle[day]!;
    if (runtime < 0) continue;
    const span = spanOn(machine, day);
    const site = span?.site ?? yardOf(machine.dealer);
    rows.push({
      orgOwnerId: machine.dealer.id,
      dealerId: machine.dealer.id,
      customerId: span?.customer.id ?? null,
      siteId: site.id,
      equipmentId: machine.id,
      day: calendar.day(day),
      runtimeH: runtime / 10,
      idleH: idle / 10,
      fuelL: machine.fuel[day]! / 10,
      distanceKm: kmPerHour ? Math.round((runtime - idle) * kmPerHour) / 10 : null,
      hourMeterEnd: machine.meter[day]! / 10,
      source: machine.source,
      updatedAt: calendar.past(day, 1435, site.timeZone),
    });
  }
  return rows;
}

export function readingRow(reading: Reading) {
  const { machine } = reading;
  return {
    id: reading.id,
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: reading.customerId,
    siteId: reading.site.id,
    equipmentId: machine.id,
    source: machine.source,
    at: reading.at,
    receivedAt: new Date(reading.at.getTime() + 45_000),
    hourMeter: reading.hourMeter,
    idleHours: reading.idleHours,
    fuelUsedL: reading.fuelUsedL,
    fuelRemainingPercent: reading.fuelPercent,
    lat: reading.place.lat,
    lon: reading.place.lon,
    accuracyM: 5,
    engineRunning: reading.running,
    quarantine: reading.quarantine,
  };
}

export function anomalyRows(machines: Machine[], calendar: Calendar) {
  const id = idSource("planted anomalies");
  return machines.flatMap((machine) =>
    machine.anomalies.map((anomaly) => ({
      id: id(calendar.at(anomaly.from, 0, "UTC")),
      orgOwnerId: machine.dealer.id,
      dealerId: machine.dealer.id,
      customerId: spanOn(machine, anomaly.from)?.customer.id ?? null,
      equipmentId: machine.id,
      kind: anomaly.kind,
      fromDay: calendar.day(anomaly.from),
      toDay: calendar.day(anomaly.to),
      detail: anomaly.detail,
    })),
  );
}
