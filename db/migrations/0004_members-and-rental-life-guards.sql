-- Members, organisations, and which dealer serves which customer.
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON invitations TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO app_definer;
--> statement-breakpoint
ALTER TABLE relation_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON relation_requests TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON relation_requests TO app_definer;
--> statement-breakpoint
GRANT SELECT ON sessions TO app_definer;
--> statement-breakpoint
GRANT UPDATE (active_org_id, role, updated_at, last_seen_at) ON sessions TO app_definer;
--> statement-breakpoint

-- The organisations that work with one now, as claims list them, and a dealer's former customers.
CREATE FUNCTION app.partners(p_org uuid, p_type text) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'dealerIds', CASE p_type WHEN 'DEALER' THEN jsonb_build_array(p_org)
      WHEN 'CUSTOMER' THEN (SELECT coalesce(jsonb_agg(r.dealer_id ORDER BY r.dealer_id), '[]') FROM dealer_customers r WHERE r.customer_id = p_org AND r.ended_at IS NULL) ELSE '[]' END,
    'customerIds', CASE p_type WHEN 'CUSTOMER' THEN jsonb_build_array(p_org)
      WHEN 'DEALER' THEN (SELECT coalesce(jsonb_agg(r.customer_id ORDER BY r.customer_id), '[]') FROM dealer_customers r WHERE r.dealer_id = p_org AND r.ended_at IS NULL) ELSE '[]' END,
    'formerIds', CASE p_type WHEN 'DEALER' THEN (SELECT coalesce(jsonb_agg(r.customer_id), '[]') FROM dealer_customers r WHERE r.dealer_id = p_org AND r.ended_at IS NOT NULL) ELSE '[]' END) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.actor_claims(p_user uuid, p_org uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'sub', m.user_id, 'orgId', o.id, 'orgType', o.type, 'role', m.role,
    'siteIds', to_jsonb(m.site_ids), 'membershipId', m.id, 'membershipVersion', m.version) || app.partners(o.id, o.type)
  FROM memberships m JOIN organizations o ON o.id = m.org_owner_id
  WHERE m.user_id = p_user AND m.active AND o.active AND (p_org IS NULL OR o.id = p_org)
  ORDER BY m.created_at, m.id LIMIT 1 $$;
--> statement-breakpoint
-- Returns the claims if the membership they were made from is still as it was, with the partners of this moment; raises SR401
-- otherwise. Jobs carry no membership, and name the partners they write about themselves.
CREATE OR REPLACE FUNCTION app.fresh_claims(p_claims jsonb) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE kind text;
BEGIN
  IF p_claims ->> 'role' = 'SYSTEM' THEN
    IF p_claims ->> 'sub' = '00000000-0000-7000-8000-000000000000' THEN RETURN p_claims::text; END IF;
  ELSE
    SELECT o.type INTO kind FROM memberships m JOIN organizations o ON o.id = m.org_owner_id
      WHERE m.id = (p_claims ->> 'membershipId')::uuid AND m.version = (p_claims ->> 'membershipVersion')::int
        AND m.user_id = (p_claims ->> 'sub')::uuid AND m.org_owner_id = (p_claims ->> 'orgId')::uuid AND m.active AND o.active;
    IF FOUND THEN RETURN (p_claims || app.partners((p_claims ->> 'orgId')::uuid, kind))::text; END IF;
  END IF;
  RAISE EXCEPTION 'membership changed' USING ERRCODE = 'SR401';
END $$;
--> statement-breakpoint
-- Every call reads its partners anew, so a changed relation leaves memberships, and with them tokens and open pages, as they are.
DROP TRIGGER dealer_customers_version ON dealer_customers;
--> statement-breakpoint
DROP FUNCTION app.bump_related();
--> statement-breakpoint
-- A dealer reads its former customers' names on, and late events of theirs can be written.
CREATE OR REPLACE FUNCTION app.claimed_customers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.claimed_ids('customerIds') || app.claimed_ids('formerIds') $$;
--> statement-breakpoint
-- Sites open to the actor's dealer: those tied to it and those that it made, which it may tie to itself. Others are tied by their customer or HQ.
CREATE OR REPLACE FUNCTION app.dealer_sites() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(site_id), '{}') FROM (SELECT site_id FROM site_dealers WHERE dealer_id = ANY(app.own_dealers())
    UNION SELECT id FROM sites WHERE created_by_org = ANY(app.own_dealers())) open $$;
--> statement-breakpoint
-- Who made a site is said by the claims and not by the writer. Without claims (seed, tools) it is as written.
CREATE FUNCTION app.stamp_site_maker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.created_by_org := OLD.created_by_org;
  ELSIF app.org_id() IS NOT NULL THEN
    NEW.created_by_org := app.org_id();
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER sites_maker BEFORE INSERT OR UPDATE OF created_by_org ON sites FOR EACH ROW EXECUTE FUNCTION app.stamp_site_maker();
--> statement-breakpoint
-- What begins between two organisations needs them to work together and to be active. The share lock lets it and the end of a
-- relation take turns. After the statement, so that row-level security has spoken first.
CREATE FUNCTION app.require_relation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM dealer_customers r WHERE r.dealer_id = NEW.dealer_id AND r.customer_id = NEW.customer_id AND r.ended_at IS NULL FOR SHARE;
  IF NOT FOUND OR EXISTS (SELECT FROM organizations o WHERE o.id IN (NEW.dealer_id, NEW.customer_id) AND NOT o.active) THEN
    RAISE EXCEPTION 'relation ended' USING ERRCODE = 'SR409';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER rentals_live_relation AFTER INSERT ON rentals FOR EACH ROW WHEN (NEW.state IN ('RESERVED', 'ON_RENT')) EXECUTE FUNCTION app.require_relation();
--> statement-breakpoint
CREATE TRIGGER reservations_live_relation AFTER INSERT ON reservations FOR EACH ROW EXECUTE FUNCTION app.require_relation();
--> statement-breakpoint

-- Whether the actor manages its organisation's affairs: a person with the highest role of its type, bound to no sites.
CREATE FUNCTION app.is_administrator() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(app.all_sites() AND (app.claims() ->> 'orgType', app.claims() ->> 'role')
    IN (('CATERPILLAR', 'CAT_ADMIN'), ('DEALER', 'DEALER_ADMIN'), ('CUSTOMER', 'CUSTOMER_SUPERVISOR'), ('CATERPILLAR', 'SYSTEM')), false) $$;
