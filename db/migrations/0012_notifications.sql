ALTER TABLE "notifications" DROP COLUMN "payload";--> statement-breakpoint
ALTER TABLE "push_subscriptions" DROP COLUMN "active";--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"user_id" uuid NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notification_progress" (
	"dealer_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "push_subscriptions" DROP CONSTRAINT "push_subscriptions_endpoint";--> statement-breakpoint
ALTER TABLE "notifications" ALTER COLUMN "alert_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "event_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "severity" text NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "in_app" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "push_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "push_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "pushed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "digest" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "digested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD COLUMN "label" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notification_preferences_user_idx" ON "notification_preferences" USING btree ("user_id","org_owner_id","id");--> statement-breakpoint
CREATE INDEX "notifications_unread_idx" ON "notifications" USING btree ("user_id","org_owner_id") WHERE read_at is null and in_app;--> statement-breakpoint
CREATE INDEX "notifications_alert_idx" ON "notifications" USING btree ("alert_id","user_id");--> statement-breakpoint
CREATE INDEX "notifications_push_idx" ON "notifications" USING btree ("push_at") WHERE push_at is not null and pushed_at is null;--> statement-breakpoint
CREATE INDEX "notifications_pushed_idx" ON "notifications" USING btree ("user_id","pushed_at") WHERE pushed_at is not null;--> statement-breakpoint
CREATE INDEX "notifications_digest_idx" ON "notifications" USING btree ("user_id","org_owner_id") WHERE digest and digested_at is null;--> statement-breakpoint
CREATE INDEX "push_subscriptions_user_idx" ON "push_subscriptions" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_once" UNIQUE("user_id","event_id");--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_endpoint" UNIQUE("endpoint");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK (kind in ('OPENED', 'WORSENED', 'UNANSWERED', 'WOKEN', 'ASSIGNED', 'RESOLVED'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_severity" CHECK (severity in ('INFO', 'WARNING', 'CRITICAL'));--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_language" CHECK (language in ('en', 'de', 'es', 'fr', 'pt', 'hi', 'zh', 'ar'));--> statement-breakpoint
DROP POLICY "notifications_insert" ON "notifications" CASCADE;--> statement-breakpoint
DROP POLICY "notifications_delete" ON "notifications" CASCADE;--> statement-breakpoint
CREATE POLICY "notification_preferences_select" ON "notification_preferences" AS PERMISSIVE FOR SELECT TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "notification_preferences_insert" ON "notification_preferences" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));