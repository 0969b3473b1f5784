-- Until when a machine that is out is taken. Past its due time it may come back until its site's day ends, plus the grace; after that nobody
-- knows, unless it was called off: then it waits for its dealer, who can fetch it today. Without a search path of its own, as free_in.
CREATE FUNCTION app.out_until(p_equipment uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN upper(r.period) > now() THEN upper(r.period)
    WHEN r.state = 'PICK_UP_READY' OR r.call_off_day IS NOT NULL THEN (date_trunc('day', now() AT TIME ZONE s.time_zone) + interval '1 day') AT TIME ZONE s.time_zone
    WHEN late.from_at <= now() THEN 'infinity' ELSE late.from_at END
  FROM rentals r JOIN sites s ON s.id = r.site_id CROSS JOIN LATERAL (SELECT (date_trunc('day', r.due_at AT TIME ZONE s.time_zone) + interval '1 day') AT TIME ZONE s.time_zone
    + make_interval(mins => coalesce((SELECT t.grace_minutes FROM rental_terms t WHERE t.dealer_id = r.dealer_id AND t.customer_id = r.customer_id),
      (SELECT (p.thresholds ->> 'graceMinutes')::numeric::int FROM policies p WHERE p.org_owner_id = r.dealer_id AND p.role = '*' ORDER BY p.version DESC LIMIT 1), 0)) AS from_at) late
  WHERE r.equipment_id = p_equipment AND r.state IN ('ON_RENT', 'PICK_UP_READY') $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.out_until(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.out_until(uuid) TO app_definer;
--> statement-breakpoint
-- As before, but a machine that is out past its due time is taken as long as out_until says.
CREATE OR REPLACE FUNCTION app.free_in(p_dealer uuid, p_type text, p_from timestamptz, p_to timestamptz, p_gap interval, p_workshop interval, p_without uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
  SELECT e.id FROM equipment e WHERE e.dealer_id = p_dealer AND e.type = p_type AND e.status NOT IN ('MAINTENANCE', 'LOST', 'RETIRED')
  EXCEPT SELECT r.equipment_id FROM rentals r WHERE r.dealer_id = p_dealer AND r.type = p_type AND r.state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY')
    AND (r.period && tstzrange(p_from - p_gap, p_to + p_gap) OR (r.state <> 'RESERVED' AND upper(r.period) <= now() AND app.out_until(r.equipment_id) > p_from - p_gap)) AND (p_without IS NULL OR r.id <> p_without)
  EXCEPT SELECT m.equipment_id FROM maintenance m WHERE m.dealer_id = p_dealer AND m.state IN ('PLANNED', 'IN_WORK')
    AND m.planned_for < p_to AND m.planned_for > p_from - p_workshop $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.conflicts_of(p_equipment uuid, p_from timestamptz, p_to timestamptz, p_without uuid[])
RETURNS TABLE (kind text, from_at timestamptz, to_at timestamptz, rental_id uuid, reservation_id uuid, customer_id uuid, customer_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH machine AS (SELECT e.id, e.dealer_id, e.status, rules.*, (app.is_hq() OR e.dealer_id = ANY(app.own_dealers())) AS whole
    FROM equipment e CROSS JOIN LATERAL app.reservation_rules(e.dealer_id, e.type) rules
    WHERE e.id = p_equipment AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()) OR e.dealer_id = ANY(app.serving_dealers()))),
  found AS (
    SELECT CASE WHEN r.till = 'infinity' THEN 'OVERDUE' WHEN r.from_at >= p_to OR r.till <= p_from THEN 'BUFFER' WHEN r.state = 'RESERVED' THEN 'RESERVED' ELSE 'ON_RENT' END AS kind,
      r.from_at, nullif(r.till, 'infinity') AS to_at, r.id AS rental_id, r.reservation_id, r.customer_id, r.site_id
    FROM machine m CROSS JOIN LATERAL (SELECT o.*, lower(o.period) AS from_at, CASE WHEN o.state = 'RESERVED' THEN upper(o.period) ELSE app.out_until(m.id) END AS till
      FROM rentals o WHERE o.equipment_id = m.id AND o.state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY') AND o.id <> ALL(coalesce(p_without, '{}'))) r
    WHERE r.from_at < p_to + m.gap AND r.till > p_from - m.gap
    UNION ALL
    SELECT 'WORKSHOP', w.planned_for, w.planned_for + m.workshop, NULL, NULL, NULL, NULL FROM machine m JOIN maintenance w ON w.equipment_id = m.id
      AND w.state IN ('PLANNED', 'IN_WORK') AND w.planned_for < p_to AND w.planned_for > p_from - m.workshop
    UNION ALL
    SELECT 'STATUS', NULL, NULL, NULL, NULL, NULL, NULL FROM machine m WHERE m.status IN ('MAINTENANCE', 'LOST', 'RETIRED'))
  SELECT CASE WHEN known.own THEN f.kind ELSE 'TAKEN' END, CASE WHEN known.own OR m.tells_dates THEN f.from_at END, CASE WHEN known.own OR m.tells_dates THEN f.to_at END,
    CASE WHEN known.own THEN f.rental_id END, CASE WHEN known.own THEN f.reservation_id END, CASE WHEN known.own THEN f.customer_id END, CASE WHEN known.own THEN o.name END
  FROM machine m CROSS JOIN found f CROSS JOIN LATERAL (SELECT m.whole OR coalesce(app.is_party(m.dealer_id, f.customer_id, f.site_id), false) AS own) known
  LEFT JOIN organizations o ON o.id = f.customer_id ORDER BY f.from_at NULLS FIRST LIMIT 10;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.nearest_free(p_equipment uuid, p_from timestamptz, p_to timestamptz, p_without uuid[]) RETURNS TABLE (from_at timestamptz, to_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH machine AS (SELECT e.id, rules.gap, rules.workshop FROM equipment e CROSS JOIN LATERAL app.reservation_rules(e.dealer_id, e.type) rules
    WHERE e.id = p_equipment AND e.status NOT IN ('MAINTENANCE', 'LOST', 'RETIRED')
      AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()) OR (e.dealer_id = ANY(app.serving_dealers()) AND rules.tells_dates))),
  busy AS (
    SELECT lower(r.period) - m.gap AS f, CASE WHEN r.state = 'RESERVED' THEN upper(r.period) ELSE app.out_until(m.id) END + m.gap AS t
    FROM machine m JOIN rentals r ON r.equipment_id = m.id AND r.state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY') AND r.id <> ALL(coalesce(p_without, '{}'))
      AND (upper(r.period) > now() OR r.state <> 'RESERVED')
    UNION ALL
    SELECT w.planned_for, w.planned_for + m.workshop FROM machine m JOIN maintenance w ON w.equipment_id = m.id AND w.state IN ('PLANNED', 'IN_WORK') AND w.planned_for + m.workshop > now()),
  starts AS (SELECT t AS at FROM busy WHERE t < 'infinity' UNION SELECT f - (p_to - p_from) FROM busy WHERE f > now()),
  fits AS (SELECT s.at FROM starts s WHERE s.at >= now() AND NOT EXISTS (SELECT FROM busy b WHERE b.f < s.at + (p_to - p_from) AND b.t > s.at))
  (SELECT at, at + (p_to - p_from) FROM fits WHERE at >= p_from ORDER BY at LIMIT 1) UNION ALL (SELECT at, at + (p_to - p_from) FROM fits WHERE at < p_from ORDER BY at DESC LIMIT 1);
END $$;
--> statement-breakpoint
-- As before, and a customer that keeps a machine longer takes it from no promise either: that is for the dealer to grant.
CREATE OR REPLACE FUNCTION app.keep_promises() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE short_now int; short_without int; kept boolean := TG_OP = 'UPDATE' AND NEW.state = 'ON_RENT';
  begins timestamptz := coalesce(CASE WHEN kept THEN upper(OLD.period) ELSE lower(NEW.period) END, now()); ends timestamptz := coalesce(upper(NEW.period), now());
BEGIN
  IF ends <= now() OR NEW.state = 'ON_RENT' AND (NEW.reservation_id IS NOT NULL AND NOT kept OR app.claims() ->> 'orgType' IS DISTINCT FROM 'CUSTOMER') THEN
    RETURN NULL;
  END IF;
  PERFORM app.lock_type(NEW.dealer_id, NEW.type);
  SELECT s.short INTO short_now FROM app.seat_promises(NEW.dealer_id, NEW.type, begins, ends, NULL, NULL) s;
  IF short_now > 0 THEN
    SELECT s.short INTO short_without FROM app.seat_promises(NEW.dealer_id, NEW.type, begins, ends, NEW.id, NULL) s;
    IF short_now > short_without THEN
      RAISE EXCEPTION 'this machine is promised' USING ERRCODE = 'SR503', CONSTRAINT = 'reservations_capacity', TABLE = 'rentals';
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER rentals_keep_promises_moved ON rentals;
--> statement-breakpoint
CREATE TRIGGER rentals_keep_promises_moved AFTER UPDATE OF period, equipment_id ON rentals FOR EACH ROW
  WHEN (NEW.state = 'RESERVED' AND (NEW.equipment_id <> OLD.equipment_id OR NOT (NEW.period <@ OLD.period))
    OR NEW.state = 'ON_RENT' AND OLD.state = 'ON_RENT' AND upper(NEW.period) > upper(OLD.period)) EXECUTE FUNCTION app.keep_promises();
--> statement-breakpoint
-- When the machine of a rental is spoken for next, the hours kept before a booking and planned services counted in, whoever it is for: the day
-- is told to the rental's parties, the name is not.
CREATE OR REPLACE FUNCTION app.next_claim(p_rental uuid) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT least((SELECT min(lower(o.period)) - rules.gap FROM rentals o WHERE o.equipment_id = r.equipment_id AND o.id <> r.id AND o.state = 'RESERVED' AND lower(o.period) >= lower(r.period)),
    (SELECT min(m.planned_for) FROM maintenance m WHERE m.equipment_id = r.equipment_id AND m.state IN ('PLANNED', 'IN_WORK') AND m.planned_for >= r.due_at))
  FROM rentals r CROSS JOIN LATERAL app.reservation_rules(r.dealer_id, r.type) rules
  WHERE r.id = p_rental AND app.is_party(r.dealer_id, r.customer_id, r.site_id) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.dealer_yards(p_dealer uuid) RETURNS TABLE (id uuid, name text, geofence jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.name, s.geofence FROM sites s WHERE s.dealer_id = p_dealer AND s.kind = 'YARD' AND s.active
    AND (app.is_hq() OR p_dealer = ANY(app.own_dealers()) OR p_dealer = ANY(app.serving_dealers())) ORDER BY s.name, s.id LIMIT 200 $$;
--> statement-breakpoint
-- What happened to a booking as a whole, for those who are a party to it; what happened to one of its machines says so by its rental.
CREATE INDEX events_reservation_idx ON events ((record::jsonb #>> '{event,data,reservationId}')) WHERE rental_id IS NULL AND type LIKE 'reservation.%';
--> statement-breakpoint
CREATE FUNCTION app.events_of_reservation(p_reservation uuid) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.position FROM reservations v JOIN events e ON e.dealer_id = v.dealer_id AND e.rental_id IS NULL AND e.type LIKE 'reservation.%'
    AND e.record::jsonb #>> '{event,data,reservationId}' = p_reservation::text
  WHERE v.id = p_reservation AND app.is_party(v.dealer_id, v.customer_id, v.site_id) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.events_of_reservation(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.events_of_reservation(uuid) TO app_definer, app_user;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.events_of_reservation(uuid) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
