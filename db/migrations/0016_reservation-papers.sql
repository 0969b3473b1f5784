ALTER TABLE "reservations" ADD COLUMN "contract_number" text;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "delivery_contact" jsonb;