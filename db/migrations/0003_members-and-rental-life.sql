CREATE TABLE "equipment_attachments" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"host_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "equipment_attachments_host_id_attachment_id_pk" PRIMARY KEY("host_id","attachment_id"),
	CONSTRAINT "equipment_attachments_one_host" UNIQUE("attachment_id"),
	CONSTRAINT "equipment_attachments_apart" CHECK (host_id <> attachment_id)
);
--> statement-breakpoint
ALTER TABLE "equipment_attachments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_entries" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"user_id" uuid NOT NULL,
	"feed_id" uuid NOT NULL,
	"uid" text NOT NULL,
	"content_hash" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"modified_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_entries_feed_id_uid_pk" PRIMARY KEY("feed_id","uid")
);
--> statement-breakpoint
ALTER TABLE "calendar_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"user_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_fetched_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "calendar_feeds_token" UNIQUE("token_hash"),
	CONSTRAINT "calendar_feeds_id_user" UNIQUE("id","user_id")
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"scopes" text[] NOT NULL,
	"key_prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_clients_keyHash_unique" UNIQUE("key_hash"),
	CONSTRAINT "api_clients_role" CHECK (role in ('CAT_ADMIN', 'DEALER_ADMIN', 'DEALER_DISPATCH', 'CUSTOMER_SUPERVISOR', 'OPERATOR'))
);
--> statement-breakpoint
ALTER TABLE "api_clients" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "badge_secrets" (
	"badge_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"number_hash" text NOT NULL,
	"pin_hash" text NOT NULL,
	CONSTRAINT "badge_secrets_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "badge_secrets_numberHash_unique" UNIQUE("number_hash")
);
--> statement-breakpoint
CREATE TABLE "badges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text DEFAULT 'ACTIVE' NOT NULL,
	"number_hint" text NOT NULL,
	"issued_by" uuid NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"failed_attempts" integer DEFAULT 0 NOT NULL,
	"locked_at" timestamp with time zone,
	CONSTRAINT "badges_state" CHECK (state in ('ACTIVE', 'REVOKED'))
);
--> statement-breakpoint
ALTER TABLE "badges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"invited_by_org" uuid NOT NULL,
	"invited_by" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"role" text NOT NULL,
	"site_ids" uuid[],
	"token_hash" text NOT NULL,
	"sends" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_role" CHECK (role in ('CAT_ADMIN', 'DEALER_ADMIN', 'DEALER_DISPATCH', 'CUSTOMER_SUPERVISOR', 'OPERATOR'))
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "relation_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"email" text NOT NULL,
	"message" text,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"requested_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	CONSTRAINT "relation_requests_state" CHECK (state in ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
	CONSTRAINT "relation_requests_owner" CHECK (org_owner_id = dealer_id)
);
--> statement-breakpoint
ALTER TABLE "relation_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"kind" text NOT NULL,
	"file_name" text,
	"content_hash" text NOT NULL,
	"created" integer NOT NULL,
	"updated" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"refused" integer NOT NULL,
	"imported_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_batches_kind" CHECK (kind in ('MACHINES', 'SITES', 'CUSTOMERS'))
);
--> statement-breakpoint
ALTER TABLE "import_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_columns" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"kind" text NOT NULL,
	"header" text NOT NULL,
	"field" text,
	CONSTRAINT "import_columns_dealer_id_kind_header_pk" PRIMARY KEY("dealer_id","kind","header"),
	CONSTRAINT "import_columns_kind" CHECK (kind in ('MACHINES', 'SITES', 'CUSTOMERS'))
);
--> statement-breakpoint
ALTER TABLE "import_columns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "check_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"items" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_lists_version" UNIQUE("dealer_id","type","version"),
	CONSTRAINT "check_lists_type" CHECK (type in ('EXCAVATOR', 'WHEEL_LOADER', 'BACKHOE_LOADER', 'DOZER', 'GRADER', 'DUMPER', 'ROLLER', 'SKID_STEER_LOADER', 'TELEHANDLER', 'TRENCHER')),
	CONSTRAINT "check_lists_positive" CHECK (version > 0),
	CONSTRAINT "check_lists_bounded" CHECK (jsonb_array_length(items) between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "check_lists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"equipment_id" uuid NOT NULL,
	"rental_id" uuid NOT NULL,
	"human_id" text NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"check_list_version" integer NOT NULL,
	"items" jsonb NOT NULL,
	"photos" uuid[] DEFAULT '{}' NOT NULL,
	"engine_hours" double precision,
	"fuel_l" double precision,
	"notes" text,
	"failed" integer DEFAULT 0 NOT NULL,
	"inspected_at" timestamp with time zone NOT NULL,
	"inspected_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspections_once" UNIQUE("rental_id","kind"),
	CONSTRAINT "inspections_kind" CHECK (kind in ('OUT', 'IN')),
	CONSTRAINT "inspections_bounded" CHECK (jsonb_array_length(items) <= 60)
);
--> statement-breakpoint
ALTER TABLE "inspections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"equipment_id" uuid NOT NULL,
	"rental_id" uuid NOT NULL,
	"human_id" text NOT NULL,
	"kind" text NOT NULL,
	"record" text NOT NULL,
	"digest" text NOT NULL,
	"event_id" uuid NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tickets_once" UNIQUE("rental_id","kind"),
	CONSTRAINT "tickets_kind" CHECK (kind in ('OUT', 'IN')),
	CONSTRAINT "tickets_bounded" CHECK (length(record) <= 200000)
);
--> statement-breakpoint
ALTER TABLE "tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"type" text,
	"equipment_id" uuid,
	"currency" text NOT NULL,
	"day_minor" bigint NOT NULL,
	"week_minor" bigint,
	"cycle_minor" bigint,
	"hours_per_day" double precision,
	"hours_per_week" double precision,
	"hours_per_cycle" double precision,
	"excess_hour_minor" bigint,
	"valid_from" date NOT NULL,
	"retired_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rates_owner" CHECK (org_owner_id = dealer_id),
	CONSTRAINT "rates_type" CHECK (type in ('EXCAVATOR', 'WHEEL_LOADER', 'BACKHOE_LOADER', 'DOZER', 'GRADER', 'DUMPER', 'ROLLER', 'SKID_STEER_LOADER', 'TELEHANDLER', 'TRENCHER')),
	CONSTRAINT "rates_about" CHECK ((type is null) <> (equipment_id is null)),
	CONSTRAINT "rates_currency" CHECK (currency ~ '^[A-Z]{3}$'),
	CONSTRAINT "rates_amounts" CHECK (day_minor >= 0 and week_minor >= 0 and cycle_minor >= 0 and excess_hour_minor >= 0)
);
--> statement-breakpoint
ALTER TABLE "rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rental_terms" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"grace_minutes" integer,
	"auto_extend_days" integer,
	"night_drop_off" boolean,
	"changed_by" uuid,
	"changed_at" timestamp with time zone,
	CONSTRAINT "rental_terms_dealer_id_customer_id_pk" PRIMARY KEY("dealer_id","customer_id"),
	CONSTRAINT "rental_terms_owner" CHECK (org_owner_id = dealer_id),
	CONSTRAINT "rental_terms_grace" CHECK (grace_minutes between 0 and 1440),
	CONSTRAINT "rental_terms_auto_extend" CHECK (auto_extend_days between 0 and 90)
);
--> statement-breakpoint
ALTER TABLE "rental_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rental_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"rental_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"asked_due_at" timestamp with time zone,
	"due_at_then" timestamp with time zone,
	"asked_day" date,
	"reason" text,
	"requested_by" uuid NOT NULL,
	"requested_by_org" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rental_requests_kind" CHECK (kind in ('EXTEND', 'CALL_OFF')),
	CONSTRAINT "rental_requests_state" CHECK (state in ('PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'SUPERSEDED')),
	CONSTRAINT "rental_requests_asked" CHECK (kind <> 'EXTEND' or asked_due_at is not null),
	CONSTRAINT "rental_requests_decided" CHECK ((state = 'PENDING') = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "rental_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rental_stays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"rental_id" uuid NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone,
	CONSTRAINT "rental_stays_order" CHECK (to_at is null or to_at >= from_at)
);
--> statement-breakpoint
ALTER TABLE "rental_stays" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "equipment" DROP CONSTRAINT "equipment_status";--> statement-breakpoint
ALTER TABLE "maintenance" DROP CONSTRAINT "maintenance_due";--> statement-breakpoint
ALTER TABLE "reservations" DROP CONSTRAINT "reservations_state";--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "email" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ALTER COLUMN "title" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "equipment" ADD COLUMN "attachments" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "equipment" ADD COLUMN "retired_as" text;--> statement-breakpoint
ALTER TABLE "equipment" ADD COLUMN "retired_on" date;--> statement-breakpoint
ALTER TABLE "jwks" ADD COLUMN "alg" text DEFAULT 'EdDSA' NOT NULL;--> statement-breakpoint
ALTER TABLE "jwks" ADD COLUMN "crv" text DEFAULT 'Ed25519' NOT NULL;--> statement-breakpoint
ALTER TABLE "passkeys" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "method" text DEFAULT 'CODE' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "badge_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "previous_token" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "ends_at" timestamp with time zone DEFAULT now() + interval '30 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "dealer_customers" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "created_by_org" uuid;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "kind" text DEFAULT 'SERVICE' NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "interval_days" integer;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "severity" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "workshop" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "technician_user_id" uuid;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "done_by" uuid;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "deferred_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "defer_reason" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "parts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "photos" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "cause_kind" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "cause_id" text;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "inspection_id" uuid;--> statement-breakpoint
ALTER TABLE "maintenance" ADD COLUMN "rental_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "human_id" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "assignee_org_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "truck" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "planned_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "planned_to" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "started_by" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "done_by" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "photos" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "notes" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "cancel_reason" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "cause_kind" text DEFAULT 'HAND' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "cause_id" text DEFAULT gen_random_uuid()::text NOT NULL;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "host_rental_id" uuid;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "contract_number" text;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "po_number" text;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "delivery_contact" jsonb;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "rate" jsonb;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "agreed_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "call_off_day" date;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "off_rent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "called_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "called_off_by" uuid;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "dropped_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "late_days" integer;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "excess_hours" double precision;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "replaces_rental_id" uuid;--> statement-breakpoint
ALTER TABLE "rentals" ADD COLUMN "replaced_by_rental_id" uuid;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "equipment_id" uuid;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "starts_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "ends_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "po_number" text;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "requested_by" uuid;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "created_by_org" uuid;--> statement-breakpoint
ALTER TABLE "equipment_attachments" ADD CONSTRAINT "equipment_attachments_host_fk" FOREIGN KEY ("host_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "equipment_attachments" ADD CONSTRAINT "equipment_attachments_attachment_fk" FOREIGN KEY ("attachment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_feed_fk" FOREIGN KEY ("feed_id","user_id") REFERENCES "public"."calendar_feeds"("id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_secrets" ADD CONSTRAINT "badge_secrets_badge_id_badges_id_fk" FOREIGN KEY ("badge_id") REFERENCES "public"."badges"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badges" ADD CONSTRAINT "badges_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badges" ADD CONSTRAINT "badges_membership_fk" FOREIGN KEY ("user_id","org_owner_id") REFERENCES "public"."memberships"("user_id","org_owner_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relation_requests" ADD CONSTRAINT "relation_requests_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_columns" ADD CONSTRAINT "import_columns_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_lists" ADD CONSTRAINT "check_lists_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_rental_fk" FOREIGN KEY ("rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_rental_fk" FOREIGN KEY ("rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rates" ADD CONSTRAINT "rates_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rates" ADD CONSTRAINT "rates_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rates" ADD CONSTRAINT "rates_relation_fk" FOREIGN KEY ("dealer_id","customer_id") REFERENCES "public"."dealer_customers"("dealer_id","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rental_terms" ADD CONSTRAINT "rental_terms_relation_fk" FOREIGN KEY ("dealer_id","customer_id") REFERENCES "public"."dealer_customers"("dealer_id","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rental_requests" ADD CONSTRAINT "rental_requests_customer_id_organizations_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rental_requests" ADD CONSTRAINT "rental_requests_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rental_requests" ADD CONSTRAINT "rental_requests_rental_fk" FOREIGN KEY ("rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rental_stays" ADD CONSTRAINT "rental_stays_customer_id_organizations_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rental_stays" ADD CONSTRAINT "rental_stays_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rental_stays" ADD CONSTRAINT "rental_stays_rental_fk" FOREIGN KEY ("rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "equipment_attachments_dealer_idx" ON "equipment_attachments" USING btree ("dealer_id","host_id");--> statement-breakpoint
CREATE INDEX "calendar_entries_user_idx" ON "calendar_entries" USING btree ("user_id","feed_id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_user_idx" ON "calendar_feeds" USING btree ("user_id","org_owner_id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_membership_idx" ON "calendar_feeds" USING btree ("membership_id");--> statement-breakpoint
CREATE INDEX "api_clients_org_idx" ON "api_clients" USING btree ("org_owner_id","created_at");--> statement-breakpoint
CREATE INDEX "badges_org_idx" ON "badges" USING btree ("org_owner_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "badges_one_active" ON "badges" USING btree ("org_owner_id","user_id") WHERE state = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "invitations_org_idx" ON "invitations" USING btree ("org_owner_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations" USING btree ("org_owner_id","email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "relation_requests_dealer_idx" ON "relation_requests" USING btree ("dealer_id","created_at");--> statement-breakpoint
CREATE INDEX "relation_requests_email_idx" ON "relation_requests" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "relation_requests_one_open" ON "relation_requests" USING btree ("dealer_id","email") WHERE state = 'PENDING';--> statement-breakpoint
CREATE INDEX "import_batches_dealer_idx" ON "import_batches" USING btree ("dealer_id","created_at");--> statement-breakpoint
CREATE INDEX "inspections_dealer_idx" ON "inspections" USING btree ("dealer_id","created_at");--> statement-breakpoint
CREATE INDEX "inspections_customer_idx" ON "inspections" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "inspections_equipment_idx" ON "inspections" USING btree ("equipment_id","created_at");--> statement-breakpoint
CREATE INDEX "tickets_dealer_idx" ON "tickets" USING btree ("dealer_id","created_at");--> statement-breakpoint
CREATE INDEX "rates_dealer_idx" ON "rates" USING btree ("dealer_id","type","valid_from");--> statement-breakpoint
CREATE INDEX "rates_equipment_idx" ON "rates" USING btree ("equipment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rental_requests_one_pending" ON "rental_requests" USING btree ("rental_id","kind") WHERE state = 'PENDING';--> statement-breakpoint
CREATE INDEX "rental_requests_dealer_idx" ON "rental_requests" USING btree ("dealer_id","state","requested_at");--> statement-breakpoint
CREATE INDEX "rental_requests_customer_idx" ON "rental_requests" USING btree ("customer_id","state","requested_at");--> statement-breakpoint
CREATE INDEX "rental_requests_rental_idx" ON "rental_requests" USING btree ("rental_id","requested_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rental_stays_one_now" ON "rental_stays" USING btree ("rental_id") WHERE to_at is null;--> statement-breakpoint
CREATE INDEX "rental_stays_rental_idx" ON "rental_stays" USING btree ("rental_id","from_at");--> statement-breakpoint
CREATE INDEX "rental_stays_dealer_idx" ON "rental_stays" USING btree ("dealer_id","rental_id");--> statement-breakpoint
CREATE INDEX "rental_stays_customer_idx" ON "rental_stays" USING btree ("customer_id");--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_host_fk" FOREIGN KEY ("host_rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_replaces_fk" FOREIGN KEY ("replaces_rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_replaced_by_fk" FOREIGN KEY ("replaced_by_rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_badge_idx" ON "sessions" USING btree ("badge_id");--> statement-breakpoint
CREATE INDEX "sessions_previous_idx" ON "sessions" USING btree ("previous_token");--> statement-breakpoint
CREATE UNIQUE INDEX "maintenance_cause_once" ON "maintenance" USING btree ("dealer_id","cause_kind","cause_id") WHERE cause_kind is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_cause_once" ON "tasks" USING btree ("dealer_id","cause_kind","cause_id","kind");--> statement-breakpoint
CREATE INDEX "tasks_window_idx" ON "tasks" USING btree ("dealer_id","planned_from");--> statement-breakpoint
CREATE INDEX "tasks_rental_idx" ON "tasks" USING btree ("rental_id");--> statement-breakpoint
CREATE INDEX "rentals_busy_idx" ON "rentals" USING btree ("dealer_id","type","equipment_id","period","state") WHERE state in ('RESERVED', 'ON_RENT', 'PICK_UP_READY');--> statement-breakpoint
CREATE INDEX "rentals_reservation_idx" ON "rentals" USING btree ("reservation_id") WHERE reservation_id is not null;--> statement-breakpoint
CREATE INDEX "rentals_host_idx" ON "rentals" USING btree ("host_rental_id") WHERE host_rental_id is not null;--> statement-breakpoint
CREATE INDEX "reservations_open_idx" ON "reservations" USING btree ("dealer_id","type","ends_at") WHERE state in ('REQUESTED', 'CONFIRMED') and equipment_id is null;--> statement-breakpoint
CREATE INDEX "sites_maker_idx" ON "sites" USING btree ("created_by_org");--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_id_dealer" UNIQUE("id","dealer_id");--> statement-breakpoint
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_retired_as" CHECK (retired_as in ('SOLD', 'SCRAPPED', 'RETURNED_TO_OWNER'));--> statement-breakpoint
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_retired" CHECK ((status = 'RETIRED') = (retired_as is not null));--> statement-breakpoint
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_status" CHECK (status in ('AVAILABLE', 'ON_RENT', 'IDLE', 'MAINTENANCE', 'LOST', 'RETIRED'));--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_method" CHECK (method in ('CODE', 'PASSKEY', 'BADGE', 'DEMO'));--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_kind" CHECK (kind in ('SERVICE', 'REPAIR'));--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_severity" CHECK (severity in ('MINOR', 'MAJOR', 'UNSAFE'));--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_workshop" CHECK (workshop in ('WORKSHOP', 'YARD', 'ON_SITE'));--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_cause" CHECK ((cause_kind is null) = (cause_id is null));--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_due" CHECK (kind = 'REPAIR' or due_at_hours is not null or due_at is not null);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_window" CHECK ((planned_from is null) = (planned_to is null) and planned_to > planned_from);--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assigned" CHECK (state <> 'ASSIGNED' or assignee_user_id is not null);--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_called_off" CHECK ((call_off_day is null) = (off_rent_at is null));--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_late" CHECK (late_days >= 0);--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_one_machine" CHECK (equipment_id is null or quantity = 1);--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_state" CHECK (state in ('REQUESTED', 'CONFIRMED', 'PICKED_UP', 'CLOSED', 'DECLINED', 'CANCELLED', 'FULFILLED'));--> statement-breakpoint
CREATE POLICY "equipment_attachments_select" ON "equipment_attachments" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "equipment_attachments_insert" ON "equipment_attachments" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "equipment_attachments_delete" ON "equipment_attachments" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "calendar_entries_select" ON "calendar_entries" AS PERMISSIVE FOR SELECT TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "calendar_entries_insert" ON "calendar_entries" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "calendar_entries_update" ON "calendar_entries" AS PERMISSIVE FOR UPDATE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id())) WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "calendar_entries_delete" ON "calendar_entries" AS PERMISSIVE FOR DELETE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "calendar_feeds_select" ON "calendar_feeds" AS PERMISSIVE FOR SELECT TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "calendar_feeds_insert" ON "calendar_feeds" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "calendar_feeds_update" ON "calendar_feeds" AS PERMISSIVE FOR UPDATE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id())) WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "api_clients_select" ON "api_clients" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "api_clients_insert" ON "api_clients" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "api_clients_update" ON "api_clients" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id()))) WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "badges_select" ON "badges" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "badges_insert" ON "badges" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "badges_update" ON "badges" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id()))) WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "invitations_select" ON "invitations" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())) or invited_by_org = (select app.org_id()));--> statement-breakpoint
CREATE POLICY "invitations_insert" ON "invitations" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "invitations_update" ON "invitations" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id()))) WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "relation_requests_select" ON "relation_requests" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "relation_requests_insert" ON "relation_requests" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "import_batches_select" ON "import_batches" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "import_batches_insert" ON "import_batches" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "import_columns_select" ON "import_columns" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "import_columns_insert" ON "import_columns" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "import_columns_update" ON "import_columns" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "check_lists_select" ON "check_lists" AS PERMISSIVE FOR SELECT TO "app_user" USING ((((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])) or dealer_id = any((select app.serving_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "check_lists_insert" ON "check_lists" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "inspections_select" ON "inspections" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "inspections_insert" ON "inspections" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "tickets_select" ON "tickets" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "tickets_insert" ON "tickets" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rates_select" ON "rates" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "rates_insert" ON "rates" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "rates_update" ON "rates" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "rental_terms_select" ON "rental_terms" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "rental_terms_insert" ON "rental_terms" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "rental_terms_update" ON "rental_terms" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "rental_requests_select" ON "rental_requests" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rental_requests_insert" ON "rental_requests" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rental_requests_update" ON "rental_requests" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rental_stays_select" ON "rental_stays" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rental_stays_insert" ON "rental_stays" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rental_stays_update" ON "rental_stays" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
ALTER POLICY "tasks_select" ON "tasks" TO app_user USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])) and ((select app.claims()) ->> 'role' is distinct from 'OPERATOR' or assignee_user_id = (select app.user_id())));--> statement-breakpoint
ALTER POLICY "tasks_update" ON "tasks" TO app_user USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])) and ((select app.claims()) ->> 'role' is distinct from 'OPERATOR' or assignee_user_id = (select app.user_id()))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])) and ((select app.claims()) ->> 'role' is distinct from 'OPERATOR' or assignee_user_id = (select app.user_id())));--> statement-breakpoint
ALTER POLICY "site_dealers_insert" ON "site_dealers" TO app_user WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])) and site_id = any((select app.dealer_sites())::uuid[])) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));