CREATE TABLE "machine_fault_lives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid NOT NULL,
	"source" text NOT NULL,
	"fault_key" text NOT NULL,
	"code" text NOT NULL,
	"spn" integer,
	"fmi" integer,
	"component" text,
	"description" text,
	"severity" text,
	"level" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	"times" integer NOT NULL,
	"work_id" uuid,
	CONSTRAINT "machine_fault_lives_level" CHECK (level in ('SEVERE', 'MODERATE', 'MINOR', 'UNRATED')),
	CONSTRAINT "machine_fault_lives_order" CHECK (opened_at <= last_at and last_at <= coalesce(cleared_at, last_at))
);
--> statement-breakpoint
ALTER TABLE "machine_fault_lives" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "machine_fault_reports" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"equipment_id" uuid NOT NULL,
	"source" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"occurred" text[] NOT NULL,
	"listed" text[],
	"ended" text[] NOT NULL,
	CONSTRAINT "machine_fault_reports_equipment_id_source_at_pk" PRIMARY KEY("equipment_id","source","at")
);
--> statement-breakpoint
ALTER TABLE "machine_fault_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "machine_fault_lives" ADD CONSTRAINT "machine_fault_lives_work_id_maintenance_id_fk" FOREIGN KEY ("work_id") REFERENCES "public"."maintenance"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "machine_fault_lives" ADD CONSTRAINT "machine_fault_lives_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "machine_fault_reports" ADD CONSTRAINT "machine_fault_reports_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "machine_fault_lives_one_open" ON "machine_fault_lives" USING btree ("equipment_id","source","fault_key") WHERE cleared_at is null;--> statement-breakpoint
CREATE INDEX "machine_fault_lives_equipment_idx" ON "machine_fault_lives" USING btree ("equipment_id","source","last_at");--> statement-breakpoint
CREATE INDEX "machine_fault_lives_dealer_idx" ON "machine_fault_lives" USING btree ("dealer_id","last_at");--> statement-breakpoint
CREATE INDEX "machine_fault_lives_board_idx" ON "machine_fault_lives" USING btree ("dealer_id","opened_at") WHERE cleared_at is null and level in ('SEVERE', 'MODERATE');--> statement-breakpoint
CREATE INDEX "machine_fault_lives_customer_idx" ON "machine_fault_lives" USING btree ("customer_id","opened_at") WHERE cleared_at is null and level in ('SEVERE', 'MODERATE');--> statement-breakpoint
CREATE INDEX "machine_fault_reports_dealer_idx" ON "machine_fault_reports" USING btree ("dealer_id","equipment_id","at");--> statement-breakpoint
CREATE POLICY "machine_fault_lives_select" ON "machine_fault_lives" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "machine_fault_lives_insert" ON "machine_fault_lives" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "machine_fault_lives_delete" ON "machine_fault_lives" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "machine_fault_reports_select" ON "machine_fault_reports" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "machine_fault_reports_insert" ON "machine_fault_reports" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "machine_fault_reports_update" ON "machine_fault_reports" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));