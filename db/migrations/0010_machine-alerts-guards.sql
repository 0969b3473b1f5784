GRANT SELECT, INSERT, UPDATE, DELETE ON alert_watches TO app_service;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON alert_watches TO app_definer;
--> statement-breakpoint
-- What the alert rules read has changed: the machines are looked at at once, whoever wrote it, and not before it is committed: one that is
-- marked already is marked again, for its lock keeps the sweep away. Marking takes a row's lock to the commit,
-- so all take them in one order, and the sweep holds them in transactions of their own that wait for nobody.
CREATE FUNCTION app.watch_new_machines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO alert_watches (equipment_id, dealer_id, look_at) SELECT n.id, n.dealer_id, '-infinity' FROM new_rows n ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.watch_changed_machines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE alert_watches w SET look_at = '-infinity' WHERE w.equipment_id IN (
    SELECT l.equipment_id FROM alert_watches l JOIN new_rows n ON n.id = l.equipment_id JOIN old_rows o ON o.id = n.id
    WHERE (n.status, n.site_id, n.customer_id, n.hour_meter, n.last_position_at, n.last_seen_at, n.feed, n.feed_cadence_s, n.tracker_id)
      IS DISTINCT FROM (o.status, o.site_id, o.customer_id, o.hour_meter, o.last_position_at, o.last_seen_at, o.feed, o.feed_cadence_s, o.tracker_id)
    ORDER BY l.equipment_id FOR UPDATE OF l);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.watch_machines_of_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE alert_watches w SET look_at = '-infinity' WHERE w.equipment_id IN (
    SELECT l.equipment_id FROM alert_watches l WHERE l.equipment_id IN (SELECT n.equipment_id FROM new_rows n)
    ORDER BY l.equipment_id FOR UPDATE);
  RETURN NULL;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.watch_new_machines(), app.watch_changed_machines(), app.watch_machines_of_rows() TO app_definer;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.watch_new_machines(), app.watch_changed_machines(), app.watch_machines_of_rows() FROM PUBLIC;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.watch_new_machines() OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.watch_changed_machines() OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.watch_machines_of_rows() OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
--> statement-breakpoint
CREATE TRIGGER equipment_watch_new AFTER INSERT ON equipment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.watch_new_machines();
--> statement-breakpoint
CREATE TRIGGER equipment_watch_changed AFTER UPDATE ON equipment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.watch_changed_machines();
--> statement-breakpoint
CREATE TRIGGER usage_daily_watch_new AFTER INSERT ON usage_daily REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.watch_machines_of_rows();
--> statement-breakpoint
CREATE TRIGGER usage_daily_watch_changed AFTER UPDATE ON usage_daily REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.watch_machines_of_rows();
--> statement-breakpoint
CREATE TRIGGER maintenance_watch_new AFTER INSERT ON maintenance REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.watch_machines_of_rows();
--> statement-breakpoint
CREATE TRIGGER maintenance_watch_changed AFTER UPDATE ON maintenance REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.watch_machines_of_rows();
--> statement-breakpoint
-- The tables' owner is bound by row-level security and would see no machine.
SET LOCAL ROLE app_definer;
--> statement-breakpoint
INSERT INTO alert_watches (equipment_id, dealer_id, look_at) SELECT e.id, e.dealer_id, '-infinity' FROM equipment e ON CONFLICT DO NOTHING;
--> statement-breakpoint
SET LOCAL ROLE none;