--> statement-breakpoint
-- Addresses of an organisation's members and when they last did something for it, for those who manage it. Identity tables are
-- nobody's, so this is all that the tenant side learns of them.
CREATE FUNCTION app.members_of(p_org uuid) RETURNS TABLE (user_id uuid, email text, last_seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.user_id, u.email, greatest(
      (SELECT max(s.last_seen_at) FROM sessions s WHERE s.user_id = m.user_id AND s.active_org_id = p_org),
      (SELECT max(o.created_at) FROM operations o WHERE o.org_owner_id = p_org AND o.user_id = m.user_id))
  FROM memberships m JOIN users u ON u.id = m.user_id
  WHERE m.org_owner_id = p_org AND app.is_administrator() AND (app.is_hq() OR p_org = app.org_id()) $$;
--> statement-breakpoint
-- Turns a browser session of the actor's own to the actor's organisation. A session without a role gets a new token with its next call.
-- False where it is not theirs.
CREATE FUNCTION app.enter_organization(p_session uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE sessions SET active_org_id = app.org_id(), role = NULL, updated_at = now(), last_seen_at = now()
  WHERE id = p_session AND user_id = app.user_id() AND expires_at > now();
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The invitation behind a token, whatever became of it.
CREATE FUNCTION app.find_invitation(p_token_hash text)
RETURNS TABLE (id uuid, org_id uuid, org_name text, org_type text, org_active boolean, email text, name text, role text, expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, o.id, o.name, o.type, o.active, i.email, i.name, i.role, i.expires_at, i.accepted_at, i.revoked_at
  FROM invitations i JOIN organizations o ON o.id = i.org_owner_id WHERE i.token_hash = p_token_hash $$;
--> statement-breakpoint

-- The actor's claims know its partners of this moment from here on.
CREATE FUNCTION app.renew_partners() RETURNS void LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
  SELECT set_config('request.jwt.claims', (app.claims() || app.partners(app.org_id(), app.claims() ->> 'orgType'))::text, true) $$;
--> statement-breakpoint
-- A customer that a dealer brings in, with the dealer's own terms. `p_customer`: id, name, timeZone, units, locale, currency,
-- accountNumber, creditLimit, contacts, notes.
CREATE FUNCTION app.create_customer(p_dealer uuid, p_customer jsonb) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT coalesce(app.all_sites() AND (app.is_hq() OR p_dealer = ANY(app.own_dealers())), false)
      OR NOT EXISTS (SELECT FROM organizations o WHERE o.id = p_dealer AND o.type = 'DEALER' AND o.active) THEN
    RAISE EXCEPTION 'not this dealer' USING ERRCODE = '42501';
  END IF;
  INSERT INTO organizations (id, name, type, time_zone, units, locale, currency, created_by_org)
  VALUES ((p_customer ->> 'id')::uuid, p_customer ->> 'name', 'CUSTOMER', p_customer ->> 'timeZone', p_customer ->> 'units', p_customer ->> 'locale',
    p_customer ->> 'currency', p_dealer);
  INSERT INTO dealer_customers (org_owner_id, dealer_id, customer_id, account_number, credit_limit, contacts, notes)
  VALUES (p_dealer, p_dealer, (p_customer ->> 'id')::uuid, p_customer ->> 'accountNumber', (p_customer ->> 'creditLimit')::numeric,
    coalesce(p_customer -> 'contacts', '[]'), p_customer ->> 'notes');
  PERFORM app.renew_partners();
END $$;
--> statement-breakpoint
-- Invites the first supervisor of a customer that the actor's dealer brought in, as long as the customer has none: from then on it
-- looks after its people itself. A new invitation replaces the dealer's earlier ones. `p_invitation`: id, email, name, tokenHash, expiresAt.
CREATE FUNCTION app.invite_first_supervisor(p_customer uuid, p_invitation jsonb) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM organizations o WHERE o.id = p_customer AND o.type = 'CUSTOMER' AND o.active AND o.created_by_org = ANY(app.own_dealers())
    AND EXISTS (SELECT FROM dealer_customers r WHERE r.dealer_id = o.created_by_org AND r.customer_id = o.id AND r.ended_at IS NULL) FOR NO KEY UPDATE;
  IF NOT FOUND OR NOT app.all_sites() THEN
    RAISE EXCEPTION 'not a customer that this dealer brought in' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM memberships m WHERE m.org_owner_id = p_customer AND m.active AND m.role = 'CUSTOMER_SUPERVISOR') THEN
    RETURN false;
  END IF;
  UPDATE invitations SET revoked_at = now() WHERE org_owner_id = p_customer AND accepted_at IS NULL AND revoked_at IS NULL
    AND (invited_by_org = app.org_id() OR email = p_invitation ->> 'email');
  INSERT INTO invitations (id, org_owner_id, invited_by_org, invited_by, email, name, role, token_hash, expires_at)
  VALUES ((p_invitation ->> 'id')::uuid, p_customer, app.org_id(), app.user_id(), p_invitation ->> 'email', p_invitation ->> 'name', 'CUSTOMER_SUPERVISOR',
    p_invitation ->> 'tokenHash', (p_invitation ->> 'expiresAt')::timestamptz);
  RETURN true;
END $$;
--> statement-breakpoint

-- Whether an address is a supervisor's, so that a request is mailed to nobody else. For dealers that ask; what they are answered does not depend on it.
CREATE FUNCTION app.reaches_supervisor(p_email text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (app.is_hq() OR cardinality(app.own_dealers()) > 0) AND EXISTS (SELECT FROM users u JOIN memberships m ON m.user_id = u.id JOIN organizations o ON o.id = m.org_owner_id
    WHERE u.email = p_email AND m.active AND o.active AND m.role = 'CUSTOMER_SUPERVISOR' AND m.site_ids IS NULL) $$;
--> statement-breakpoint
-- Requests of dealers that the actor's organisation may answer: those to the address of one of its supervisors.
CREATE FUNCTION app.incoming_relation_requests() RETURNS TABLE (id uuid, dealer_id uuid, dealer_name text, email text, message text, requested_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT q.id, q.dealer_id, d.name, q.email, q.message, q.created_at
  FROM memberships m JOIN users u ON u.id = m.user_id JOIN relation_requests q ON q.email = u.email AND q.state = 'PENDING' AND q.created_at > now() - interval '30 days'
  JOIN organizations d ON d.id = q.dealer_id AND d.active
  WHERE m.org_owner_id = ANY(app.own_customers()) AND m.active AND m.role = 'CUSTOMER_SUPERVISOR' AND m.site_ids IS NULL AND app.is_administrator()
  ORDER BY q.created_at, q.id LIMIT 200 $$;
--> statement-breakpoint
-- Answers a request for the actor's organisation and, if it is accepted, ties the two. The dealer's id; null where there is none to answer.
CREATE FUNCTION app.answer_relation_request(p_request uuid, p_accept boolean) RETURNS uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE dealer uuid;
BEGIN
  PERFORM FROM relation_requests q WHERE q.id = p_request FOR UPDATE;
  SELECT i.dealer_id INTO dealer FROM app.incoming_relation_requests() i WHERE i.id = p_request;
  IF dealer IS NULL THEN RETURN NULL; END IF;
  UPDATE relation_requests SET state = CASE WHEN p_accept THEN 'ACCEPTED' ELSE 'DECLINED' END, answered_at = now(), answered_by = app.user_id(),
    customer_id = CASE WHEN p_accept THEN app.org_id() END WHERE id = p_request;
  IF p_accept THEN
    INSERT INTO dealer_customers (org_owner_id, dealer_id, customer_id) VALUES (dealer, dealer, app.org_id())
      ON CONFLICT (dealer_id, customer_id) DO UPDATE SET ended_at = NULL;
    PERFORM app.renew_partners();
  END IF;
  RETURN dealer;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.withdraw_relation_request(p_request uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE relation_requests SET state = 'WITHDRAWN', answered_at = now(), answered_by = app.user_id()
  WHERE id = p_request AND state = 'PENDING' AND (app.is_hq() OR dealer_id = ANY(app.own_dealers()));
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The dealers of the actor's customer organisation, of now and of the past; what a dealer notes about it stays the dealer's.
CREATE FUNCTION app.our_dealers() RETURNS TABLE (dealer_id uuid, name text, since timestamptz, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id, d.name, r.since, r.ended_at FROM dealer_customers r JOIN organizations d ON d.id = r.dealer_id
  WHERE r.customer_id = ANY(app.own_customers()) ORDER BY r.ended_at NULLS FIRST, d.name LIMIT 500 $$;
--> statement-breakpoint
-- Ends what a dealer and a customer have together, for either of them or HQ. 'busy' while machines are out or reserved, 'ended' when it is
-- over, null where the actor has no part in it. Nothing is deleted: both keep what they had.
CREATE FUNCTION app.end_relation(p_dealer uuid, p_customer uuid) RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM dealer_customers r WHERE r.dealer_id = p_dealer AND r.customer_id = p_customer AND r.ended_at IS NULL AND app.is_administrator()
    AND (app.is_hq() OR p_dealer = ANY(app.own_dealers()) OR p_customer = ANY(app.own_customers())) FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM rentals r WHERE r.dealer_id = p_dealer AND r.customer_id = p_customer AND r.state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY'))
      OR EXISTS (SELECT FROM reservations v WHERE v.dealer_id = p_dealer AND v.customer_id = p_customer AND v.state IN ('REQUESTED', 'CONFIRMED')) THEN
    RETURN 'busy';
  END IF;
  UPDATE dealer_customers SET ended_at = now() WHERE dealer_id = p_dealer AND customer_id = p_customer;
  RETURN 'ended';
END $$;
--> statement-breakpoint
DO $$
DECLARE made regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA app TO app_definer;
  FOR made IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN ('partners', 'stamp_site_maker', 'require_relation', 'is_administrator', 'members_of', 'enter_organization', 'find_invitation', 'renew_partners', 'create_customer',
      'invite_first_supervisor', 'reaches_supervisor', 'incoming_relation_requests', 'answer_relation_request', 'withdraw_relation_request', 'our_dealers', 'end_relation') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app_definer', made);
    IF (SELECT p.prosecdef FROM pg_proc p WHERE p.oid = made) THEN
      EXECUTE format('ALTER FUNCTION %s OWNER TO app_definer', made);
    END IF;
  END LOOP;
  REVOKE CREATE ON SCHEMA app FROM app_definer;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.find_invitation(text) TO app_service;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.members_of(uuid), app.enter_organization(uuid), app.create_customer(uuid, jsonb),
  app.invite_first_supervisor(uuid, jsonb), app.reaches_supervisor(text), app.incoming_relation_requests(), app.answer_relation_request(uuid, boolean),
  app.withdraw_relation_request(uuid), app.our_dealers(), app.end_relation(uuid, uuid) TO app_user;
--> statement-breakpoint
-- Badges, keys of programs, and what people may do about their own ways to sign in. Identity tables are reached only through
-- functions that check the claims.
ALTER TABLE badges FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE api_clients FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON badges, api_clients TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON badges, api_clients, badge_secrets TO app_definer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON badge_secrets TO app_service;
--> statement-breakpoint
GRANT INSERT ON users TO app_definer;
--> statement-breakpoint
GRANT SELECT, DELETE ON sessions TO app_definer;
--> statement-breakpoint
GRANT SELECT, UPDATE, DELETE ON passkeys TO app_definer;
--> statement-breakpoint
GRANT SELECT, DELETE ON rate_limits TO app_definer;
--> statement-breakpoint

-- Returns the claims if what they were made from still stands, with the partners of this moment; raises SR401 otherwise. A person's
-- claims come from a membership and, where they name one, from a session that has not ended. A program's come from its key. Jobs carry
-- neither, and name the partners they write about themselves.
CREATE OR REPLACE FUNCTION app.fresh_claims(p_claims jsonb) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE kind text;
BEGIN
  IF p_claims ->> 'role' = 'SYSTEM' THEN
    IF p_claims ->> 'sub' = '00000000-0000-7000-8000-000000000000' THEN RETURN p_claims::text; END IF;
  ELSIF p_claims ->> 'clientId' IS NOT NULL THEN
    SELECT o.type INTO kind FROM api_clients c JOIN organizations o ON o.id = c.org_owner_id
      WHERE c.id = (p_claims ->> 'clientId')::uuid AND c.id = (p_claims ->> 'sub')::uuid AND c.org_owner_id = (p_claims ->> 'orgId')::uuid
        AND c.role = p_claims ->> 'role' AND o.type = p_claims ->> 'orgType' AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now()) AND o.active;
  ELSE
    SELECT o.type INTO kind FROM memberships m JOIN organizations o ON o.id = m.org_owner_id
      WHERE m.id = (p_claims ->> 'membershipId')::uuid AND m.version = (p_claims ->> 'membershipVersion')::int
        AND m.user_id = (p_claims ->> 'sub')::uuid AND m.org_owner_id = (p_claims ->> 'orgId')::uuid AND m.active AND o.active
        AND m.role = p_claims ->> 'role' AND o.type = p_claims ->> 'orgType'
        AND (p_claims ->> 'sessionId' IS NULL OR EXISTS (SELECT FROM sessions s
          WHERE s.id = (p_claims ->> 'sessionId')::uuid AND s.user_id = m.user_id AND s.expires_at > now()));
  END IF;
  IF kind IS NOT NULL THEN RETURN (p_claims || app.partners((p_claims ->> 'orgId')::uuid, kind))::text; END IF;
  RAISE EXCEPTION 'membership changed' USING ERRCODE = 'SR401';
END $$;
--> statement-breakpoint

-- Claims and scopes of a program, newest facts. Null where its key was revoked or has expired.
CREATE FUNCTION app.client_claims(p_client uuid) RETURNS TABLE (claims jsonb, scopes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('sub', c.id, 'clientId', c.id, 'orgId', o.id, 'orgType', o.type, 'role', c.role, 'siteIds', NULL,
    'membershipId', NULL, 'membershipVersion', NULL) || app.partners(o.id, o.type), c.scopes
  FROM api_clients c JOIN organizations o ON o.id = c.org_owner_id
  WHERE c.id = p_client AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now()) AND o.active $$;
--> statement-breakpoint
-- The program that holds a key, which is thereby used.
CREATE FUNCTION app.use_client_key(p_key_hash text) RETURNS uuid LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE api_clients SET last_used_at = now() WHERE key_hash = p_key_hash AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
  RETURNING id $$;
--> statement-breakpoint

-- A person without an address, for a badge. Those who manage an organisation may make one; it belongs nowhere until they add it.
CREATE FUNCTION app.add_person(p_id uuid, p_name text) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT app.is_administrator() THEN
    RAISE EXCEPTION 'not an administrator' USING ERRCODE = '42501';
  END IF;
  INSERT INTO users (id, name) VALUES (p_id, p_name);
END $$;
--> statement-breakpoint
-- Keeps what opens a badge of the actor's organisation; a null leaves the former. The badge is unlocked by it. False where there is no such badge.
CREATE FUNCTION app.keep_badge_secrets(p_badge uuid, p_token_hash text, p_number_hash text, p_pin_hash text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE badges SET failed_attempts = 0, locked_at = NULL
  WHERE id = p_badge AND state = 'ACTIVE' AND app.is_administrator() AND (app.is_hq() OR org_owner_id = app.org_id());
  IF NOT FOUND THEN RETURN false; END IF;
  IF p_token_hash IS NULL THEN
    UPDATE badge_secrets SET pin_hash = coalesce(p_pin_hash, pin_hash) WHERE badge_id = p_badge;
  ELSE
    INSERT INTO badge_secrets (badge_id, token_hash, number_hash, pin_hash) VALUES (p_badge, p_token_hash, p_number_hash, p_pin_hash);
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
-- A revoked badge opens nothing, and what it has opened is closed with it.
CREATE FUNCTION app.close_badge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM sessions WHERE badge_id = NEW.id;
  DELETE FROM badge_secrets WHERE badge_id = NEW.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER badges_closed AFTER UPDATE OF state ON badges FOR EACH ROW WHEN (NEW.state = 'REVOKED') EXECUTE FUNCTION app.close_badge();
--> statement-breakpoint
-- Counts one try at a badge, before its PIN is judged, so that tries are as few as `p_limit` however many arrive at once. Nothing where
-- no such badge is; no PIN hash where no try is left.
CREATE FUNCTION app.try_badge(p_token_hash text, p_number_hash text, p_limit int) RETURNS TABLE (badge_id uuid, user_id uuid, org_id uuid, pin_hash text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE wanted uuid;
BEGIN
  SELECT s.badge_id INTO wanted FROM badge_secrets s WHERE s.token_hash = p_token_hash OR s.number_hash = p_number_hash LIMIT 1;
  IF wanted IS NULL THEN RETURN; END IF;
  RETURN QUERY UPDATE badges b SET failed_attempts = b.failed_attempts + 1 FROM badge_secrets s
    WHERE b.id = wanted AND s.badge_id = b.id AND b.state = 'ACTIVE' AND b.locked_at IS NULL AND b.failed_attempts < p_limit
    RETURNING b.id, b.user_id, b.org_owner_id, s.pin_hash;
  IF NOT FOUND THEN
    RETURN QUERY SELECT b.id, b.user_id, b.org_owner_id, NULL::text FROM badges b WHERE b.id = wanted AND b.state = 'ACTIVE';
  END IF;
END $$;
--> statement-breakpoint
-- After a right PIN: whether the badge opens, which then starts to count anew.
CREATE FUNCTION app.open_badge(p_badge uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE badges SET failed_attempts = 0, last_used_at = now() WHERE id = p_badge AND state = 'ACTIVE' AND locked_at IS NULL;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- After a wrong PIN: true for the one that used up the tries and so locked the badge.
CREATE FUNCTION app.lock_badge(p_badge uuid, p_limit int) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE badges SET locked_at = now() WHERE id = p_badge AND state = 'ACTIVE' AND locked_at IS NULL AND failed_attempts >= p_limit;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- Which of these badges still open something, for phones that remember their people.
CREATE FUNCTION app.active_badges(p_badges uuid[]) RETURNS TABLE (badge_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.id FROM badges b JOIN memberships m ON m.user_id = b.user_id AND m.org_owner_id = b.org_owner_id JOIN organizations o ON o.id = b.org_owner_id
  WHERE b.id = ANY(p_badges) AND b.state = 'ACTIVE' AND m.active AND o.active $$;
--> statement-breakpoint

-- The actor's own ways to sign in. False or nothing where a passkey or session is another's or absent.
CREATE FUNCTION app.rename_passkey(p_id uuid, p_name text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE passkeys SET name = p_name WHERE id = p_id AND user_id = app.user_id();
  RETURN FOUND;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.remove_passkey(p_id uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM passkeys WHERE id = p_id AND user_id = app.user_id();
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- Ends the actor's session `p_only`, or where it is null all but `p_keep`.
CREATE FUNCTION app.end_sessions(p_only uuid, p_keep uuid) RETURNS TABLE (session_id uuid, method text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM sessions WHERE user_id = app.user_id() AND (id = p_only OR (p_only IS NULL AND id IS DISTINCT FROM p_keep)) RETURNING id, method $$;
--> statement-breakpoint
-- Lets a member whose codes were guessed at too often use codes again. False where the person is not of the actor's organisation or has no address.
CREATE FUNCTION app.allow_codes(p_user uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE address text;
BEGIN
  SELECT u.email INTO address FROM users u JOIN memberships m ON m.user_id = u.id
    WHERE u.id = p_user AND app.is_administrator() AND (app.is_hq() OR m.org_owner_id = app.org_id()) LIMIT 1;
  IF address IS NULL THEN RETURN false; END IF;
  DELETE FROM rate_limits WHERE key = 'otp-fail:' || translate(encode(sha256(convert_to(address, 'UTF8')), 'base64'), '+/=', '-_');
  RETURN true;
END $$;
--> statement-breakpoint

DO $$
DECLARE made regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA app TO app_definer;
  FOR made IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN ('client_claims', 'use_client_key', 'add_person',
      'keep_badge_secrets', 'close_badge', 'try_badge', 'open_badge', 'lock_badge', 'active_badges', 'rename_passkey', 'remove_passkey', 'end_sessions', 'allow_codes') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app_definer', made);
    EXECUTE format('ALTER FUNCTION %s OWNER TO app_definer', made);
  END LOOP;
  REVOKE CREATE ON SCHEMA app FROM app_definer;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.client_claims(uuid), app.use_client_key(text), app.try_badge(text, text, int), app.open_badge(uuid), app.lock_badge(uuid, int),
  app.active_badges(uuid[]) TO app_service;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.add_person(uuid, text), app.keep_badge_secrets(uuid, text, text, text), app.rename_passkey(uuid, text), app.remove_passkey(uuid),
  app.end_sessions(uuid, uuid), app.allow_codes(uuid) TO app_user;
--> statement-breakpoint
-- A machine that was left at a customer's jobsite says where it stands to its dealer and to that customer, and not to the next customer
-- who scans it. Otherwise as before.
CREATE OR REPLACE FUNCTION app.presented_equipment(p_human_id text, p_tag uuid, p_lock boolean)
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
      AND (s.dealer_id = e.dealer_id OR EXISTS (SELECT FROM site_dealers d WHERE d.site_id = s.id AND d.dealer_id = e.dealer_id
        AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()) OR s.customer_id = ANY(app.own_customers()))))
    CROSS JOIN LATERAL (SELECT
      app.is_party(e.dealer_id, e.customer_id, e.site_id) AS own,
      EXISTS (SELECT FROM rentals r WHERE r.equipment_id = e.id AND r.state = 'RESERVED' AND r.customer_id = ANY(app.own_customers())
        AND (app.all_sites() OR r.site_id = ANY(app.own_sites())))
        -- Held by its label, a machine is also reserved for those who have a confirmed reservation of its type that still lacks one.
        OR (p_tag IS NOT NULL AND EXISTS (SELECT FROM reservations v WHERE v.dealer_id = e.dealer_id AND v.type = e.type AND v.equipment_id IS NULL AND v.state = 'CONFIRMED'
          AND v.customer_id = ANY(app.own_customers()) AND (app.all_sites() OR v.site_id = ANY(app.own_sites())) AND v.ends_at > now() AND v.starts_at <= now() + interval '1 day'
          AND v.quantity > (SELECT count(*) FROM rentals u WHERE u.reservation_id = v.id AND u.host_rental_id IS NULL AND u.replaced_by_rental_id IS NULL AND u.state <> 'CANCELLED'))) AS reserved,
      coalesce((SELECT (p.thresholds ->> 'selfService')::boolean FROM policies p WHERE p.org_owner_id = e.dealer_id AND p.role = '*' ORDER BY p.version DESC LIMIT 1), false) AS self_service) seen
    WHERE e.id = found_id AND (seen.own OR (e.dealer_id = ANY(app.serving_dealers()) AND (e.customer_id IS NULL OR e.customer_id = ANY(app.own_customers()))
      AND (p_tag IS NOT NULL OR seen.reserved OR seen.self_service)));
END $$;
--> statement-breakpoint
-- Reservations: what machines are taken for, what is promised by type, and that no more is promised than there is. Compiling these short
-- queries would cost a hundred times what they take, hence jit = off; those that are asked often are plpgsql, which keeps their plans.
ALTER TABLE equipment_attachments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON equipment_attachments TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON equipment_attachments TO app_definer;
--> statement-breakpoint
-- Rows from before there were instants get theirs from their days at the site. The owner is bound by forced policies, hence the detour.
ALTER TABLE reservations NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sites NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE reservations v SET starts_at = v.from_day::timestamp AT TIME ZONE s.time_zone, ends_at = (v.to_day + 1)::timestamp AT TIME ZONE s.time_zone,
  state = CASE v.state WHEN 'FULFILLED' THEN 'CLOSED' ELSE v.state END FROM sites s WHERE s.id = v.site_id;
--> statement-breakpoint
ALTER TABLE reservations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sites FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE rentals ADD CONSTRAINT rentals_reservation_fk FOREIGN KEY (reservation_id, dealer_id) REFERENCES reservations (id, dealer_id);
--> statement-breakpoint
CREATE INDEX equipment_dealer_type_idx ON equipment (dealer_id, type, status, id);
--> statement-breakpoint
CREATE INDEX maintenance_planned_idx ON maintenance (dealer_id, planned_for) WHERE planned_for IS NOT NULL AND state IN ('PLANNED', 'IN_WORK');
--> statement-breakpoint

-- How a dealer's policy treats machines of a type: the time kept between two bookings (after the one and before the other), how long a
-- planned service takes, and what customers are told. The defaults are those of server/domain/policies/schema.ts.
CREATE FUNCTION app.reservation_rules(p_dealer uuid, p_type text) RETURNS TABLE (gap interval, workshop interval, tells_counts boolean, tells_dates boolean)
LANGUAGE sql STABLE AS $$
  SELECT make_interval(mins => (60 * (coalesce((t -> 'typeBuffers' -> p_type ->> 'beforeH')::numeric, (t ->> 'bufferBeforeH')::numeric, 0)
      + coalesce((t -> 'typeBuffers' -> p_type ->> 'afterH')::numeric, (t ->> 'bufferAfterH')::numeric, 0)))::int),
    make_interval(mins => (60 * coalesce((t ->> 'workshopH')::numeric, 24))::int),
    coalesce((t ->> 'publishCounts')::boolean, false), coalesce((t ->> 'publishDates')::boolean, false)
  FROM (SELECT coalesce((SELECT p.thresholds FROM policies p WHERE p.org_owner_id = p_dealer AND p.role = '*' ORDER BY p.version DESC LIMIT 1), '{}') AS t) policy $$;
--> statement-breakpoint
-- A dealer's machines of a type that nothing stands against from p_from to p_to. Without a search path of its own, so that it is planned as
-- part of the query that calls it. A machine that is out past its due time is free for
-- nothing: nobody knows when it is back.
CREATE FUNCTION app.free_in(p_dealer uuid, p_type text, p_from timestamptz, p_to timestamptz, p_gap interval, p_workshop interval, p_without uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE AS $$
  SELECT e.id FROM equipment e WHERE e.dealer_id = p_dealer AND e.type = p_type AND e.status NOT IN ('MAINTENANCE', 'LOST', 'RETIRED')
  EXCEPT SELECT r.equipment_id FROM rentals r WHERE r.dealer_id = p_dealer AND r.type = p_type AND r.state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY')
    AND (r.period && tstzrange(p_from - p_gap, p_to + p_gap) OR (r.state <> 'RESERVED' AND upper(r.period) <= now())) AND (p_without IS NULL OR r.id <> p_without)
  EXCEPT SELECT m.equipment_id FROM maintenance m WHERE m.dealer_id = p_dealer AND m.state IN ('PLANNED', 'IN_WORK')
    AND m.planned_for < p_to AND m.planned_for > p_from - p_workshop $$;
--> statement-breakpoint
-- Gives every promise by type (a reservation whose machines are not all given yet) machines that are free for all of it, in the order in
-- which they were made, and counts what is left from p_from to p_to. `short` is what can not be kept. A seat is an arrangement that works, so
-- what is left can be promised; it is written nowhere, and the dealer gives whatever machine it likes. p_without_… are left out of account.
CREATE FUNCTION app.seat_promises(p_dealer uuid, p_type text, p_from timestamptz, p_to timestamptz, p_without_rental uuid, p_without_reservation uuid)
RETURNS TABLE (free int, promised int, short int) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
DECLARE rules record; v record; w_from timestamptz := p_from; w_to timestamptz := p_to; n_from timestamptz; n_to timestamptz;
  given uuid[]; ids uuid[] := '{}'; froms timestamptz[] := '{}'; tos timestamptz[] := '{}'; missing int := 0; overlapping int := 0;
BEGIN
  SELECT * INTO rules FROM app.reservation_rules(p_dealer, p_type);
  -- Promises that touch the period, and those that touch these.
  LOOP
    SELECT least(w_from, min(o.starts_at)), greatest(w_to, max(o.ends_at)) INTO n_from, n_to FROM reservations o
    WHERE o.dealer_id = p_dealer AND o.type = p_type AND o.equipment_id IS NULL AND o.state IN ('REQUESTED', 'CONFIRMED') AND o.ends_at > greatest(now(), w_from - rules.gap) AND o.starts_at < w_to + rules.gap;
    EXIT WHEN n_from = w_from AND n_to = w_to;
    w_from := n_from;
    w_to := n_to;
  END LOOP;
  FOR v IN SELECT o.id, greatest(o.starts_at, now()) AS from_at, o.ends_at AS to_at, o.quantity - (SELECT count(*)::int FROM rentals r
        WHERE r.reservation_id = o.id AND r.host_rental_id IS NULL AND r.replaced_by_rental_id IS NULL AND r.state <> 'CANCELLED' AND r.id IS DISTINCT FROM p_without_rental) AS open
      FROM reservations o WHERE o.dealer_id = p_dealer AND o.type = p_type AND o.equipment_id IS NULL AND o.state IN ('REQUESTED', 'CONFIRMED')
        AND o.ends_at > greatest(now(), w_from - rules.gap) AND o.starts_at < w_to + rules.gap AND o.id IS DISTINCT FROM p_without_reservation ORDER BY o.created_at, o.id LOOP
    CONTINUE WHEN v.open <= 0;
    -- The tightest fit, so that machines that are free for long stay so.
    SELECT coalesce(array_agg(fit.id), '{}') INTO given FROM (SELECT f.id FROM app.free_in(p_dealer, p_type, v.from_at, v.to_at, rules.gap, rules.workshop, p_without_rental) f(id)
      LEFT JOIN LATERAL (SELECT min(lower(r.period)) AS at FROM rentals r WHERE r.equipment_id = f.id AND r.state = 'RESERVED' AND r.period >> tstzrange(v.from_at, v.to_at)) next ON true
      WHERE NOT EXISTS (SELECT FROM unnest(ids, froms, tos) s(id, f, t) WHERE s.id = f.id AND s.f < v.to_at + rules.gap AND s.t > v.from_at - rules.gap)
      ORDER BY next.at NULLS LAST, f.id LIMIT v.open) fit;
    ids := ids || given;
    froms := froms || array_fill(v.from_at, ARRAY[cardinality(given)]);
    tos := tos || array_fill(v.to_at, ARRAY[cardinality(given)]);
    missing := missing + v.open - cardinality(given);
    IF v.from_at < p_to + rules.gap AND v.to_at > p_from - rules.gap THEN
      overlapping := overlapping + v.open;
    END IF;
  END LOOP;
  RETURN QUERY SELECT count(*)::int, overlapping, missing FROM app.free_in(p_dealer, p_type, p_from, p_to, rules.gap, rules.workshop, p_without_rental) f(id)
    WHERE NOT EXISTS (SELECT FROM unnest(ids, froms, tos) s(id, f, t) WHERE s.id = f.id AND s.f < p_to + rules.gap AND s.t > p_from - rules.gap);
END $$;
--> statement-breakpoint
-- One at a time for each dealer and type, to the end of the transaction: what is counted stays so until it is written. Locks are taken in one
-- order everywhere: machines before their attachments, the reservation, its type, and last the chain.
CREATE FUNCTION app.lock_type(p_dealer uuid, p_type text) RETURNS void LANGUAGE sql VOLATILE AS
$$ SELECT pg_advisory_xact_lock(hashtextextended(p_dealer || p_type, 50)) $$;
--> statement-breakpoint
CREATE FUNCTION app.keep_capacity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE given int; left_over int;
BEGIN
  IF NEW.ends_at <= now() OR TG_OP = 'UPDATE' AND OLD.state IN ('REQUESTED', 'CONFIRMED') AND NEW.quantity <= OLD.quantity AND NEW.type = OLD.type AND NEW.starts_at >= OLD.starts_at AND NEW.ends_at <= OLD.ends_at THEN
    RETURN NULL;
  END IF;
  PERFORM app.lock_type(NEW.dealer_id, NEW.type);
  SELECT count(*)::int INTO given FROM rentals r WHERE r.reservation_id = NEW.id AND r.host_rental_id IS NULL AND r.replaced_by_rental_id IS NULL AND r.state <> 'CANCELLED';
  IF given >= NEW.quantity THEN
    RETURN NULL;
  END IF;
  SELECT s.free INTO left_over FROM app.seat_promises(NEW.dealer_id, NEW.type, greatest(NEW.starts_at, now()), NEW.ends_at, NULL, NEW.id) s;
  IF left_over < NEW.quantity - given THEN
    RAISE EXCEPTION 'more promised than there is' USING ERRCODE = 'SR503', CONSTRAINT = 'reservations_capacity', TABLE = 'reservations';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER reservations_capacity AFTER INSERT OR UPDATE OF quantity, type, starts_at, ends_at, state ON reservations FOR EACH ROW
  WHEN (NEW.state IN ('REQUESTED', 'CONFIRMED') AND NEW.equipment_id IS NULL) EXECUTE FUNCTION app.keep_capacity();
--> statement-breakpoint
-- What is over concerns nobody. A machine that is reserved, or taken by a customer without a reservation, must not be the last that a promise can be kept with. A dealer
-- that hands a machine out over the counter may: it knows what it promised.
CREATE FUNCTION app.keep_promises() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE short_now int; short_without int; begins timestamptz := coalesce(lower(NEW.period), now()); ends timestamptz := coalesce(upper(NEW.period), now());
BEGIN
  IF ends <= now() OR NEW.state = 'ON_RENT' AND (NEW.reservation_id IS NOT NULL OR app.claims() ->> 'orgType' IS DISTINCT FROM 'CUSTOMER') THEN
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
CREATE TRIGGER rentals_keep_promises_new AFTER INSERT ON rentals FOR EACH ROW
  WHEN (NEW.state IN ('RESERVED', 'ON_RENT')) EXECUTE FUNCTION app.keep_promises();
--> statement-breakpoint
CREATE TRIGGER rentals_keep_promises_moved AFTER UPDATE OF period, equipment_id ON rentals FOR EACH ROW
  WHEN (NEW.state = 'RESERVED' AND (NEW.equipment_id <> OLD.equipment_id OR NOT (NEW.period <@ OLD.period))) EXECUTE FUNCTION app.keep_promises();
--> statement-breakpoint
-- A reservation follows its machines: picked up when all are out or have been, closed when all are back.
CREATE FUNCTION app.follow_reservation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE reservations v SET state = now_it.is FROM (
    SELECT o.id, CASE WHEN c.gone < o.quantity THEN CASE WHEN c.gone > 0 THEN 'CONFIRMED' ELSE o.state END WHEN c.out > 0 THEN 'PICKED_UP' ELSE 'CLOSED' END AS is
    FROM reservations o CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE r.state IN ('ON_RENT', 'PICK_UP_READY')) AS out,
      count(*) FILTER (WHERE r.state IN ('ON_RENT', 'PICK_UP_READY', 'RETURNED')) AS gone FROM rentals r WHERE r.reservation_id = o.id AND r.host_rental_id IS NULL AND r.replaced_by_rental_id IS NULL) c
    WHERE o.id = NEW.reservation_id AND o.state IN ('REQUESTED', 'CONFIRMED', 'PICKED_UP', 'CLOSED')) now_it
  WHERE v.id = now_it.id AND v.state <> now_it.is;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER rentals_follow_reservation_new AFTER INSERT ON rentals FOR EACH ROW
  WHEN (NEW.reservation_id IS NOT NULL AND NEW.state <> 'RESERVED') EXECUTE FUNCTION app.follow_reservation();
--> statement-breakpoint
CREATE TRIGGER rentals_follow_reservation_moved AFTER UPDATE OF state, replaced_by_rental_id ON rentals FOR EACH ROW
  WHEN (NEW.reservation_id IS NOT NULL AND (NEW.state <> OLD.state OR NEW.replaced_by_rental_id IS DISTINCT FROM OLD.replaced_by_rental_id)) EXECUTE FUNCTION app.follow_reservation();
--> statement-breakpoint
-- Bookings are found by a machine's type, so those that are to come follow it.
CREATE FUNCTION app.follow_type() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE rentals SET type = NEW.type WHERE equipment_id = NEW.id AND state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER equipment_follow_type AFTER UPDATE OF type ON equipment FOR EACH ROW WHEN (NEW.type <> OLD.type) EXECUTE FUNCTION app.follow_type();
--> statement-breakpoint

-- How many machines of a type are free from p_from to p_to: to the dealer and HQ, and to customers whom the dealer serves and tells. One line
-- for each type that the dealer has, of all dealers that may be asked where none is named.
CREATE FUNCTION app.availability(p_dealer uuid, p_type text, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (dealer_id uuid, dealer_name text, type text, total int, free int, promised int, short int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT fleet.dealer_id, fleet.name, fleet.type, CASE WHEN fleet.whole THEN fleet.total END, seats.free, CASE WHEN fleet.whole THEN seats.promised END, CASE WHEN fleet.whole THEN seats.short END
  FROM (SELECT e.dealer_id, o.name, e.type, count(*)::int AS total, (app.is_hq() OR e.dealer_id = ANY(app.own_dealers())) AS whole
    FROM equipment e JOIN organizations o ON o.id = e.dealer_id
    WHERE e.dealer_id = ANY(CASE WHEN p_dealer IS NOT NULL THEN ARRAY[p_dealer] WHEN app.is_hq() THEN array(SELECT d.id FROM organizations d WHERE d.type = 'DEALER' ORDER BY d.id LIMIT 20)
        ELSE app.own_dealers() || app.serving_dealers() END)
      AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()) OR (e.dealer_id = ANY(app.serving_dealers()) AND (SELECT r.tells_counts FROM app.reservation_rules(e.dealer_id, e.type) r)))
      AND (p_type IS NULL OR e.type = p_type) AND e.status NOT IN ('LOST', 'RETIRED')
    GROUP BY e.dealer_id, o.name, e.type) fleet
  CROSS JOIN LATERAL app.seat_promises(fleet.dealer_id, fleet.type, p_from, p_to, NULL, NULL) seats
  WHERE p_from < p_to ORDER BY fleet.name, fleet.dealer_id, fleet.type;
END $$;
--> statement-breakpoint
-- Machines of a type that are free from p_from to p_to, nearest to a site first: to the dealer and HQ alone.
CREATE FUNCTION app.free_machines(p_dealer uuid, p_type text, p_from timestamptz, p_to timestamptz, p_site uuid, p_limit int)
RETURNS TABLE (id uuid, human_id text, make text, model text, status text, site_name text, distance_m double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT e.id, e.human_id, e.make, e.model, e.status, s.name, st_distance(s.fence::geography, (SELECT t.fence::geography FROM sites t WHERE t.id = p_site))
  FROM app.reservation_rules(p_dealer, p_type) rules, app.free_in(p_dealer, p_type, p_from, p_to, rules.gap, rules.workshop, NULL) f(id)
  JOIN equipment e ON e.id = f.id LEFT JOIN sites s ON s.id = e.site_id
  WHERE app.is_hq() OR p_dealer = ANY(app.own_dealers())
  ORDER BY (e.status = 'AVAILABLE') DESC, 7 NULLS LAST, lpad(e.human_id, 20) LIMIT least(p_limit, 500);
END $$;
--> statement-breakpoint
-- What stands against a machine from p_from to p_to, earliest first. The dealer and HQ are told all, a customer all about its own; of others'
-- it learns that the machine is taken, and from when to when only if the dealer publishes that.
CREATE FUNCTION app.conflicts_of(p_equipment uuid, p_from timestamptz, p_to timestamptz, p_without uuid[])
RETURNS TABLE (kind text, from_at timestamptz, to_at timestamptz, rental_id uuid, reservation_id uuid, customer_id uuid, customer_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH machine AS (SELECT e.id, e.dealer_id, e.status, rules.*, (app.is_hq() OR e.dealer_id = ANY(app.own_dealers())) AS whole
    FROM equipment e CROSS JOIN LATERAL app.reservation_rules(e.dealer_id, e.type) rules
    WHERE e.id = p_equipment AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()) OR e.dealer_id = ANY(app.serving_dealers()))),
  found AS (
    SELECT CASE WHEN r.state = 'RESERVED' AND r.period && tstzrange(p_from, p_to) THEN 'RESERVED' WHEN r.state <> 'RESERVED' AND upper(r.period) <= now() THEN 'OVERDUE'
        WHEN r.period && tstzrange(p_from, p_to) THEN 'ON_RENT' ELSE 'BUFFER' END AS kind,
      lower(r.period) AS from_at, CASE WHEN r.state <> 'RESERVED' AND upper(r.period) <= now() THEN NULL ELSE upper(r.period) END AS to_at,
      r.id AS rental_id, r.reservation_id, r.customer_id, r.site_id
    FROM machine m JOIN rentals r ON r.equipment_id = m.id AND r.state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY')
      AND (r.period && tstzrange(p_from - m.gap, p_to + m.gap) OR (r.state <> 'RESERVED' AND upper(r.period) <= now())) AND r.id <> ALL(coalesce(p_without, '{}'))
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
-- The nearest periods as long as p_from to p_to in which a machine is free: the next after it and the last before it that is still to come. To the dealer and
-- HQ, and to customers whom the dealer tells.
CREATE FUNCTION app.nearest_free(p_equipment uuid, p_from timestamptz, p_to timestamptz, p_without uuid[]) RETURNS TABLE (from_at timestamptz, to_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH machine AS (SELECT e.id, rules.gap, rules.workshop FROM equipment e CROSS JOIN LATERAL app.reservation_rules(e.dealer_id, e.type) rules
    WHERE e.id = p_equipment AND e.status NOT IN ('MAINTENANCE', 'LOST', 'RETIRED')
      AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()) OR (e.dealer_id = ANY(app.serving_dealers()) AND rules.tells_dates))),
  busy AS (
    SELECT lower(r.period) - m.gap AS f, CASE WHEN r.state <> 'RESERVED' AND upper(r.period) <= now() THEN 'infinity' ELSE upper(r.period) + m.gap END AS t
    FROM machine m JOIN rentals r ON r.equipment_id = m.id AND r.state IN ('RESERVED', 'ON_RENT', 'PICK_UP_READY') AND r.id <> ALL(coalesce(p_without, '{}'))
      AND (upper(r.period) > now() OR r.state <> 'RESERVED')
    UNION ALL
    SELECT w.planned_for, w.planned_for + m.workshop FROM machine m JOIN maintenance w ON w.equipment_id = m.id AND w.state IN ('PLANNED', 'IN_WORK') AND w.planned_for + m.workshop > now()),
  starts AS (SELECT t AS at FROM busy WHERE t < 'infinity' UNION SELECT f - (p_to - p_from) FROM busy WHERE f > now()),
  fits AS (SELECT s.at FROM starts s WHERE s.at >= now() AND NOT EXISTS (SELECT FROM busy b WHERE b.f < s.at + (p_to - p_from) AND b.t > s.at))
  (SELECT at, at + (p_to - p_from) FROM fits WHERE at >= p_from ORDER BY at LIMIT 1) UNION ALL (SELECT at, at + (p_to - p_from) FROM fits WHERE at < p_from ORDER BY at DESC LIMIT 1);
END $$;
--> statement-breakpoint
-- What travels with a machine, for those who reserve it. With p_lock the machines stay locked to the end of the transaction.
CREATE FUNCTION app.travelling_with(p_host uuid, p_lock boolean) RETURNS TABLE (id uuid, human_id text, type text, make text, model text, status text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
  IF p_lock THEN
    PERFORM FROM equipment e JOIN equipment_attachments a ON a.attachment_id = e.id WHERE a.host_id = p_host AND (app.is_hq() OR e.dealer_id = ANY(app.claimed_dealers())) ORDER BY e.id FOR UPDATE OF e;
  END IF;
  RETURN QUERY SELECT e.id, e.human_id, e.type, e.make, e.model, e.status FROM equipment_attachments a JOIN equipment e ON e.id = a.attachment_id
    WHERE a.host_id = p_host AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()) OR e.dealer_id = ANY(app.serving_dealers())) ORDER BY lpad(e.human_id, 20) LIMIT 50;
END $$;
--> statement-breakpoint
-- Locks a reservation that the actor is a party to, and before it the machines given to it and those of p_machines (the dealer's own), attachments after
-- what carries them. False where there is none.
CREATE FUNCTION app.lock_reservation(p_reservation uuid, p_machines uuid[]) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
DECLARE found_it reservations;
BEGIN
  SELECT * INTO found_it FROM reservations v WHERE v.id = p_reservation;
  IF found_it.id IS NULL OR NOT app.is_party(found_it.dealer_id, found_it.customer_id, found_it.site_id) THEN
    RETURN false;
  END IF;
  PERFORM FROM equipment e WHERE e.dealer_id = found_it.dealer_id AND (e.id = ANY(array(SELECT r.equipment_id FROM rentals r WHERE r.reservation_id = p_reservation AND r.state = 'RESERVED'))
      OR (e.id = ANY(coalesce(p_machines, '{}')) AND (app.is_hq() OR e.dealer_id = ANY(app.own_dealers()))))
    ORDER BY EXISTS (SELECT FROM equipment_attachments a WHERE a.attachment_id = e.id), e.id FOR UPDATE;
  PERFORM FROM reservations v WHERE v.id = p_reservation FOR UPDATE;
  RETURN true;
END $$;
--> statement-breakpoint
DO $$
DECLARE made regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA app TO app_definer;
  FOR made IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN ('reservation_rules', 'free_in', 'seat_promises', 'lock_type',
      'keep_capacity', 'keep_promises', 'follow_reservation', 'follow_type', 'availability', 'free_machines', 'conflicts_of', 'nearest_free', 'travelling_with', 'lock_reservation') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app_definer', made);
    IF (SELECT p.prosecdef FROM pg_proc p WHERE p.oid = made) THEN
      EXECUTE format('ALTER FUNCTION %s OWNER TO app_definer', made);
    END IF;
  END LOOP;
  REVOKE CREATE ON SCHEMA app FROM app_definer;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.availability(uuid, text, timestamptz, timestamptz), app.free_machines(uuid, text, timestamptz, timestamptz, uuid, int),
  app.conflicts_of(uuid, timestamptz, timestamptz, uuid[]), app.nearest_free(uuid, timestamptz, timestamptz, uuid[]), app.travelling_with(uuid, boolean),
  app.lock_reservation(uuid, uuid[]) TO app_user;
--> statement-breakpoint
-- Rental life, requests, rates and terms: forced policies, what each table's policies allow, and the functions that look past them.
ALTER TABLE rental_stays FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE rental_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE rates FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE rental_terms FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON rental_stays, rental_requests, rates, rental_terms TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON rental_stays, rental_requests, rates, rental_terms TO app_definer;
--> statement-breakpoint
-- One rental's story is read by its id.
CREATE INDEX events_rental_idx ON events (rental_id, position) WHERE rental_id IS NOT NULL;
--> statement-breakpoint

-- Whether the actor is one of the two sides of a dealer's dealings with a customer, at whatever site.
CREATE FUNCTION app.deals_with(p_dealer uuid, p_customer uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(app.is_hq() OR p_dealer = ANY(app.own_dealers())
     OR (p_customer = ANY(app.own_customers()) AND p_dealer = ANY(app.serving_dealers())), false) $$;
--> statement-breakpoint
-- What a dealer grants one customer beside its policy, for the two of them. Empty where nothing is said.
CREATE FUNCTION app.terms_of(p_dealer uuid, p_customer uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT jsonb_strip_nulls(jsonb_build_object('graceMinutes', t.grace_minutes, 'autoExtendDays', t.auto_extend_days, 'nightDropOff', t.night_drop_off))
    FROM rental_terms t WHERE t.dealer_id = p_dealer AND t.customer_id = p_customer AND app.deals_with(p_dealer, p_customer)), '{}') $$;
--> statement-breakpoint
-- Minutes after the end of the due day before a machine counts as overdue: the customer's terms, else the dealer's policy, else none.
CREATE FUNCTION app.grace_minutes(p_dealer uuid, p_customer uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN app.deals_with(p_dealer, p_customer) THEN coalesce(
    (SELECT t.grace_minutes FROM rental_terms t WHERE t.dealer_id = p_dealer AND t.customer_id = p_customer),
    (SELECT (p.thresholds ->> 'graceMinutes')::numeric::int FROM policies p WHERE p.org_owner_id = p_dealer AND p.role = '*' ORDER BY p.version DESC LIMIT 1), 0) ELSE 0 END $$;
--> statement-breakpoint
-- Copies the rate that holds at a rental's check-out onto it, once. The nearest wins: the customer's own before everybody's, the
-- machine's before its type's, then the newest. The party that writes the rental may not read the dealer's list.
CREATE FUNCTION app.fix_rate(p_rental uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE r rentals; on_day date;
BEGIN
  SELECT * INTO r FROM rentals WHERE id = p_rental;
  IF r.id IS NULL OR NOT app.is_party(r.dealer_id, r.customer_id, r.site_id) THEN
    RAISE EXCEPTION 'not a party to this rental' USING ERRCODE = '42501';
  END IF;
  SELECT (coalesce(r.checked_out_at, now()) AT TIME ZONE o.time_zone)::date INTO on_day FROM organizations o WHERE o.id = r.dealer_id;
  UPDATE rentals SET rate = (
    SELECT jsonb_build_object('rateId', x.id, 'currency', x.currency, 'dayMinor', x.day_minor, 'weekMinor', x.week_minor, 'cycleMinor', x.cycle_minor,
      'hoursPerDay', x.hours_per_day, 'hoursPerWeek', x.hours_per_week, 'hoursPerCycle', x.hours_per_cycle, 'excessHourMinor', x.excess_hour_minor)
    FROM rates x WHERE x.dealer_id = r.dealer_id AND x.retired_at IS NULL AND x.valid_from <= on_day
      AND (x.customer_id IS NULL OR x.customer_id = r.customer_id) AND (x.equipment_id = r.equipment_id OR x.type = r.type)
    ORDER BY (x.customer_id IS NOT NULL) DESC, (x.equipment_id IS NOT NULL) DESC, x.valid_from DESC, x.created_at DESC, x.id DESC LIMIT 1)
  WHERE id = r.id AND rate IS NULL AND state = 'ON_RENT';
END $$;
--> statement-breakpoint
-- When the machine of a rental is spoken for next, whoever it is for: the day is told to the rental's parties, the name is not.
CREATE FUNCTION app.next_claim(p_rental uuid) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(lower(o.period)) FROM rentals r JOIN rentals o ON o.equipment_id = r.equipment_id AND o.id <> r.id AND o.state = 'RESERVED'
    AND lower(o.period) >= lower(r.period)
  WHERE r.id = p_rental AND app.is_party(r.dealer_id, r.customer_id, r.site_id) $$;
--> statement-breakpoint
DO $$
DECLARE made text;
BEGIN
  GRANT CREATE ON SCHEMA app TO app_definer;
  FOREACH made IN ARRAY ARRAY['app.terms_of(uuid, uuid)', 'app.grace_minutes(uuid, uuid)', 'app.fix_rate(uuid)', 'app.next_claim(uuid)', 'app.deals_with(uuid, uuid)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', made);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO app_definer', made);
    IF made NOT LIKE 'app.deals_with%' THEN EXECUTE format('ALTER FUNCTION %s OWNER TO app_definer', made); END IF;
  END LOOP;
  REVOKE CREATE ON SCHEMA app FROM app_definer;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.terms_of(uuid, uuid), app.grace_minutes(uuid, uuid), app.fix_rate(uuid), app.next_claim(uuid), app.deals_with(uuid, uuid) TO app_user;
--> statement-breakpoint
-- Check lists, inspections and tickets are written once; those and the work orders made from them are held below.
ALTER TABLE check_lists FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE inspections FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tickets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON check_lists, inspections, tickets TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON check_lists, inspections TO app_definer;
--> statement-breakpoint
GRANT SELECT, INSERT ON tickets TO app_definer;
--> statement-breakpoint
CREATE TRIGGER tickets_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tickets FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
--> statement-breakpoint
-- Makes a work order, with the next of `p_ids`, of each failed checkpoint of an inspection that the actor, a party to it, has
-- written; once each. Customers
-- write no maintenance otherwise, and everything in these rows comes from the inspection and its machine.
CREATE FUNCTION app.open_work_orders(p_inspection uuid, p_ids uuid[]) RETURNS TABLE (maintenance_id uuid, item_key text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE seen inspections;
BEGIN
  SELECT * INTO seen FROM inspections WHERE id = p_inspection;
  IF seen.id IS NULL OR NOT app.is_party(seen.dealer_id, seen.customer_id, seen.site_id) THEN
    RAISE EXCEPTION 'not a party to this inspection' USING ERRCODE = '42501';
  END IF;
  RETURN QUERY
    INSERT INTO maintenance (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, kind, service, severity, due_at, cause_kind, cause_id, inspection_id, rental_id, photos, notes)
    SELECT p_ids[row_number() OVER (ORDER BY item.ordinality)], seen.dealer_id, seen.dealer_id, e.customer_id, coalesce(e.site_id, seen.site_id), seen.equipment_id, 'REPAIR',
      coalesce(item.value ->> 'label', item.value ->> 'key'), coalesce(item.value ->> 'severity', 'MAJOR'), NULL,
      'INSPECTION_ITEM', seen.id || ':' || (item.value ->> 'key'), seen.id, seen.rental_id,
      array(SELECT jsonb_array_elements_text(item.value -> 'photos')::uuid), item.value ->> 'note'
    FROM jsonb_array_elements(seen.items) WITH ORDINALITY item JOIN equipment e ON e.id = seen.equipment_id
    WHERE item.value ->> 'answer' = 'FAIL'
    ON CONFLICT DO NOTHING
    RETURNING id, substr(cause_id, 38);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.open_work_orders(uuid, uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.open_work_orders(uuid, uuid[]) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.open_work_orders(uuid, uuid[]) TO app_definer, app_user;
--> statement-breakpoint
-- Calendar feeds and imports: what each table's policies allow, and nothing else.
ALTER TABLE calendar_feeds FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE calendar_entries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_batches FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_columns FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON calendar_feeds TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_entries TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT ON import_batches TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON import_columns TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feeds, calendar_entries, import_batches, import_columns TO app_definer;
--> statement-breakpoint
-- The membership that a feed's address speaks for; no row where the address is unknown, revoked, or its member no longer active. Called
-- before anybody is known, so it answers about exactly the one address whose hash is given.
CREATE FUNCTION app.open_calendar_feed(p_token_hash text) RETURNS TABLE (feed_id uuid, user_id uuid, org_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  UPDATE calendar_feeds f SET last_fetched_at = now()
  WHERE f.token_hash = p_token_hash AND f.revoked_at IS NULL AND (f.last_fetched_at IS NULL OR f.last_fetched_at < now() - interval '1 minute');
  RETURN QUERY SELECT f.id, m.user_id, m.org_owner_id
    FROM calendar_feeds f JOIN memberships m ON m.id = f.membership_id AND m.user_id = f.user_id AND m.org_owner_id = f.org_owner_id
    JOIN organizations o ON o.id = m.org_owner_id
    WHERE f.token_hash = p_token_hash AND f.revoked_at IS NULL AND m.active AND o.active;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.open_calendar_feed(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.open_calendar_feed(text) TO app_definer;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.open_calendar_feed(text) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.open_calendar_feed(text) TO app_service;
--> statement-breakpoint
-- Appends many events to one chain, in the order given, under the rules of append_event: each is checked before the first is written. The
-- head is locked and moved once, since a row that changes a thousand times in one transaction is found ever more slowly.
CREATE FUNCTION app.append_events(p_org uuid, p_records jsonb) RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE head chain_heads; given jsonb; body jsonb; stored text;
BEGIN
  IF NOT coalesce((app.is_hq() OR p_org = app.org_id() OR p_org = ANY(app.claimed_dealers())), false)
    OR EXISTS (SELECT FROM jsonb_array_elements(p_records) r CROSS JOIN LATERAL (SELECT (r.value ->> 'body')::jsonb AS b) e
      WHERE NOT coalesce((b ->> 'orgId')::uuid = p_org AND coalesce((b ->> 'dealerId')::uuid = p_org, true)
        AND ((SELECT app.is_hq()) OR b ->> 'customerId' IS NULL OR (b ->> 'customerId')::uuid = ANY((SELECT app.claimed_customers())::uuid[])), false)) THEN
    RAISE EXCEPTION 'not this chain' USING ERRCODE = '42501';
  END IF;
  INSERT INTO chain_heads VALUES (p_org, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM chain_heads WHERE org_owner_id = p_org FOR UPDATE;
  FOR given IN SELECT r.value FROM jsonb_array_elements(p_records) WITH ORDINALITY r ORDER BY r.ordinality LOOP
    body := (given ->> 'body')::jsonb;
    stored := '{"event":' || (given ->> 'body') || ',"prevHash":"' || head.hash || '","seq":' || (head.seq + 1) || '}';
    head.seq := head.seq + 1;
    head.hash := encode(sha256(convert_to(stored, 'UTF8')), 'hex');
    INSERT INTO events (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, rental_id, seq, type, at, record, self_hash)
    VALUES ((body ->> 'id')::uuid, p_org, (body ->> 'dealerId')::uuid, (body ->> 'customerId')::uuid, (body ->> 'siteId')::uuid,
      (body ->> 'equipmentId')::uuid, body ->> 'humanId', (body ->> 'rentalId')::uuid, head.seq, body ->> 'type', (body ->> 'at')::timestamptz, stored, head.hash);
    IF given ->> 'personal' IS NOT NULL THEN
      INSERT INTO event_private (event_id, org_owner_id, dealer_id, customer_id, site_id, salt, data)
      VALUES ((body ->> 'id')::uuid, p_org, (body ->> 'dealerId')::uuid, (body ->> 'customerId')::uuid, (body ->> 'siteId')::uuid, given ->> 'salt', (given ->> 'personal')::jsonb);
    END IF;
  END LOOP;
  UPDATE chain_heads SET seq = head.seq, hash = head.hash WHERE org_owner_id = p_org;
  RETURN head.seq;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.append_events(uuid, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.append_events(uuid, jsonb) TO app_definer;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.append_events(uuid, jsonb) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.append_events(uuid, jsonb) TO app_user;
