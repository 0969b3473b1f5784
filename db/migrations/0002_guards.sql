-- What the schema language can not say: forced row-level security, grants, the overlap constraint, partitions, the append-only
-- ledger, and the functions that look past row-level security after checking the claims themselves.
-- app_user is granted the commands that a table has a policy for and no others.
DO $$
DECLARE made regclass; commands text;
BEGIN
  FOR made, commands IN SELECT c.oid::regclass,
      (SELECT string_agg(CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' END, ', ') FROM pg_policy p WHERE p.polrelid = c.oid)
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', made);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO app_definer', made);
    EXECUTE format('GRANT %s ON %s TO app_user', commands, made);
  END LOOP;
END $$;--> statement-breakpoint
REVOKE UPDATE, DELETE ON events FROM app_definer;--> statement-breakpoint
-- What an organisation is decides what its members see, so nobody changes it: not the dealer that would be HQ.
REVOKE UPDATE ON organizations FROM app_user;--> statement-breakpoint
GRANT UPDATE (name, time_zone, units, locale, currency, active) ON organizations TO app_user;--> statement-breakpoint
GRANT USAGE ON SEQUENCE events_position_seq TO app_definer;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON users, sessions, accounts, verifications, passkeys, jwks, rate_limits TO app_service;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON job_events, job_runs, job_steps, job_crons TO app_service;--> statement-breakpoint
GRANT SELECT ON users TO app_definer;--> statement-breakpoint

ALTER TABLE rentals ADD CONSTRAINT rentals_no_overlap
  EXCLUDE USING gist (equipment_id WITH =, period WITH &&) WHERE (state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY'));--> statement-breakpoint

CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = '42501';
END $$;--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();--> statement-breakpoint

CREATE SEQUENCE app.human_id_seq START 1001;--> statement-breakpoint
GRANT USAGE ON SEQUENCE app.human_id_seq TO app_definer;--> statement-breakpoint
CREATE FUNCTION app.next_human_id() RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT 'EQX' || nextval('app.human_id_seq') $$;--> statement-breakpoint

-- Months are made when a reading of theirs arrives; a partition is reached through its parent only.
CREATE FUNCTION app.ensure_usage_partition(month date) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE first date := date_trunc('month', month)::date; name text := 'usage_readings_' || to_char(month, 'YYYYMM');
BEGIN
  IF first < '2000-01-01' OR first > (now() + interval '40 days')::date THEN
    RAISE EXCEPTION 'no partition for %', first USING ERRCODE = '22008';
  END IF;
  IF to_regclass('public.' || name) IS NULL THEN
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.usage_readings FOR VALUES FROM (%L) TO (%L)',
      name, first || ' 00:00+00', (first + interval '1 month')::date || ' 00:00+00');
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
  END IF;
EXCEPTION WHEN duplicate_table THEN NULL;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION app.dealer_sites() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(site_id), '{}') FROM site_dealers WHERE dealer_id = ANY(app.own_dealers()) $$;--> statement-breakpoint

-- Claims of a person's active membership, newest facts; the first membership where no organisation is named. Null where there is none.
CREATE FUNCTION app.actor_claims(p_user uuid, p_org uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'sub', m.user_id, 'orgId', o.id, 'orgType', o.type, 'role', m.role,
    'dealerIds', CASE o.type WHEN 'DEALER' THEN jsonb_build_array(o.id)
      WHEN 'CUSTOMER' THEN (SELECT coalesce(jsonb_agg(r.dealer_id ORDER BY r.dealer_id), '[]') FROM dealer_customers r WHERE r.customer_id = o.id) ELSE '[]' END,
    'customerIds', CASE o.type WHEN 'CUSTOMER' THEN jsonb_build_array(o.id)
      WHEN 'DEALER' THEN (SELECT coalesce(jsonb_agg(r.customer_id ORDER BY r.customer_id), '[]') FROM dealer_customers r WHERE r.dealer_id = o.id) ELSE '[]' END,
    'siteIds', to_jsonb(m.site_ids), 'membershipId', m.id, 'membershipVersion', m.version)
  FROM memberships m JOIN organizations o ON o.id = m.org_owner_id
  WHERE m.user_id = p_user AND m.active AND o.active AND (p_org IS NULL OR o.id = p_org)
  ORDER BY m.created_at, m.id LIMIT 1 $$;--> statement-breakpoint

