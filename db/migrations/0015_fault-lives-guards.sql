-- Lives of faults: a dealer's ingest writes them, their machine's customer reads them. A life is never changed in place.
ALTER TABLE machine_fault_reports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE machine_fault_lives FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON machine_fault_reports TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON machine_fault_lives TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON machine_fault_reports, machine_fault_lives TO app_definer;
--> statement-breakpoint
-- What sources said is kept as long as readings are; the lives that were reckoned from it stay.
CREATE FUNCTION app.drop_old_fault_reports(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone int;
BEGIN
  IF p_before > now() - interval '12 months' THEN
    RAISE EXCEPTION 'reports of the last twelve months are kept' USING ERRCODE = '22008';
  END IF;
  DELETE FROM machine_fault_reports r WHERE r.ctid = ANY(ARRAY(SELECT o.ctid FROM machine_fault_reports o WHERE o.at < p_before LIMIT p_limit));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.drop_old_fault_reports(timestamptz, int) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.drop_old_fault_reports(timestamptz, int) TO app_service, app_definer;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.drop_old_fault_reports(timestamptz, int) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
