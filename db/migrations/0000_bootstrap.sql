-- Extensions, roles and the functions that read a call's claims. Everything here stands before the first table.
CREATE EXTENSION IF NOT EXISTS postgis;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
-- app_nobody: what a connection is between transactions, may do nothing. app_user: tenant transactions. app_service: identity
-- and job tables. app_definer: owns the few functions that look past row-level security and check the claims themselves.
DO $$
DECLARE wanted text; may_become text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['app_nobody', 'app_user', 'app_service', 'app_definer'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT %s', wanted, CASE wanted WHEN 'app_definer' THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END);
      EXCEPTION WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the database''s owner may not make the role %', wanted USING ERRCODE = '42501', HINT = format(
          'Let an administrator run: CREATE ROLE %I NOLOGIN NOINHERIT %s; GRANT %I TO %I;', wanted, CASE wanted WHEN 'app_definer' THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END, wanted, current_user);
      END;
    END IF;
    IF NOT pg_has_role(current_user, wanted, may_become) THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
    END IF;
  END LOOP;
END $$;--> statement-breakpoint
CREATE DOMAIN geofence_polygon AS geography(Polygon, 4326);--> statement-breakpoint
CREATE SCHEMA app;--> statement-breakpoint
GRANT USAGE ON SCHEMA app TO app_nobody, app_user, app_service, app_definer;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO app_user, app_service, app_definer;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;--> statement-breakpoint

CREATE FUNCTION app.claims() RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;--> statement-breakpoint
CREATE FUNCTION app.claimed_ids(list text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(array(SELECT jsonb_array_elements_text(CASE jsonb_typeof(app.claims() -> list) WHEN 'array' THEN app.claims() -> list ELSE '[]' END)::uuid), '{}') $$;--> statement-breakpoint
CREATE FUNCTION app.org_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT (app.claims() ->> 'orgId')::uuid $$;--> statement-breakpoint
CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT (app.claims() ->> 'sub')::uuid $$;--> statement-breakpoint
CREATE FUNCTION app.is_hq() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(app.claims() ->> 'orgType' = 'CATERPILLAR', false) $$;--> statement-breakpoint
-- The dealer whose whole business the actor sees: its own organisation, when that is a dealer.
CREATE FUNCTION app.own_dealers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE app.claims() ->> 'orgType' WHEN 'DEALER' THEN ARRAY[app.org_id()] ELSE '{}' END $$;--> statement-breakpoint
CREATE FUNCTION app.own_customers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE app.claims() ->> 'orgType' WHEN 'CUSTOMER' THEN ARRAY[app.org_id()] ELSE '{}' END $$;--> statement-breakpoint
-- The dealers that serve the actor's customer organisation.
CREATE FUNCTION app.serving_dealers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE app.claims() ->> 'orgType' WHEN 'CUSTOMER' THEN app.claimed_ids('dealerIds') ELSE '{}' END $$;--> statement-breakpoint
-- The customers of the actor's dealer organisation.
CREATE FUNCTION app.own_dealers_customers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT CASE app.claims() ->> 'orgType' WHEN 'DEALER' THEN app.claimed_ids('customerIds') ELSE '{}' END $$;--> statement-breakpoint
CREATE FUNCTION app.claimed_dealers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT app.claimed_ids('dealerIds') $$;--> statement-breakpoint
CREATE FUNCTION app.claimed_customers() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT app.claimed_ids('customerIds') $$;--> statement-breakpoint
-- Whether the actor is bound to no site. Claims without the key (no claims at all) bind to every site, so that nothing is seen.
CREATE FUNCTION app.all_sites() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(app.claims() -> 'siteIds' = 'null', false) $$;--> statement-breakpoint
CREATE FUNCTION app.own_sites() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT app.claimed_ids('siteIds') $$;--> statement-breakpoint
-- Whether the actor is a party to a record: HQ, its dealer, or its customer at a dealer that serves it, and not bound to other sites.
CREATE FUNCTION app.is_party(dealer uuid, customer uuid, site uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce((app.is_hq() OR dealer = ANY(app.own_dealers())
     OR (customer = ANY(app.own_customers()) AND dealer = ANY(app.serving_dealers())))
     AND (app.all_sites() OR site = ANY(app.own_sites())), false) $$;--> statement-breakpoint
-- Stands in until the table it reads is there; policies on sites refer to it.
CREATE FUNCTION app.dealer_sites() RETURNS uuid[] LANGUAGE sql STABLE AS $$ SELECT '{}'::uuid[] $$;--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO app_user, app_definer;
