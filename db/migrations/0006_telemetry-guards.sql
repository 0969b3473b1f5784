ALTER TABLE telemetry_sources FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE telemetry_imports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE telemetry_rejects FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE meter_changes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE usage_gaps FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE usage_operators FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE machine_faults FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON telemetry_sources, usage_operators TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON telemetry_imports TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON telemetry_rejects, usage_gaps TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT ON meter_changes, machine_faults TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON telemetry_sources, telemetry_imports, telemetry_rejects, meter_changes, usage_gaps, usage_operators, machine_faults TO app_definer;
--> statement-breakpoint
-- The source that a web hook's secret address belongs to; no row where it is unknown, switched off, or its dealer is. Called before
-- anybody is known, so it answers about exactly the one address whose hash is given.
CREATE FUNCTION app.open_telemetry_hook(p_token_hash text) RETURNS TABLE (source_id uuid, dealer_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.dealer_id FROM telemetry_sources s JOIN organizations o ON o.id = s.dealer_id
  WHERE s.token_hash = p_token_hash AND s.kind = 'WEBHOOK' AND s.active AND o.active;
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.open_telemetry_hook(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.open_telemetry_hook(text) TO app_definer;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.open_telemetry_hook(text) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.open_telemetry_hook(text) TO app_service;
--> statement-breakpoint
-- Removes whole months of raw readings that end before a day; what was reckoned from them stays. Never the last twelve months.
CREATE FUNCTION app.drop_usage_partitions(before date) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE part text; dropped int := 0;
BEGIN
  IF before > (now() - interval '12 months')::date THEN
    RAISE EXCEPTION 'readings of the last twelve months are kept' USING ERRCODE = '22008';
  END IF;
  FOR part IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.usage_readings'::regclass AND c.relname ~ '^usage_readings_[0-9]{6}$'
      AND to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month' <= before LOOP
    EXECUTE format('DROP TABLE public.%I', part);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.drop_usage_partitions(date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.drop_usage_partitions(date) TO app_service;
