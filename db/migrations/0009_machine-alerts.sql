CREATE TABLE "alert_watches" (
	"equipment_id" uuid PRIMARY KEY NOT NULL,
	"dealer_id" uuid NOT NULL,
	"look_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alerts" DROP CONSTRAINT "alerts_kind";--> statement-breakpoint
ALTER TABLE "alerts" ALTER COLUMN "equipment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ALTER COLUMN "human_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "feed_key" text;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "snoozed_by" uuid;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "escalated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alert_watches" ADD CONSTRAINT "alert_watches_equipment_id_equipment_id_fk" FOREIGN KEY ("equipment_id") REFERENCES "public"."equipment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_watches_due_idx" ON "alert_watches" USING btree ("dealer_id","look_at");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_live_feed" ON "alerts" USING btree ("dealer_id","feed_key","kind") WHERE state <> 'RESOLVED' and feed_key is not null;--> statement-breakpoint
CREATE INDEX "alerts_equipment_idx" ON "alerts" USING btree ("equipment_id","opened_at");--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_about" CHECK ((equipment_id is null) = (feed_key is not null) and (human_id is null) = (equipment_id is null));--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_snoozed" CHECK (state <> 'SNOOZED' or snoozed_until is not null);--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_kind" CHECK (kind in ('DUE_SOON', 'OVERDUE', 'IDLE_RATIO', 'GEOFENCE_BREACH', 'NO_HEARTBEAT', 'MAINTENANCE_DUE', 'UNEXPECTED_MOTION', 'FUEL_OUTLIER', 'FEED_SILENT'));