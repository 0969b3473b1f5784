-- Whether the actor looks after the badges of somebody with this role and these sites: an administrator of everybody's, a supervisor who is
-- bound to sites of the operators who work at those alone.
CREATE FUNCTION app.keeps_badge_of(p_role text, p_sites uuid[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT app.is_administrator() OR coalesce(app.claims() ->> 'role' = 'CUSTOMER_SUPERVISOR' AND app.claims() ->> 'clientId' IS NULL
    AND p_role = 'OPERATOR' AND cardinality(p_sites) > 0 AND p_sites <@ app.own_sites(), false) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.keeps_badge_of(text, uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keeps_badge_of(text, uuid[]) TO app_definer, app_user;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.keeps_badge_of(text, uuid[]) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
--> statement-breakpoint
-- As before, also for whoever may give an operator a badge for sites of their own.
CREATE OR REPLACE FUNCTION app.add_person(p_id uuid, p_name text) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT app.keeps_badge_of('OPERATOR', app.own_sites()) THEN
    RAISE EXCEPTION 'not an administrator' USING ERRCODE = '42501';
  END IF;
  INSERT INTO users (id, name) VALUES (p_id, p_name);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.keep_badge_secrets(p_badge uuid, p_token_hash text, p_number_hash text, p_pin_hash text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE badges b SET failed_attempts = 0, locked_at = NULL
  WHERE b.id = p_badge AND b.state = 'ACTIVE' AND (app.is_hq() OR b.org_owner_id = app.org_id())
    AND EXISTS (SELECT FROM memberships m WHERE m.user_id = b.user_id AND m.org_owner_id = b.org_owner_id AND app.keeps_badge_of(m.role, m.site_ids));
  IF NOT FOUND THEN RETURN false; END IF;
  IF p_token_hash IS NULL THEN
    UPDATE badge_secrets SET pin_hash = coalesce(p_pin_hash, pin_hash) WHERE badge_id = p_badge;
  ELSE
    INSERT INTO badge_secrets (badge_id, token_hash, number_hash, pin_hash) VALUES (p_badge, p_token_hash, p_number_hash, p_pin_hash);
  END IF;
  RETURN true;
END $$;
