CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid NOT NULL,
	"rental_id" uuid,
	"human_id" text NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"reason" text NOT NULL,
	"facts" jsonb NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" uuid,
	"assignee_user_id" uuid,
	"snoozed_until" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"cleared_by" text,
	CONSTRAINT "alerts_kind" CHECK (kind in ('DUE_SOON', 'OVERDUE', 'IDLE_RATIO', 'GEOFENCE_BREACH', 'NO_HEARTBEAT', 'MAINTENANCE_DUE', 'UNEXPECTED_MOTION', 'FUEL_OUTLIER')),
	CONSTRAINT "alerts_severity" CHECK (severity in ('INFO', 'WARNING', 'CRITICAL')),
	CONSTRAINT "alerts_state" CHECK (state in ('OPEN', 'ACKNOWLEDGED', 'SNOOZED', 'RESOLVED'))
);
--> statement-breakpoint
ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "equipment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"human_id" text NOT NULL,
	"fleet_number" text,
	"type" text NOT NULL,
	"make" text NOT NULL,
	"model" text NOT NULL,
	"serial_number" text NOT NULL,
	"pin" text,
	"model_year" integer,
	"status" text DEFAULT 'AVAILABLE' NOT NULL,
	"tracker_id" text,
	"feed" text,
	"feed_cadence_s" integer,
	"oec" numeric(14, 2),
	"day_rate" numeric(12, 2),
	"purchased_on" date,
	"hour_meter" double precision DEFAULT 0 NOT NULL,
	"hour_meter_at" timestamp with time zone,
	"hour_meter_offset" double precision DEFAULT 0 NOT NULL,
	"last_lat" double precision,
	"last_lon" double precision,
	"last_accuracy_m" double precision,
	"last_position_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "equipment_humanId_unique" UNIQUE("human_id"),
	CONSTRAINT "equipment_id_dealer" UNIQUE("id","dealer_id"),
	CONSTRAINT "equipment_fleet_number" UNIQUE("dealer_id","fleet_number"),
	CONSTRAINT "equipment_serial" UNIQUE("dealer_id","make","serial_number"),
	CONSTRAINT "equipment_type" CHECK (type in ('EXCAVATOR', 'WHEEL_LOADER', 'BACKHOE_LOADER', 'DOZER', 'GRADER', 'DUMPER', 'ROLLER', 'SKID_STEER_LOADER', 'TELEHANDLER', 'TRENCHER')),
	CONSTRAINT "equipment_status" CHECK (status in ('AVAILABLE', 'ON_RENT', 'IDLE', 'MAINTENANCE', 'LOST')),
	CONSTRAINT "equipment_owner" CHECK (org_owner_id = dealer_id),
	CONSTRAINT "equipment_customer_while_out" CHECK (customer_id is null or status in ('ON_RENT', 'MAINTENANCE', 'LOST'))
);
--> statement-breakpoint
ALTER TABLE "equipment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"equipment_id" uuid,
	"medium" text DEFAULT 'QR' NOT NULL,
	"state" text DEFAULT 'ACTIVE' NOT NULL,
	"claimed_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tags_medium" CHECK (medium in ('QR', 'NFC')),
	CONSTRAINT "tags_state" CHECK (state in ('UNCLAIMED', 'ACTIVE', 'RETIRED'))
);
--> statement-breakpoint
ALTER TABLE "tags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jwks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp with time zone DEFAULT now(),
	CONSTRAINT "passkeys_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"active_org_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"locale" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dealer_customers" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"account_number" text,
	"credit_limit" numeric(14, 2),
	"contacts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notes" text,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dealer_customers_dealer_id_customer_id_pk" PRIMARY KEY("dealer_id","customer_id"),
	CONSTRAINT "dealer_customers_owner" CHECK (org_owner_id = dealer_id)
);
--> statement-breakpoint
ALTER TABLE "dealer_customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"site_ids" uuid[],
	"display_name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone,
	CONSTRAINT "memberships_user_org" UNIQUE("user_id","org_owner_id"),
	CONSTRAINT "memberships_role" CHECK (role in ('CAT_ADMIN', 'DEALER_ADMIN', 'DEALER_DISPATCH', 'CUSTOMER_SUPERVISOR', 'OPERATOR'))
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"time_zone" text NOT NULL,
	"units" text DEFAULT 'METRIC' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_type" CHECK (type in ('CATERPILLAR', 'DEALER', 'CUSTOMER')),
	CONSTRAINT "organizations_units" CHECK (units in ('METRIC', 'IMPERIAL'))
);
--> statement-breakpoint
ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_crons" (
	"function_id" text NOT NULL,
	"cron" text NOT NULL,
	"scheduled_at" timestamp with time zone NOT NULL,
	CONSTRAINT "job_crons_function_id_cron_pk" PRIMARY KEY("function_id","cron")
);
--> statement-breakpoint
CREATE TABLE "job_events" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"function_id" text NOT NULL,
	"event" jsonb NOT NULL,
	"state" text DEFAULT 'RUNNING' NOT NULL,
	"output" jsonb,
	"error" jsonb,
	"parent_run_id" uuid,
	"parent_step_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "job_runs_state" CHECK (state in ('RUNNING', 'COMPLETED', 'FAILED'))
);
--> statement-breakpoint
CREATE TABLE "job_steps" (
	"run_id" uuid NOT NULL,
	"step_id" text NOT NULL,
	"function_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"due_at" timestamp with time zone,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_token" uuid,
	"leased_until" timestamp with time zone,
	"losses" integer DEFAULT 0 NOT NULL,
	"wakes" integer DEFAULT 0 NOT NULL,
	"wait_event" text,
	"wait_path" text[],
	"wait_value" jsonb,
	"result" jsonb,
	"done_seq" integer,
	CONSTRAINT "job_steps_run_id_step_id_pk" PRIMARY KEY("run_id","step_id"),
	CONSTRAINT "job_steps_kind" CHECK (kind in ('DISCOVER', 'RUN', 'SLEEP', 'WAIT', 'INVOKE'))
);
--> statement-breakpoint
CREATE TABLE "chain_heads" (
	"org_owner_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "chain_heads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"tree_size" bigint NOT NULL,
	"root_hash" text NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checkpoints_size" UNIQUE("org_owner_id","tree_size")
);
--> statement-breakpoint
ALTER TABLE "checkpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_private" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"site_id" uuid,
	"salt" text NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "event_private" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"txid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"id" uuid NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid,
	"human_id" text,
	"rental_id" uuid,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"record" text NOT NULL,
	"self_hash" text NOT NULL,
	CONSTRAINT "events_id_unique" UNIQUE("id"),
	CONSTRAINT "events_chain" UNIQUE("org_owner_id","seq")
);
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "operations" (
	"org_owner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"procedure" text NOT NULL,
	"body_hash" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operations_org_owner_id_user_id_operation_id_pk" PRIMARY KEY("org_owner_id","user_id","operation_id")
);
--> statement-breakpoint
ALTER TABLE "operations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "maintenance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid NOT NULL,
	"service" text NOT NULL,
	"interval_h" integer DEFAULT 250 NOT NULL,
	"due_at_hours" double precision,
	"due_at" timestamp with time zone,
	"planned_for" timestamp with time zone,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"done_at" timestamp with time zone,
	"done_at_hours" double precision,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "maintenance_state" CHECK (state in ('OPEN', 'PLANNED', 'IN_WORK', 'DONE')),
	CONSTRAINT "maintenance_due" CHECK (due_at_hours is not null or due_at is not null)
);
--> statement-breakpoint
ALTER TABLE "maintenance" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"to_site_id" uuid,
	"equipment_id" uuid,
	"rental_id" uuid,
	"kind" text NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"title" text NOT NULL,
	"assignee_user_id" uuid,
	"due_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"answers" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_kind" CHECK (kind in ('TRANSPORT', 'PICK_UP', 'SERVICE', 'INSPECTION')),
	CONSTRAINT "tasks_state" CHECK (state in ('OPEN', 'ASSIGNED', 'IN_WORK', 'DONE', 'CANCELLED'))
);
--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "media" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid,
	"rental_id" uuid,
	"purpose" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"stored_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_state" CHECK (state in ('PENDING', 'STORED', 'ATTACHED')),
	CONSTRAINT "media_bytes" CHECK (bytes > 0),
	CONSTRAINT "media_attached" CHECK (state <> 'ATTACHED' or dealer_id is not null)
);
--> statement-breakpoint
ALTER TABLE "media" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"alert_id" uuid,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"user_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"keys" jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_subscriptions_endpoint" UNIQUE("user_id","endpoint")
);
--> statement-breakpoint
ALTER TABLE "push_subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"role" text DEFAULT '*' NOT NULL,
	"version" integer NOT NULL,
	"thresholds" jsonb NOT NULL,
	"weights" jsonb NOT NULL,
	"experiment" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_version" UNIQUE("org_owner_id","role","version")
);
--> statement-breakpoint
ALTER TABLE "policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rentals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"equipment_id" uuid NOT NULL,
	"human_id" text NOT NULL,
	"make" text NOT NULL,
	"model" text NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"period" "tstzrange" NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"first_due_at" timestamp with time zone NOT NULL,
	"expected_hours" double precision,
	"operator_user_id" uuid,
	"reservation_id" uuid,
	"checked_out_at" timestamp with time zone,
	"checked_out_by" uuid,
	"check_out_position" jsonb,
	"engine_start" double precision,
	"checked_in_at" timestamp with time zone,
	"checked_in_by" uuid,
	"check_in_position" jsonb,
	"engine_end" double precision,
	"fuel_l" double precision,
	"condition_out" jsonb,
	"condition_in" jsonb,
	"notes" text,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"overridden_by" uuid,
	"override_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rentals_id_dealer" UNIQUE("id","dealer_id"),
	CONSTRAINT "rentals_state" CHECK (state in ('RESERVED', 'ON_RENT', 'PICK_UP_READY', 'RETURNED', 'CANCELLED')),
	CONSTRAINT "rentals_owner" CHECK (org_owner_id = dealer_id),
	CONSTRAINT "rentals_meter" CHECK (engine_end is null or engine_start is null or engine_end >= engine_start)
);
--> statement-breakpoint
ALTER TABLE "rentals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reservations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"type" text NOT NULL,
	"quantity" integer NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"state" text DEFAULT 'REQUESTED' NOT NULL,
	"attachments" text[] DEFAULT '{}' NOT NULL,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reservations_type" CHECK (type in ('EXCAVATOR', 'WHEEL_LOADER', 'BACKHOE_LOADER', 'DOZER', 'GRADER', 'DUMPER', 'ROLLER', 'SKID_STEER_LOADER', 'TELEHANDLER', 'TRENCHER')),
	CONSTRAINT "reservations_state" CHECK (state in ('REQUESTED', 'CONFIRMED', 'FULFILLED', 'CANCELLED')),
	CONSTRAINT "reservations_quantity" CHECK (quantity between 1 and 1000),
	CONSTRAINT "reservations_days" CHECK (to_day >= from_day)
);
--> statement-breakpoint
ALTER TABLE "reservations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "site_dealers" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_dealers_site_id_dealer_id_pk" PRIMARY KEY("site_id","dealer_id")
);
--> statement-breakpoint
ALTER TABLE "site_dealers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid,
	"customer_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"time_zone" text NOT NULL,
	"geofence" jsonb NOT NULL,
	"fence" "geofence_polygon" GENERATED ALWAYS AS (st_geomfromgeojson(geofence)::geography) STORED,
	"criticality" smallint DEFAULT 3 NOT NULL,
	"sla_penalty_per_day" numeric(12, 2),
	"access_hours" jsonb,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sites_id_customer" UNIQUE("id","customer_id"),
	CONSTRAINT "sites_kind" CHECK (kind in ('JOBSITE', 'YARD')),
	CONSTRAINT "sites_keeper" CHECK ((kind = 'YARD' and dealer_id is not null and customer_id is null and org_owner_id = dealer_id)
        or (kind = 'JOBSITE' and customer_id is not null and dealer_id is null and org_owner_id = customer_id)),
	CONSTRAINT "sites_criticality" CHECK (criticality between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "sites" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "forecasts" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid NOT NULL,
	"type" text NOT NULL,
	"made_on" date NOT NULL,
	"day" date NOT NULL,
	"p10" double precision NOT NULL,
	"p50" double precision NOT NULL,
	"p90" double precision NOT NULL,
	"model" text NOT NULL,
	"actual" double precision,
	CONSTRAINT "forecasts_dealer_id_site_id_type_made_on_day_pk" PRIMARY KEY("dealer_id","site_id","type","made_on","day"),
	CONSTRAINT "forecasts_type" CHECK (type in ('EXCAVATOR', 'WHEEL_LOADER', 'BACKHOE_LOADER', 'DOZER', 'GRADER', 'DUMPER', 'ROLLER', 'SKID_STEER_LOADER', 'TELEHANDLER', 'TRENCHER')),
	CONSTRAINT "forecasts_quantiles" CHECK (p10 <= p50 and p50 <= p90)
);
--> statement-breakpoint
ALTER TABLE "forecasts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suggestion_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"suggestion_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suggestion_feedback_decision" CHECK (decision in ('accept', 'decline', 'snooze'))
);
--> statement-breakpoint
ALTER TABLE "suggestion_feedback" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"to_site_id" uuid,
	"equipment_id" uuid,
	"type" text NOT NULL,
	"state" text DEFAULT 'OPEN' NOT NULL,
	"equipment_type" text,
	"quantity" integer DEFAULT 1 NOT NULL,
	"score" double precision NOT NULL,
	"confidence" double precision NOT NULL,
	"factors" jsonb NOT NULL,
	"explanation" text NOT NULL,
	"earliest" date,
	"actor_scope" text NOT NULL,
	"snoozed_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "suggestions_id_dealer" UNIQUE("id","dealer_id"),
	CONSTRAINT "suggestions_type" CHECK (type in ('MOVE', 'EXTEND_OR_RETURN', 'SWAP', 'MAINTENANCE_WINDOW', 'ANTI_LOSS', 'FUEL')),
	CONSTRAINT "suggestions_state" CHECK (state in ('OPEN', 'SNOOZED', 'AWAITING_CUSTOMER', 'AWAITING_DEALER', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
	CONSTRAINT "suggestions_score" CHECK (score between 0 and 100 and confidence between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "suggestions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "planted_anomalies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"equipment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "planted_anomalies_one" UNIQUE("equipment_id","kind","from_day")
);
--> statement-breakpoint
ALTER TABLE "planted_anomalies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_daily" (
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid NOT NULL,
	"day" date NOT NULL,
	"runtime_h" double precision NOT NULL,
	"idle_h" double precision NOT NULL,
	"fuel_l" double precision,
	"distance_km" double precision,
	"hour_meter_end" double precision,
	"source" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_daily_equipment_id_day_pk" PRIMARY KEY("equipment_id","day"),
	CONSTRAINT "usage_daily_hours" CHECK (runtime_h between 0 and 24 and idle_h between 0 and runtime_h)
);
--> statement-breakpoint
ALTER TABLE "usage_daily" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_readings" (
	"id" uuid NOT NULL,
	"org_owner_id" uuid NOT NULL,
	"dealer_id" uuid NOT NULL,
	"customer_id" uuid,
	"site_id" uuid,
	"equipment_id" uuid NOT NULL,
	"source" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hour_meter" double precision,
	"idle_hours" double precision,
	"fuel_used_l" double precision,
	"fuel_remaining_percent" double precision,
	"lat" double precision,
	"lon" double precision,
	"accuracy_m" double precision,
	"engine_running" boolean,
	"operator_user_id" uuid,
	"quarantine" text,
	"raw" jsonb,
	CONSTRAINT "usage_readings_equipment_id_source_at_pk" PRIMARY KEY("equipment_id","source","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
ALTER TABLE "usage_readings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_rental_fk" FOREIGN KEY ("rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "equipment" ADD CONSTRAINT "equipment_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dealer_customers" ADD CONSTRAINT "dealer_customers_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dealer_customers" ADD CONSTRAINT "dealer_customers_customer_id_organizations_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_steps" ADD CONSTRAINT "job_steps_run_id_job_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."job_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chain_heads" ADD CONSTRAINT "chain_heads_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_private" ADD CONSTRAINT "event_private_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_to_site_id_sites_id_fk" FOREIGN KEY ("to_site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_rental_fk" FOREIGN KEY ("rental_id","dealer_id") REFERENCES "public"."rentals"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_org_owner_id_organizations_id_fk" FOREIGN KEY ("org_owner_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_customer_id_organizations_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_relation_fk" FOREIGN KEY ("dealer_id","customer_id") REFERENCES "public"."dealer_customers"("dealer_id","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_customer_id_organizations_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_relation_fk" FOREIGN KEY ("dealer_id","customer_id") REFERENCES "public"."dealer_customers"("dealer_id","customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_dealers" ADD CONSTRAINT "site_dealers_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_dealers" ADD CONSTRAINT "site_dealers_customer_id_organizations_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_dealers" ADD CONSTRAINT "site_dealers_site_fk" FOREIGN KEY ("site_id","customer_id") REFERENCES "public"."sites"("id","customer_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecasts" ADD CONSTRAINT "forecasts_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecasts" ADD CONSTRAINT "forecasts_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestion_feedback" ADD CONSTRAINT "suggestion_feedback_suggestion_fk" FOREIGN KEY ("suggestion_id","dealer_id") REFERENCES "public"."suggestions"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_dealer_id_organizations_id_fk" FOREIGN KEY ("dealer_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_to_site_id_sites_id_fk" FOREIGN KEY ("to_site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planted_anomalies" ADD CONSTRAINT "planted_anomalies_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_daily" ADD CONSTRAINT "usage_daily_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_readings" ADD CONSTRAINT "usage_readings_equipment_fk" FOREIGN KEY ("equipment_id","dealer_id") REFERENCES "public"."equipment"("id","dealer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_live" ON "alerts" USING btree ("equipment_id","kind") WHERE state <> 'RESOLVED';--> statement-breakpoint
CREATE INDEX "alerts_dealer_idx" ON "alerts" USING btree ("dealer_id","state","opened_at");--> statement-breakpoint
CREATE INDEX "alerts_customer_idx" ON "alerts" USING btree ("customer_id","state","opened_at");--> statement-breakpoint
CREATE INDEX "equipment_dealer_idx" ON "equipment" USING btree ("dealer_id",lpad(human_id, 20),"id");--> statement-breakpoint
CREATE INDEX "equipment_dealer_status_idx" ON "equipment" USING btree ("dealer_id","status");--> statement-breakpoint
CREATE INDEX "equipment_customer_idx" ON "equipment" USING btree ("customer_id",lpad(human_id, 20),"id");--> statement-breakpoint
CREATE INDEX "equipment_number_idx" ON "equipment" USING btree (lpad(human_id, 20),"id");--> statement-breakpoint
CREATE INDEX "equipment_site_idx" ON "equipment" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "tags_dealer_idx" ON "tags" USING btree ("dealer_id","equipment_id");--> statement-breakpoint
CREATE INDEX "accounts_user_idx" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "passkeys_user_idx" ON "passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "verifications_identifier_idx" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "dealer_customers_customer_idx" ON "dealer_customers" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "memberships_org_idx" ON "memberships" USING btree ("org_owner_id","display_name");--> statement-breakpoint
CREATE INDEX "organizations_type_idx" ON "organizations" USING btree ("type","name");--> statement-breakpoint
CREATE INDEX "job_events_received_idx" ON "job_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "job_runs_function_idx" ON "job_runs" USING btree ("function_id","created_at");--> statement-breakpoint
CREATE INDEX "job_runs_finished_idx" ON "job_runs" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "job_steps_due_idx" ON "job_steps" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "job_steps_leased_idx" ON "job_steps" USING btree ("function_id") WHERE leased_until is not null;--> statement-breakpoint
CREATE INDEX "job_steps_wait_idx" ON "job_steps" USING btree ("wait_event") WHERE wait_event is not null and result is null;--> statement-breakpoint
CREATE INDEX "event_private_dealer_idx" ON "event_private" USING btree ("dealer_id");--> statement-breakpoint
CREATE INDEX "events_tail_idx" ON "events" USING btree ("txid","position");--> statement-breakpoint
CREATE INDEX "events_dealer_idx" ON "events" USING btree ("dealer_id","position");--> statement-breakpoint
CREATE INDEX "events_customer_idx" ON "events" USING btree ("customer_id","position");--> statement-breakpoint
CREATE INDEX "events_equipment_idx" ON "events" USING btree ("equipment_id","position");--> statement-breakpoint
CREATE INDEX "maintenance_dealer_idx" ON "maintenance" USING btree ("dealer_id","state","due_at");--> statement-breakpoint
CREATE INDEX "maintenance_equipment_idx" ON "maintenance" USING btree ("equipment_id","state");--> statement-breakpoint
CREATE INDEX "tasks_dealer_idx" ON "tasks" USING btree ("dealer_id","state","due_at");--> statement-breakpoint
CREATE INDEX "tasks_customer_idx" ON "tasks" USING btree ("customer_id","state","due_at");--> statement-breakpoint
CREATE INDEX "tasks_assignee_idx" ON "tasks" USING btree ("assignee_user_id","state");--> statement-breakpoint
CREATE INDEX "media_dealer_idx" ON "media" USING btree ("dealer_id","created_at");--> statement-breakpoint
CREATE INDEX "media_equipment_idx" ON "media" USING btree ("equipment_id","created_at");--> statement-breakpoint
CREATE INDEX "media_rental_idx" ON "media" USING btree ("rental_id");--> statement-breakpoint
CREATE INDEX "notifications_user_idx" ON "notifications" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "policies_dealer_idx" ON "policies" USING btree ("dealer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rentals_one_out" ON "rentals" USING btree ("equipment_id") WHERE state in ('ON_RENT', 'PICK_UP_READY');--> statement-breakpoint
CREATE INDEX "rentals_dealer_state_due_idx" ON "rentals" USING btree ("dealer_id","state","due_at");--> statement-breakpoint
CREATE INDEX "rentals_customer_state_idx" ON "rentals" USING btree ("customer_id","state","due_at");--> statement-breakpoint
CREATE INDEX "rentals_equipment_idx" ON "rentals" USING btree ("equipment_id","created_at");--> statement-breakpoint
CREATE INDEX "rentals_site_idx" ON "rentals" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "reservations_dealer_idx" ON "reservations" USING btree ("dealer_id","state","from_day");--> statement-breakpoint
CREATE INDEX "reservations_customer_idx" ON "reservations" USING btree ("customer_id","from_day");--> statement-breakpoint
CREATE INDEX "site_dealers_dealer_idx" ON "site_dealers" USING btree ("dealer_id","site_id");--> statement-breakpoint
CREATE INDEX "site_dealers_customer_idx" ON "site_dealers" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "sites_dealer_idx" ON "sites" USING btree ("dealer_id","name");--> statement-breakpoint
CREATE INDEX "sites_customer_idx" ON "sites" USING btree ("customer_id","name");--> statement-breakpoint
CREATE INDEX "sites_fence_idx" ON "sites" USING gist ("fence");--> statement-breakpoint
CREATE INDEX "suggestion_feedback_dealer_idx" ON "suggestion_feedback" USING btree ("dealer_id","created_at");--> statement-breakpoint
CREATE INDEX "suggestion_feedback_suggestion_idx" ON "suggestion_feedback" USING btree ("suggestion_id");--> statement-breakpoint
CREATE INDEX "suggestions_dealer_idx" ON "suggestions" USING btree ("dealer_id","state","score");--> statement-breakpoint
CREATE INDEX "suggestions_customer_idx" ON "suggestions" USING btree ("customer_id","state");--> statement-breakpoint
CREATE INDEX "planted_anomalies_dealer_idx" ON "planted_anomalies" USING btree ("dealer_id");--> statement-breakpoint
CREATE INDEX "usage_daily_dealer_idx" ON "usage_daily" USING btree ("dealer_id","day");--> statement-breakpoint
CREATE INDEX "usage_daily_customer_idx" ON "usage_daily" USING btree ("customer_id","day");--> statement-breakpoint
CREATE INDEX "usage_readings_dealer_idx" ON "usage_readings" USING btree ("dealer_id","at");--> statement-breakpoint
CREATE INDEX "usage_readings_customer_idx" ON "usage_readings" USING btree ("customer_id","at");--> statement-breakpoint
CREATE POLICY "alerts_select" ON "alerts" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "alerts_insert" ON "alerts" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "alerts_update" ON "alerts" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "equipment_select" ON "equipment" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "equipment_insert" ON "equipment" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "equipment_update" ON "equipment" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "equipment_delete" ON "equipment" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "tags_select" ON "tags" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "tags_insert" ON "tags" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "tags_update" ON "tags" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "dealer_customers_select" ON "dealer_customers" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "dealer_customers_insert" ON "dealer_customers" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK ((select app.is_hq()));--> statement-breakpoint
CREATE POLICY "dealer_customers_update" ON "dealer_customers" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))));--> statement-breakpoint
CREATE POLICY "dealer_customers_delete" ON "dealer_customers" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])));--> statement-breakpoint
CREATE POLICY "memberships_select" ON "memberships" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())) or org_owner_id = any((select app.own_dealers_customers())::uuid[]));--> statement-breakpoint
CREATE POLICY "memberships_insert" ON "memberships" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "memberships_update" ON "memberships" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id()))) WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "memberships_delete" ON "memberships" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "organizations_select" ON "organizations" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or id = (select app.org_id()) or id = any((select app.claimed_dealers())::uuid[]) or id = any((select app.claimed_customers())::uuid[])));--> statement-breakpoint
CREATE POLICY "organizations_insert" ON "organizations" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK ((select app.is_hq()));--> statement-breakpoint
CREATE POLICY "organizations_update" ON "organizations" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or id = (select app.org_id()))) WITH CHECK (((select app.is_hq()) or id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "chain_heads_select" ON "chain_heads" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "checkpoints_select" ON "checkpoints" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "event_private_select" ON "event_private" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "event_private_delete" ON "event_private" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "events_select" ON "events" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "operations_select" ON "operations" AS PERMISSIVE FOR SELECT TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "operations_insert" ON "operations" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "operations_update" ON "operations" AS PERMISSIVE FOR UPDATE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id())) WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "maintenance_select" ON "maintenance" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "maintenance_insert" ON "maintenance" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "maintenance_update" ON "maintenance" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "tasks_select" ON "tasks" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "tasks_insert" ON "tasks" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "tasks_update" ON "tasks" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "media_select" ON "media" AS PERMISSIVE FOR SELECT TO "app_user" USING ((((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) or (state <> 'ATTACHED' and org_owner_id = (select app.org_id()) and uploaded_by = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "media_insert" ON "media" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK ((select app.is_hq()) or (org_owner_id = (select app.org_id()) and uploaded_by = (select app.user_id()) and ((dealer_id is null and customer_id is null) or (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))))));--> statement-breakpoint
CREATE POLICY "media_update" ON "media" AS PERMISSIVE FOR UPDATE TO "app_user" USING ((select app.is_hq()) or (org_owner_id = (select app.org_id()) and uploaded_by = (select app.user_id()) and ((dealer_id is null and customer_id is null) or (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])))))) WITH CHECK ((select app.is_hq()) or (org_owner_id = (select app.org_id()) and uploaded_by = (select app.user_id()) and ((dealer_id is null and customer_id is null) or (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))))));--> statement-breakpoint
CREATE POLICY "notifications_select" ON "notifications" AS PERMISSIVE FOR SELECT TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "notifications_insert" ON "notifications" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "notifications_update" ON "notifications" AS PERMISSIVE FOR UPDATE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id())) WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "notifications_delete" ON "notifications" AS PERMISSIVE FOR DELETE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "push_subscriptions_select" ON "push_subscriptions" AS PERMISSIVE FOR SELECT TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "push_subscriptions_insert" ON "push_subscriptions" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "push_subscriptions_update" ON "push_subscriptions" AS PERMISSIVE FOR UPDATE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id())) WITH CHECK (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "push_subscriptions_delete" ON "push_subscriptions" AS PERMISSIVE FOR DELETE TO "app_user" USING (org_owner_id = (select app.org_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "policies_select" ON "policies" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "policies_insert" ON "policies" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or org_owner_id = (select app.org_id())));--> statement-breakpoint
CREATE POLICY "rentals_select" ON "rentals" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rentals_insert" ON "rentals" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "rentals_update" ON "rentals" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "reservations_select" ON "reservations" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "reservations_insert" ON "reservations" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "reservations_update" ON "reservations" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "site_dealers_select" ON "site_dealers" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "site_dealers_insert" ON "site_dealers" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "site_dealers_delete" ON "site_dealers" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "sites_select" ON "sites" AS PERMISSIVE FOR SELECT TO "app_user" USING ((((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) or id = any((select app.dealer_sites())::uuid[])) and ((select app.all_sites()) or id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "sites_insert" ON "sites" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK ((((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) or customer_id = any((select app.own_dealers_customers())::uuid[])) and (select app.all_sites()));--> statement-breakpoint
CREATE POLICY "sites_update" ON "sites" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "sites_delete" ON "sites" AS PERMISSIVE FOR DELETE TO "app_user" USING ((select app.is_hq()));--> statement-breakpoint
CREATE POLICY "forecasts_select" ON "forecasts" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "forecasts_insert" ON "forecasts" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "forecasts_update" ON "forecasts" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "forecasts_delete" ON "forecasts" AS PERMISSIVE FOR DELETE TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "suggestion_feedback_select" ON "suggestion_feedback" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "suggestion_feedback_insert" ON "suggestion_feedback" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "suggestions_select" ON "suggestions" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "suggestions_insert" ON "suggestions" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "suggestions_update" ON "suggestions" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "planted_anomalies_select" ON "planted_anomalies" AS PERMISSIVE FOR SELECT TO "app_user" USING ((select app.is_hq()));--> statement-breakpoint
CREATE POLICY "planted_anomalies_insert" ON "planted_anomalies" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK ((select app.is_hq()));--> statement-breakpoint
CREATE POLICY "usage_daily_select" ON "usage_daily" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_daily_insert" ON "usage_daily" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_daily_update" ON "usage_daily" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_readings_select" ON "usage_readings" AS PERMISSIVE FOR SELECT TO "app_user" USING (((select app.is_hq()) or dealer_id = any((select app.own_dealers())::uuid[]) or customer_id = any((select app.own_customers())::uuid[])) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_readings_insert" ON "usage_readings" AS PERMISSIVE FOR INSERT TO "app_user" WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[]))) or (customer_id = any((select app.own_customers())::uuid[]) and dealer_id = any((select app.serving_dealers())::uuid[]))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));--> statement-breakpoint
CREATE POLICY "usage_readings_update" ON "usage_readings" AS PERMISSIVE FOR UPDATE TO "app_user" USING (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[]))) WITH CHECK (((select app.is_hq()) or (dealer_id = any((select app.own_dealers())::uuid[]) and (customer_id is null or customer_id = any((select app.own_dealers_customers())::uuid[])))) and ((select app.all_sites()) or site_id = any((select app.own_sites())::uuid[])));