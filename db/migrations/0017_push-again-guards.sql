-- A push that reached some of a person's browsers is tried again for the others: then `push_at` lies after `pushed_at`, and whom it did not reach
-- is who was there at the time and has not worked since. All that waits for a browser goes in one message, so that one that works has everything.
CREATE INDEX notifications_push_again_idx ON notifications (user_id, push_at) WHERE push_at > pushed_at;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.people_to_push(p_at timestamptz, p_limit int) RETURNS TABLE (user_id uuid, critical boolean, last_at timestamptz, last_critical boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.user_id, d.critical, l.pushed_at, coalesce(l.critical, false) FROM (
    SELECT n.user_id, bool_or(n.severity = 'CRITICAL') AS critical, min(n.push_at) AS since FROM (
      SELECT w.user_id, w.severity, w.push_at FROM notifications w WHERE w.push_at <= p_at AND w.pushed_at IS NULL
      UNION ALL SELECT w.user_id, w.severity, w.push_at FROM notifications w WHERE w.push_at <= p_at AND w.push_at > w.pushed_at) n GROUP BY n.user_id) d
  LEFT JOIN LATERAL (SELECT p.pushed_at, bool_or(p.severity = 'CRITICAL') AS critical FROM notifications p WHERE p.user_id = d.user_id AND p.pushed_at IS NOT NULL
    GROUP BY p.pushed_at ORDER BY p.pushed_at DESC LIMIT 1) l ON true
  ORDER BY d.since LIMIT p_limit $$;
--> statement-breakpoint
DROP FUNCTION app.claim_pushes(uuid, timestamptz, timestamptz, int);
--> statement-breakpoint
-- What is to be pushed to a person now, which nobody else pushes until the lease is over. What asks for nothing any more, what was tried too
-- often and what is not theirs to see any more is left out for good.
CREATE FUNCTION app.claim_pushes(p_user uuid, p_at timestamptz, p_lease timestamptz, p_tries int)
RETURNS TABLE (id uuid, org_id uuid, change text, alert_id uuid, alert_kind text, severity text, human_id text, feed_name text, site_name text, reason text, facts jsonb, pushed_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  UPDATE notifications n SET push_at = n.pushed_at FROM alerts a
  WHERE n.user_id = p_user AND ((n.push_at <= p_at AND n.pushed_at IS NULL) OR n.push_at > n.pushed_at) AND a.id = n.alert_id
    AND (n.read_at IS NOT NULL OR a.state = 'RESOLVED' OR (a.state <> 'OPEN' AND n.kind <> 'ASSIGNED') OR n.push_tries >= p_tries
      OR NOT app.member_sees_alert(n.user_id, n.org_owner_id, n.alert_id));
  RETURN QUERY WITH claimed AS (
    UPDATE notifications n SET push_at = p_lease, push_tries = n.push_tries + 1
    WHERE n.user_id = p_user AND ((n.push_at <= p_at AND n.pushed_at IS NULL) OR n.push_at > n.pushed_at) RETURNING n.*)
  SELECT c.id, c.org_owner_id, c.kind, c.alert_id, a.kind, c.severity, a.human_id, a.facts ->> 'feedName', s.name, a.reason, a.facts, c.pushed_at
  FROM claimed c JOIN alerts a ON a.id = c.alert_id LEFT JOIN sites s ON s.id = a.site_id ORDER BY c.created_at DESC, c.id;
END $$;
--> statement-breakpoint
DROP FUNCTION app.push_devices(uuid);
--> statement-breakpoint
-- A person's devices on which they are still signed in, since when, and when they were last reached.
CREATE FUNCTION app.push_devices(p_user uuid) RETURNS TABLE (id uuid, endpoint text, keys jsonb, language text, created_at timestamptz, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id, d.endpoint, d.keys, d.language, d.created_at, d.last_used_at FROM push_subscriptions d WHERE d.user_id = p_user
    AND (d.session_id IS NULL OR EXISTS (SELECT FROM sessions s WHERE s.id = d.session_id AND s.user_id = d.user_id AND s.expires_at > now()))
  ORDER BY d.created_at DESC LIMIT 20 $$;
--> statement-breakpoint
-- How a push went: it arrived somewhere, and is tried again at `p_again` where it did not, or (null) not at all.
CREATE OR REPLACE FUNCTION app.settle_pushes(p_ids uuid[], p_at timestamptz, p_again timestamptz, p_used uuid[], p_failed uuid[], p_gone uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notifications n SET pushed_at = CASE WHEN n.pushed_at IS NOT NULL THEN n.pushed_at WHEN cardinality(p_used) > 0 THEN p_at END,
    push_at = coalesce(p_again, n.pushed_at, CASE WHEN cardinality(p_used) > 0 THEN p_at END)
  WHERE n.id = ANY(p_ids) AND n.push_at IS NOT NULL AND (n.pushed_at IS NULL OR n.push_at > n.pushed_at);
  UPDATE push_subscriptions d SET last_used_at = p_at, failures = 0 WHERE d.id = ANY(p_used);
  UPDATE push_subscriptions d SET failures = d.failures + 1 WHERE d.id = ANY(p_failed);
  DELETE FROM push_subscriptions d WHERE d.id = ANY(p_gone);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.claim_pushes(uuid, timestamptz, timestamptz, int), app.push_devices(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.claim_pushes(uuid, timestamptz, timestamptz, int), app.push_devices(uuid) TO app_service, app_definer;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.claim_pushes(uuid, timestamptz, timestamptz, int) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.push_devices(uuid) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
