CREATE TABLE "machine_faults" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid NOT NULL,
	"source" text NOT NULL,
	"code" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"description" text,
	"severity" text,
	"component" text,
	"spn" integer,
	"fmi" integer,
	CONSTRAINT "machine_faults_equipment_id_source_code_at_pk" PRIMARY KEY("equipment_id","source","code","at")
);
--> statement-breakpoint
ALTER TABLE "machine_faults" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meter_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"equipment_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"source" text,
	"meter_h" double precision NOT NULL,
	"offset_h" double precision NOT NULL,
	"before_offset_h" double precision NOT NULL,
	"made_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meter_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "telemetry_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"source_id" uuid NOT NULL,
	"file_name" text,
	"content_hash" text NOT NULL,
	"bytes" integer NOT NULL,
	"records" integer NOT NULL,
	"stored" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"header_only" integer NOT NULL,
	"unknown" integer NOT NULL,
	"refused" integer NOT NULL,
	"created" integer NOT NULL,
	"readings" integer NOT NULL,
	"imported_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "telemetry_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "telemetry_rejects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"source_id" uuid NOT NULL,
	"machine" text NOT NULL,
	"equipment_id" uuid,
	"code" text NOT NULL,
	"element" text NOT NULL,
	"value" text,
	"times" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "telemetry_rejects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "telemetry_sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"make" text,
	"url" text,
	"topic" text,
	"auth" text DEFAULT 'NONE' NOT NULL,
	"credentials" text,
	"token_hash" text,
	"cadence_s" integer NOT NULL,
	"requests_per_day" integer,
	"min_interval_ms" integer DEFAULT 0 NOT NULL,
	"creates_machines" boolean DEFAULT false NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"next_pull_at" timestamp with time zone,
	"resume_url" text,
	"requests_day" date,
	"requests_made" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"last_error_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	"last_reading_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "telemetry_sources_id_dealer" UNIQUE("id","dealer_id"),
	CONSTRAINT "telemetry_sources_kind" CHECK (kind in ('PULL', 'PUSH', 'FILE', 'WEBHOOK', 'MQTT', 'MANUAL')),
	CONSTRAINT "telemetry_sources_auth" CHECK (auth in ('NONE', 'BASIC', 'BEARER', 'CLIENT_CREDENTIALS')),
	CONSTRAINT "telemetry_sources_cadence" CHECK (cadence_s between 1 and 31536000)
);
--> statement-breakpoint
ALTER TABLE "telemetry_sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_gaps" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"equipment_id" uuid NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"hours" double precision NOT NULL,
	CONSTRAINT "usage_gaps_equipment_id_from_at_pk" PRIMARY KEY("equipment_id","from_at")
);
--> statement-breakpoint
ALTER TABLE "usage_gaps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_operators" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid NOT NULL,
	"day" date NOT NULL,
	"operator_user_id" uuid NOT NULL,
	"runtime_h" double precision NOT NULL,
	"idle_h" double precision NOT NULL,
	"fuel_l" double precision,
	CONSTRAINT "usage_operators_equipment_id_day_operator_user_id_pk" PRIMARY KEY("equipment_id","day","operator_user_id")
);
--> statement-breakpoint
ALTER TABLE "usage_operators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "equipment" ADD COLUMN "latest" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "equipment" ADD COLUMN "unconfirmed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_readings" ADD COLUMN "def_remaining_percent" double precision;--> statement-breakpoint
ALTER TABLE "usage_readings" ADD COLUMN "odometer_km" double precision;--> statement-breakpoint
ALTER TABLE "usage_readings" ADD COLUMN "load_factor_percent" double precision;--> statement-breakpoint
ALTER TABLE "usage_readings" ADD COLUMN "altitude_m" double precision;--> statement-breakpoint
ALTER TABLE "machine_faults" ADD CONSTRAINT "machine_faults_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter_changes" ADD CONSTRAINT "meter_changes_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telemetry_imports" ADD CONSTRAINT "telemetry_imports_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telemetry_imports" ADD CONSTRAINT "telemetry_imports_source_fk" FOREIGN KEY ("source_id","dealer_id") REFERENCES "public"."telemetry_sources"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telemetry_rejects" ADD CONSTRAINT "telemetry_rejects_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telemetry_rejects" ADD CONSTRAINT "telemetry_rejects_source_fk" FOREIGN KEY ("source_id","dealer_id") REFERENCES "public"."telemetry_sources"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "telemetry_sources" ADD CONSTRAINT "telemetry_sources_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_gaps" ADD CONSTRAINT "usage_gaps_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_operators" ADD CONSTRAINT "usage_operators_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "machine_faults_dealer_idx" ON "machine_faults" USING btree ("dealer_id","at");--> statement-breakpoint
CREATE INDEX "machine_faults_customer_idx" ON "machine_faults" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "meter_changes_dealer_idx" ON "meter_changes" USING btree ("dealer_id","equipment_id","at");--> statement-breakpoint
CREATE INDEX "telemetry_imports_dealer_idx" ON "telemetry_imports" USING btree ("dealer_id","source_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "telemetry_rejects_one" ON "telemetry_rejects" USING btree ("source_id","machine","code","element");--> statement-breakpoint
CREATE INDEX "telemetry_rejects_dealer_idx" ON "telemetry_rejects" USING btree ("dealer_id","source_id","last_at");--> statement-breakpoint
CREATE INDEX "telemetry_sources_dealer_idx" ON "telemetry_sources" USING btree ("dealer_id","name");--> statement-breakpoint
CREATE INDEX "telemetry_sources_due_idx" ON "telemetry_sources" USING btree ("next_pull_at") WHERE kind = 'PULL' and active;--> statement-breakpoint
CREATE UNIQUE INDEX "telemetry_sources_token" ON "telemetry_sources" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "telemetry_sources_standing" ON "telemetry_sources" USING btree ("dealer_id","kind") WHERE kind in ('FILE', 'MANUAL');--> statement-breakpoint
CREATE INDEX "usage_gaps_dealer_idx" ON "usage_gaps" USING btree ("dealer_id","to_at");--> statement-breakpoint
CREATE INDEX "usage_operators_dealer_idx" ON "usage_operators" USING btree ("dealer_id","day");--> statement-breakpoint
CREATE INDEX "usage_operators_customer_idx" ON "usage_operators" USING btree ("customer_id","day");--> statement-breakpoint
CREATE INDEX "equipment_unconfirmed_idx" ON "equipment" USING btree ("dealer_id",lpad(human_id, 20)) WHERE unconfirmed;--> statement-breakpoint
CREATE INDEX "usage_readings_equipment_idx" ON "usage_readings" USING btree ("equipment_id","at");--> statement-breakpoint
CREATE INDEX "usage_readings_quarantine_idx" ON "usage_readings" USING btree ("dealer_id","at") WHERE quarantine is not null;--> statement-breakpoint
CREATE POLICY "machine_faults_select" ON "machine_faults" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "machine_faults_insert" ON "machine_faults" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "meter_changes_select" ON "meter_changes" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "meter_changes_insert" ON "meter_changes" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "telemetry_imports_select" ON "telemetry_imports" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "telemetry_imports_insert" ON "telemetry_imports" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "telemetry_imports_delete" ON "telemetry_imports" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "telemetry_rejects_select" ON "telemetry_rejects" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "telemetry_rejects_insert" ON "telemetry_rejects" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "telemetry_rejects_update" ON "telemetry_rejects" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "telemetry_rejects_delete" ON "telemetry_rejects" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "telemetry_sources_select" ON "telemetry_sources" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "telemetry_sources_insert" ON "telemetry_sources" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "telemetry_sources_update" ON "telemetry_sources" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "usage_gaps_select" ON "usage_gaps" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_gaps_insert" ON "usage_gaps" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "usage_gaps_update" ON "usage_gaps" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "usage_gaps_delete" ON "usage_gaps" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_operators_select" ON "usage_operators" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_operators_insert" ON "usage_operators" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_operators_update" ON "usage_operators" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));