-- The organisations a person may act for.
CREATE FUNCTION app.memberships_of(p_user uuid) RETURNS TABLE (org_id uuid, org_name text, org_type text, role text, display_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.name, o.type, m.role, m.display_name FROM memberships m JOIN organizations o ON o.id = m.org_owner_id
  WHERE m.user_id = p_user AND m.active AND o.active ORDER BY m.created_at, m.id $$;--> statement-breakpoint

-- Returns the claims if the membership they were made from is still as it was; raises SR401 otherwise. Jobs carry no membership.
CREATE FUNCTION app.fresh_claims(p_claims jsonb) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF p_claims ->> 'role' = 'SYSTEM' THEN
    IF p_claims ->> 'sub' = '00000000-0000-7000-8000-000000000000' THEN RETURN p_claims::text; END IF;
  ELSIF EXISTS (SELECT FROM memberships m JOIN organizations o ON o.id = m.org_owner_id
      WHERE m.id = (p_claims ->> 'membershipId')::uuid AND m.version = (p_claims ->> 'membershipVersion')::int
        AND m.user_id = (p_claims ->> 'sub')::uuid AND m.org_owner_id = (p_claims ->> 'orgId')::uuid AND m.active AND o.active) THEN
    RETURN p_claims::text;
  END IF;
  RAISE EXCEPTION 'membership changed' USING ERRCODE = 'SR401';
END $$;--> statement-breakpoint

-- A change of membership, or of the relations that claims list, makes all claims made before it stale.
CREATE FUNCTION app.bump_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.role, NEW.site_ids, NEW.active) IS DISTINCT FROM (OLD.role, OLD.site_ids, OLD.active) THEN
    NEW.version := OLD.version + 1;
    NEW.changed_at := now();
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER memberships_version BEFORE UPDATE ON memberships FOR EACH ROW EXECUTE FUNCTION app.bump_membership();--> statement-breakpoint
CREATE FUNCTION app.bump_related() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE memberships SET version = version + 1, changed_at = now()
  WHERE org_owner_id IN (NEW.dealer_id, NEW.customer_id, OLD.dealer_id, OLD.customer_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER dealer_customers_version AFTER INSERT OR DELETE OR UPDATE OF dealer_id, customer_id ON dealer_customers FOR EACH ROW EXECUTE FUNCTION app.bump_related();--> statement-breakpoint

-- Appends one event to an organisation's chain. `p_body` is the canonical text of the event; what is stored is what is hashed. The
-- chain is the actor's own or that of a dealer that serves it, and the stamps, which decide who reads the event, are of people the
-- actor deals with. Unknown is refused like false: without claims the comparisons are null.
CREATE FUNCTION app.append_event(p_org uuid, p_body text, p_salt text, p_private jsonb)
RETURNS TABLE (event_position bigint, event_seq bigint, event_hash text) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE head chain_heads; body jsonb := p_body::jsonb; stored text; hashed text; placed bigint;
BEGIN
  IF NOT coalesce((app.is_hq() OR p_org = app.org_id() OR p_org = ANY(app.claimed_dealers()))
      AND (body ->> 'orgId')::uuid = p_org AND coalesce((body ->> 'dealerId')::uuid = p_org, true)
      AND (app.is_hq() OR body ->> 'customerId' IS NULL OR (body ->> 'customerId')::uuid = ANY(app.claimed_customers())), false) THEN
    RAISE EXCEPTION 'not this chain' USING ERRCODE = '42501';
  END IF;
  INSERT INTO chain_heads VALUES (p_org, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM chain_heads WHERE org_owner_id = p_org FOR UPDATE;
  stored := '{"event":' || p_body || ',"prevHash":"' || head.hash || '","seq":' || (head.seq + 1) || '}';
  hashed := encode(sha256(convert_to(stored, 'UTF8')), 'hex');
  INSERT INTO events (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, rental_id, seq, type, at, record, self_hash)
  VALUES ((body ->> 'id')::uuid, p_org, (body ->> 'dealerId')::uuid, (body ->> 'customerId')::uuid, (body ->> 'siteId')::uuid,
    (body ->> 'equipmentId')::uuid, body ->> 'humanId', (body ->> 'rentalId')::uuid, head.seq + 1, body ->> 'type', (body ->> 'at')::timestamptz, stored, hashed)
  RETURNING position INTO placed;
  IF p_private IS NOT NULL THEN
    INSERT INTO event_private (event_id, org_owner_id, dealer_id, customer_id, site_id, salt, data)
    VALUES ((body ->> 'id')::uuid, p_org, (body ->> 'dealerId')::uuid, (body ->> 'customerId')::uuid, (body ->> 'siteId')::uuid, p_salt, p_private);
  END IF;
  UPDATE chain_heads SET seq = head.seq + 1, hash = hashed WHERE org_owner_id = p_org;
  RETURN QUERY SELECT placed, head.seq + 1, hashed;
END $$;--> statement-breakpoint

-- Exactly the machine that a person presents: one they see anyway, one whose signed label (p_tag, verified by the caller) they
-- hold and whose dealer serves them, or one they name (p_human_id) and have reserved or may take under the dealer's self-service
-- policy. With p_lock the row stays locked to the end of the transaction. The yard comes along, for the geofence gate; a site that the
-- machine's dealer does not serve never does, whatever the machine's row says. So does the last return: nothing of a next rental can
-- have been before it.
CREATE FUNCTION app.presented_equipment(p_human_id text, p_tag uuid, p_lock boolean)
RETURNS TABLE (id uuid, dealer_id uuid, customer_id uuid, site_id uuid, human_id text, type text, make text, model text, serial_number text, status text,
  hour_meter double precision, hour_meter_at timestamptz, site_name text, site_kind text, site_time_zone text, site_geofence jsonb, own boolean, reserved boolean, self_service boolean,
  last_return_at timestamptz, last_return_hours double precision)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE found_id uuid;
BEGIN
  IF p_tag IS NOT NULL THEN
    SELECT t.equipment_id INTO found_id FROM tags t WHERE t.id = p_tag AND t.state = 'ACTIVE';
  ELSE
    SELECT e.id INTO found_id FROM equipment e WHERE e.human_id = p_human_id;
  END IF;
  IF p_lock THEN
    PERFORM FROM equipment e WHERE e.id = found_id AND (app.is_hq() OR e.dealer_id = ANY(app.claimed_dealers())) FOR UPDATE;
  END IF;
  RETURN QUERY
    SELECT e.id, e.dealer_id, e.customer_id, e.site_id, e.human_id, e.type, e.make, e.model, e.serial_number, e.status, e.hour_meter, e.hour_meter_at,
      s.name, s.kind, s.time_zone, s.geofence, seen.own, seen.reserved, seen.self_service, back.at, back.hours
    FROM equipment e LEFT JOIN LATERAL (SELECT r.checked_in_at AS at, r.engine_end AS hours FROM rentals r
      WHERE r.equipment_id = e.id AND r.state = 'RETURNED' AND r.checked_in_at IS NOT NULL ORDER BY r.checked_in_at DESC LIMIT 1) back ON true
    LEFT JOIN sites s ON s.id = e.site_id
      AND (s.dealer_id = e.dealer_id OR EXISTS (SELECT FROM site_dealers d WHERE d.site_id = s.id AND d.dealer_id = e.dealer_id))
    CROSS JOIN LATERAL (SELECT
      app.is_party(e.dealer_id, e.customer_id, e.site_id) AS own,
      EXISTS (SELECT FROM rentals r WHERE r.equipment_id = e.id AND r.state = 'RESERVED' AND r.customer_id = ANY(app.own_customers())
        AND (app.all_sites() OR r.site_id = ANY(app.own_sites()))) AS reserved,
      coalesce((SELECT (p.thresholds ->> 'selfService')::boolean FROM policies p WHERE p.org_owner_id = e.dealer_id AND p.role = '*' ORDER BY p.version DESC LIMIT 1), false) AS self_service) seen
    WHERE e.id = found_id AND (seen.own OR (e.dealer_id = ANY(app.serving_dealers()) AND (e.customer_id IS NULL OR e.customer_id = ANY(app.own_customers()))
      AND (p_tag IS NOT NULL OR seen.reserved OR seen.self_service)));
END $$;--> statement-breakpoint

-- Brings a machine's state in line with a rental that the actor, a party to it, has just written: out with it, or back. A rental that
-- was over before moves nothing: the machine may be another customer's by now. What was told late moves no clock back.
CREATE FUNCTION app.follow_rental(p_rental uuid, p_site uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r rentals; latest jsonb; moment timestamptz;
BEGIN
  SELECT * INTO r FROM rentals WHERE id = p_rental;
  IF r.id IS NULL OR NOT app.is_party(r.dealer_id, r.customer_id, r.site_id) THEN
    RAISE EXCEPTION 'not a party to this rental' USING ERRCODE = '42501';
  END IF;
  IF r.state = 'ON_RENT' THEN
    latest := r.check_out_position;
    moment := r.checked_out_at;
    UPDATE equipment SET status = 'ON_RENT', customer_id = r.customer_id, site_id = r.site_id, hour_meter = greatest(hour_meter, coalesce(r.engine_start, 0)),
      hour_meter_at = greatest(hour_meter_at, moment), last_seen_at = greatest(last_seen_at, moment) WHERE id = r.equipment_id;
  ELSIF r.state = 'RETURNED' THEN
    moment := r.checked_in_at;
    UPDATE equipment SET status = 'IDLE', customer_id = NULL, site_id = coalesce((SELECT s.id FROM sites s WHERE s.id = p_site AND s.kind = 'YARD' AND s.dealer_id = r.dealer_id), r.site_id),
      hour_meter = greatest(hour_meter, coalesce(r.engine_end, 0)), hour_meter_at = greatest(hour_meter_at, moment), last_seen_at = greatest(last_seen_at, moment)
    WHERE id = r.equipment_id AND customer_id = r.customer_id
      AND NOT EXISTS (SELECT FROM rentals o WHERE o.equipment_id = r.equipment_id AND o.id <> r.id AND o.state IN ('ON_RENT', 'PICK_UP_READY'));
    IF FOUND THEN
      latest := r.check_in_position;
    END IF;
  END IF;
  IF latest IS NOT NULL THEN
    UPDATE equipment SET last_lat = (latest ->> 'lat')::float8, last_lon = (latest ->> 'lon')::float8, last_accuracy_m = (latest ->> 'accuracyM')::float8,
      last_position_at = coalesce((latest ->> 'at')::timestamptz, moment)
    WHERE id = r.equipment_id AND (last_position_at IS NULL OR last_position_at <= coalesce((latest ->> 'at')::timestamptz, moment));
  END IF;
END $$;--> statement-breakpoint

-- A dealer's yards that serve the actor, for the gate at a return.
CREATE FUNCTION app.dealer_yards(p_dealer uuid) RETURNS TABLE (id uuid, name text, geofence jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.name, s.geofence FROM sites s WHERE s.dealer_id = p_dealer AND s.kind = 'YARD' AND s.active
    AND (app.is_hq() OR p_dealer = ANY(app.own_dealers()) OR p_dealer = ANY(app.serving_dealers())) LIMIT 200 $$;--> statement-breakpoint

-- A dealer's policy in force, readable by those it serves: thresholds only.
CREATE FUNCTION app.thresholds_of(p_org uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT p.thresholds FROM policies p WHERE p.org_owner_id = p_org AND p.role = '*'
    AND (app.is_hq() OR p_org = app.org_id() OR p_org = ANY(app.claimed_dealers())) ORDER BY p.version DESC LIMIT 1), '{}') $$;--> statement-breakpoint

-- Sites of the actor whose fence covers a point or lies within p_radius_m of it, nearest first; PostGIS operators use no index under
-- row-level security, so the look-up happens here and the caller's own policies are applied by joining the ids.
CREATE FUNCTION app.sites_near(p_lon double precision, p_lat double precision, p_radius_m double precision) RETURNS TABLE (id uuid, distance_m double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, st_distance(s.fence::geography, here.point) FROM sites s, (SELECT st_setsrid(st_makepoint(p_lon, p_lat), 4326)::geography AS point) here
  WHERE s.active AND st_dwithin(s.fence::geography, here.point, least(p_radius_m, 100000))
    AND (app.is_hq() OR s.dealer_id = ANY(app.own_dealers()) OR s.customer_id = ANY(app.own_customers()) OR s.id = ANY(app.dealer_sites()))
    AND (app.all_sites() OR s.id = ANY(app.own_sites()))
  ORDER BY 2 LIMIT 50 $$;--> statement-breakpoint

DO $$
DECLARE made regprocedure;
BEGIN
  FOR made IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app_definer', made);
  END LOOP;
  GRANT CREATE ON SCHEMA app TO app_definer;
  FOR made IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.prosecdef AND p.proname <> 'ensure_usage_partition' LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO app_definer', made);
  END LOOP;
  REVOKE CREATE ON SCHEMA app FROM app_definer;
END $$;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.fresh_claims(jsonb) TO app_nobody, app_user;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.actor_claims(uuid, uuid), app.memberships_of(uuid) TO app_service;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.dealer_sites(), app.append_event(uuid, text, text, jsonb), app.presented_equipment(text, uuid, boolean), app.follow_rental(uuid, uuid),
  app.dealer_yards(uuid), app.thresholds_of(uuid), app.sites_near(double precision, double precision, double precision), app.next_human_id(),
  app.ensure_usage_partition(date) TO app_user;
