-- Notifications: written and read for others by jobs alone, through functions that app_service may call and no request reaches.
ALTER TABLE notification_preferences FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON notification_preferences TO app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_preferences TO app_definer;
--> statement-breakpoint
REVOKE INSERT, DELETE ON notifications FROM app_user;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_progress TO app_service;
--> statement-breakpoint
-- What became of a dealer's alerts, in the order of its chain, which is the order of commits. The last row, without an event, says how far
-- the chain was read.
CREATE FUNCTION app.alert_changes(p_dealer uuid, p_after bigint, p_limit int)
RETURNS TABLE (seq bigint, event_id uuid, type text, alert_id uuid, actor_id uuid, why text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH read AS (SELECT e.seq, e.id, e.type, e.record, e.at FROM events e WHERE e.org_owner_id = p_dealer AND e.seq > p_after ORDER BY e.seq LIMIT p_limit),
  changes AS (SELECT r.seq, r.id, r.type, r.at, r.record::jsonb -> 'event' AS event FROM read r WHERE r.type LIKE 'alert.%')
  (SELECT c.seq, c.id, c.type, (c.event #>> '{data,alertId}')::uuid, (c.event #>> '{actor,sub}')::uuid, c.event #>> '{data,why}', c.at FROM changes c ORDER BY c.seq)
  UNION ALL (SELECT max(r.seq), NULL, NULL, NULL, NULL, NULL, NULL FROM read r HAVING max(r.seq) IS NOT NULL) $$;
--> statement-breakpoint
-- Where reading begins for a dealer of whom nothing was read yet: what is older than that is nobody's news.
CREATE FUNCTION app.chain_position_at(p_dealer uuid, p_at timestamptz) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT e.seq FROM events e WHERE e.org_owner_id = p_dealer AND e.at < p_at ORDER BY e.seq DESC LIMIT 1), 0) $$;
--> statement-breakpoint
-- Whether a member sees an alert: the read rule of alerts, for somebody who is not there to carry claims.
CREATE FUNCTION app.member_sees_alert(p_user uuid, p_org uuid, p_alert uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM alerts a JOIN memberships m ON m.org_owner_id IN (a.dealer_id, a.customer_id) JOIN organizations o ON o.id = m.org_owner_id
    WHERE a.id = p_alert AND m.user_id = p_user AND m.org_owner_id = p_org AND m.active AND o.active AND (m.site_ids IS NULL OR a.site_id = ANY(m.site_ids))) $$;
--> statement-breakpoint
-- What a person has chosen last.
CREATE FUNCTION app.notification_settings(p_user uuid, p_org uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.settings FROM notification_preferences p WHERE p.user_id = p_user AND p.org_owner_id = p_org ORDER BY p.id DESC LIMIT 1 $$;
--> statement-breakpoint
-- Who sees which of these alerts, and what they have chosen. Somebody of the dealer and of the customer is told as the dealer's.
CREATE FUNCTION app.notification_audience(p_dealer uuid, p_alerts uuid[])
RETURNS TABLE (alert_id uuid, alert_kind text, severity text, state text, site_id uuid, is_assignee boolean, user_id uuid, org_id uuid, role text, zone text, locale text, settings jsonb, has_push boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH people AS (SELECT DISTINCT ON (a.id, m.user_id) a.id, a.kind, a.severity, a.state, a.site_id, a.assignee_user_id, m.user_id, o.id AS org_id, m.role, o.time_zone, o.locale
    FROM alerts a JOIN organizations o ON o.id IN (a.dealer_id, a.customer_id) AND o.active
    JOIN memberships m ON m.org_owner_id = o.id AND m.active AND (m.site_ids IS NULL OR a.site_id = ANY(m.site_ids))
    WHERE a.dealer_id = p_dealer AND a.id = ANY(p_alerts) ORDER BY a.id, m.user_id, o.id <> a.dealer_id)
  SELECT p.id, p.kind, p.severity, p.state, p.site_id, coalesce(p.assignee_user_id = p.user_id, false), p.user_id, p.org_id, p.role, p.time_zone, coalesce(u.locale, p.locale), app.notification_settings(p.user_id, p.org_id),
    EXISTS (SELECT FROM push_subscriptions d WHERE d.user_id = p.user_id
      AND (d.session_id IS NULL OR EXISTS (SELECT FROM sessions s WHERE s.id = d.session_id AND s.user_id = d.user_id AND s.expires_at > now())))
  FROM people p JOIN users u ON u.id = p.user_id $$;
--> statement-breakpoint
-- Each person is told once of an event. What is critical is urgent; the rest is gathered for a moment.
CREATE FUNCTION app.write_notifications(p_rows jsonb) RETURNS TABLE (user_id uuid, urgent boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO notifications AS n (id, org_owner_id, user_id, kind, alert_id, event_id, severity, in_app, push_at, digest, created_at)
  SELECT r.id, r.org_id, r.user_id, r.kind, r.alert_id, r.event_id, r.severity, r.in_app, r.push_at, r.digest, r.created_at
  FROM jsonb_to_recordset(p_rows) r(id uuid, org_id uuid, user_id uuid, kind text, alert_id uuid, event_id uuid, severity text, in_app boolean, push_at timestamptz, digest boolean, created_at timestamptz)
  ON CONFLICT DO NOTHING RETURNING n.user_id, n.push_at IS NOT NULL AND n.severity = 'CRITICAL' $$;
--> statement-breakpoint
-- Alerts that somebody has answered, or that are over: what was told of them asks for nothing any more. That one is over is told to whom it was told of.
CREATE FUNCTION app.end_notifications(p_ends jsonb, p_at timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notifications n SET read_at = coalesce(n.read_at, p_at), push_at = CASE WHEN n.pushed_at IS NOT NULL THEN n.push_at END
  FROM jsonb_to_recordset(p_ends) e(alert_id uuid, event_at timestamptz)
  WHERE n.alert_id = e.alert_id AND n.created_at <= e.event_at AND (n.read_at IS NULL OR (n.push_at IS NOT NULL AND n.pushed_at IS NULL));
  INSERT INTO notifications (id, org_owner_id, user_id, kind, alert_id, event_id, severity, in_app, created_at, read_at)
  SELECT DISTINCT ON (n.user_id, e.event_id) gen_random_uuid(), n.org_owner_id, n.user_id, 'RESOLVED', n.alert_id, e.event_id, 'INFO', true, e.event_at, p_at
  FROM jsonb_to_recordset(p_ends) e(alert_id uuid, event_id uuid, event_at timestamptz, resolved boolean)
  JOIN notifications n ON n.alert_id = e.alert_id AND n.in_app AND n.kind <> 'RESOLVED' AND n.created_at <= e.event_at
  WHERE e.resolved ORDER BY n.user_id, e.event_id, n.created_at DESC ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
-- Who has something to be pushed, and when they were last disturbed.
CREATE FUNCTION app.people_to_push(p_at timestamptz, p_limit int) RETURNS TABLE (user_id uuid, critical boolean, last_at timestamptz, last_critical boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.user_id, d.critical, l.pushed_at, coalesce(l.critical, false) FROM (
    SELECT n.user_id, bool_or(n.severity = 'CRITICAL') AS critical, min(n.push_at) AS since FROM notifications n
    WHERE n.push_at <= p_at AND n.pushed_at IS NULL GROUP BY n.user_id) d
  LEFT JOIN LATERAL (SELECT p.pushed_at, bool_or(p.severity = 'CRITICAL') AS critical FROM notifications p WHERE p.user_id = d.user_id AND p.pushed_at IS NOT NULL
    GROUP BY p.pushed_at ORDER BY p.pushed_at DESC LIMIT 1) l ON true
  ORDER BY d.since LIMIT p_limit $$;
--> statement-breakpoint
-- What is to be pushed to a person now, which nobody else pushes until the lease is over. What asks for nothing any more, what was tried too
-- often and what is not theirs to see any more is left out for good.
CREATE FUNCTION app.claim_pushes(p_user uuid, p_at timestamptz, p_lease timestamptz, p_tries int)
RETURNS TABLE (id uuid, org_id uuid, change text, alert_id uuid, alert_kind text, severity text, human_id text, feed_name text, site_name text, reason text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  UPDATE notifications n SET push_at = NULL FROM alerts a
  WHERE n.user_id = p_user AND n.push_at <= p_at AND n.pushed_at IS NULL AND a.id = n.alert_id
    AND (n.read_at IS NOT NULL OR a.state = 'RESOLVED' OR (a.state <> 'OPEN' AND n.kind <> 'ASSIGNED') OR n.push_tries >= p_tries
      OR NOT app.member_sees_alert(n.user_id, n.org_owner_id, n.alert_id));
  RETURN QUERY WITH claimed AS (
    UPDATE notifications n SET push_at = p_lease, push_tries = n.push_tries + 1
    WHERE n.user_id = p_user AND n.push_at <= p_at AND n.pushed_at IS NULL RETURNING n.*)
  SELECT c.id, c.org_owner_id, c.kind, c.alert_id, a.kind, c.severity, a.human_id, a.facts ->> 'feedName', s.name, a.reason
  FROM claimed c JOIN alerts a ON a.id = c.alert_id LEFT JOIN sites s ON s.id = a.site_id ORDER BY c.created_at DESC, c.id;
END $$;
--> statement-breakpoint
-- A person's devices on which they are still signed in.
CREATE FUNCTION app.push_devices(p_user uuid) RETURNS TABLE (id uuid, endpoint text, keys jsonb, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id, d.endpoint, d.keys, d.language FROM push_subscriptions d WHERE d.user_id = p_user
    AND (d.session_id IS NULL OR EXISTS (SELECT FROM sessions s WHERE s.id = d.session_id AND s.user_id = d.user_id AND s.expires_at > now()))
  ORDER BY d.created_at DESC LIMIT 20 $$;
--> statement-breakpoint
-- How a push went: it arrived somewhere, or is tried again at `p_again`, or (null) not at all.
CREATE FUNCTION app.settle_pushes(p_ids uuid[], p_at timestamptz, p_again timestamptz, p_used uuid[], p_failed uuid[], p_gone uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE notifications n SET pushed_at = CASE WHEN cardinality(p_used) > 0 THEN p_at END, push_at = CASE WHEN cardinality(p_used) > 0 THEN n.push_at ELSE p_again END
  WHERE n.id = ANY(p_ids) AND n.pushed_at IS NULL AND n.push_at IS NOT NULL;
  UPDATE push_subscriptions d SET last_used_at = p_at, failures = 0 WHERE d.id = ANY(p_used);
  UPDATE push_subscriptions d SET failures = d.failures + 1 WHERE d.id = ANY(p_failed);
  DELETE FROM push_subscriptions d WHERE d.id = ANY(p_gone);
END $$;
--> statement-breakpoint
-- Who has something for an e-mail, what they have chosen, and when the last one went.
CREATE FUNCTION app.digest_candidates(p_limit int) RETURNS TABLE (user_id uuid, org_id uuid, role text, zone text, locale text, settings jsonb, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.user_id, w.org_owner_id, m.role, o.time_zone, coalesce(u.locale, o.locale), app.notification_settings(w.user_id, w.org_owner_id),
    (SELECT max(n.digested_at) FROM notifications n WHERE n.user_id = w.user_id AND n.org_owner_id = w.org_owner_id)
  FROM (SELECT n.user_id, n.org_owner_id, min(n.created_at) AS since FROM notifications n WHERE n.digest AND n.digested_at IS NULL GROUP BY 1, 2) w
  JOIN memberships m ON m.user_id = w.user_id AND m.org_owner_id = w.org_owner_id AND m.active
  JOIN organizations o ON o.id = w.org_owner_id AND o.active JOIN users u ON u.id = w.user_id AND u.email IS NOT NULL ORDER BY w.since, w.user_id LIMIT p_limit $$;
--> statement-breakpoint
-- Takes what is to be told by e-mail: each alert once, as it stands now.
CREATE FUNCTION app.take_digest(p_user uuid, p_org uuid, p_at timestamptz)
RETURNS TABLE (alert_id uuid, alert_kind text, severity text, state text, human_id text, feed_name text, site_name text, opened_at timestamptz, email text, org_name text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY WITH taken AS (
    UPDATE notifications n SET digested_at = p_at WHERE n.user_id = p_user AND n.org_owner_id = p_org AND n.digest AND n.digested_at IS NULL RETURNING n.alert_id)
  SELECT a.id, a.kind, a.severity, a.state, a.human_id, a.facts ->> 'feedName', s.name, a.opened_at, u.email, o.name
  FROM (SELECT DISTINCT t.alert_id FROM taken t) t JOIN alerts a ON a.id = t.alert_id LEFT JOIN sites s ON s.id = a.site_id
  JOIN users u ON u.id = p_user JOIN organizations o ON o.id = p_org
  WHERE app.member_sees_alert(p_user, p_org, a.id) ORDER BY a.opened_at DESC, a.id;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.drop_old_notifications(p_before timestamptz, p_limit int) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone int;
BEGIN
  DELETE FROM notifications n WHERE n.id IN (SELECT o.id FROM notifications o WHERE o.created_at < p_before LIMIT p_limit FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
--> statement-breakpoint
-- Enters the browser behind an endpoint for the actor. The endpoint is known to that browser and its push service alone, so whoever was
-- entered with it before has handed the device on. Of a person's devices the oldest go where there are too many.
CREATE FUNCTION app.keep_push_subscription(p_id uuid, p_endpoint text, p_keys jsonb, p_language text, p_label text, p_most int) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE kept uuid;
BEGIN
  IF app.user_id() IS NULL OR app.claims() ->> 'membershipId' IS NULL THEN
    RAISE EXCEPTION 'only a person has devices' USING ERRCODE = '42501';
  END IF;
  INSERT INTO push_subscriptions AS d (id, org_owner_id, user_id, session_id, endpoint, keys, language, label)
  VALUES (p_id, app.org_id(), app.user_id(), (app.claims() ->> 'sessionId')::uuid, p_endpoint, p_keys, p_language, p_label)
  ON CONFLICT (endpoint) DO UPDATE SET org_owner_id = excluded.org_owner_id, user_id = excluded.user_id, session_id = excluded.session_id,
    keys = excluded.keys, language = excluded.language, label = excluded.label, failures = 0
  RETURNING d.id INTO kept;
  DELETE FROM push_subscriptions d WHERE d.user_id = app.user_id() AND d.id <> kept
    AND d.id NOT IN (SELECT o.id FROM push_subscriptions o WHERE o.user_id = app.user_id() AND o.id <> kept ORDER BY o.created_at DESC, o.id DESC LIMIT greatest(p_most - 1, 0));
  RETURN kept;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.alert_changes(uuid, bigint, int), app.chain_position_at(uuid, timestamptz), app.member_sees_alert(uuid, uuid, uuid), app.notification_settings(uuid, uuid), app.notification_audience(uuid, uuid[]),
  app.write_notifications(jsonb), app.end_notifications(jsonb, timestamptz), app.people_to_push(timestamptz, int), app.claim_pushes(uuid, timestamptz, timestamptz, int),
  app.push_devices(uuid), app.settle_pushes(uuid[], timestamptz, timestamptz, uuid[], uuid[], uuid[]), app.digest_candidates(int), app.take_digest(uuid, uuid, timestamptz),
  app.drop_old_notifications(timestamptz, int), app.keep_push_subscription(uuid, text, jsonb, text, text, int) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.alert_changes(uuid, bigint, int), app.chain_position_at(uuid, timestamptz), app.notification_audience(uuid, uuid[]),
  app.write_notifications(jsonb), app.end_notifications(jsonb, timestamptz), app.people_to_push(timestamptz, int), app.claim_pushes(uuid, timestamptz, timestamptz, int),
  app.push_devices(uuid), app.settle_pushes(uuid[], timestamptz, timestamptz, uuid[], uuid[], uuid[]), app.digest_candidates(int), app.take_digest(uuid, uuid, timestamptz),
  app.drop_old_notifications(timestamptz, int) TO app_service, app_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.member_sees_alert(uuid, uuid, uuid), app.notification_settings(uuid, uuid) TO app_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_push_subscription(uuid, text, jsonb, text, text, int) TO app_user, app_definer;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.alert_changes(uuid, bigint, int) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.chain_position_at(uuid, timestamptz) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.notification_audience(uuid, uuid[]) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.write_notifications(jsonb) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.end_notifications(jsonb, timestamptz) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.people_to_push(timestamptz, int) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.claim_pushes(uuid, timestamptz, timestamptz, int) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.push_devices(uuid) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.settle_pushes(uuid[], timestamptz, timestamptz, uuid[], uuid[], uuid[]) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.digest_candidates(int) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.take_digest(uuid, uuid, timestamptz) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.drop_old_notifications(timestamptz, int) OWNER TO app_definer;
--> statement-breakpoint
ALTER FUNCTION app.keep_push_subscription(uuid, text, jsonb, text, text, int) OWNER TO app_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM app_definer;
