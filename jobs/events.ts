/** The events that jobs send and listen to. Make one with `.create(data)`, send it with the client, always after the commit. */
import { eventType } from "inngest";
import { z } from "zod";

/** A rental began, ended or changed its due time. */
export const rentalsChanged = eventType("rentals/changed", {
  schema: z.object({ dealerId: z.uuid(), rentalId: z.uuid(), equipmentId: z.uuid() }),
});

/** Look at all due times now, of one dealer or of all. */
export const alertsSweepRequested = eventType("alerts/sweep.requested", {
  schema: z.object({ dealerId: z.uuid().optional() }),
});

/** Look at one dealer's due times and machines as of `at` (ISO 8601 UTC), the time that the sweep was scheduled for. */
export const dealerSweepRequested = eventType("alerts/dealer-sweep.requested", {
  schema: z.object({ dealerId: z.uuid(), at: z.iso.datetime() }),
});

/** Something was heard of some of a dealer's machines; which ones is marked in the database. */
export const machinesHeard = eventType("alerts/machines.heard", { schema: z.object({ dealerId: z.uuid() }) });

/** Look now at what has come due in the life of rentals, of one dealer or of all. */
export const rentalsSweepRequested = eventType("rentals/sweep.requested", {
  schema: z.object({ dealerId: z.uuid().optional() }),
});

/** Look at one dealer's rentals as of `at` (ISO 8601 UTC), the time that the sweep was scheduled for. */
export const dealerRentalsSweepRequested = eventType("rentals/dealer-sweep.requested", {
  schema: z.object({ dealerId: z.uuid(), at: z.iso.datetime() }),
});

/** Look now at which services are to be planned and which have fallen due, of one dealer or of all. */
export const serviceSweepRequested = eventType("maintenance/service-sweep.requested", {
  schema: z.object({ dealerId: z.uuid().optional() }),
});

/** Look at one dealer's services as of `at` (ISO 8601 UTC), the time that the sweep was scheduled for. */
export const dealerServiceSweepRequested = eventType("maintenance/dealer-service-sweep.requested", {
  schema: z.object({ dealerId: z.uuid(), at: z.iso.datetime() }),
});

/** Look now at which makers' feeds are due. */
export const telematicsSweepRequested = eventType("telematics/sweep.requested", { schema: z.object({}) });

/** Fetch one source as of `at` (ISO 8601 UTC). */
export const sourcePullRequested = eventType("telematics/source-pull.requested", {
  schema: z.object({ sourceId: z.uuid(), dealerId: z.uuid(), at: z.iso.datetime() }),
});

/** Drop raw readings past their time, now. */
export const readingsRetentionRequested = eventType("telematics/retention.requested", { schema: z.object({}) });

/** Clear what signing in leaves behind, now. */
export const identitySweepRequested = eventType("iam/identity-sweep.requested", { schema: z.object({}) });

/** Clear uploads that were given up, now. */
export const partsSweepRequested = eventType("media/parts-sweep.requested", { schema: z.object({}) });

/** Something became of a dealer's alerts that people are to be told. */
export const alertsChanged = eventType("notifications/alerts.changed", { schema: z.object({ dealerId: z.uuid() }) });

/** Push now what waits to be pushed. */
export const pushesRequested = eventType("notifications/pushes.requested", { schema: z.object({}) });

/** Mail now whom it is time to mail. */
export const digestsRequested = eventType("notifications/digests.requested", { schema: z.object({}) });
