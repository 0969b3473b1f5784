#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL on a throw-away PostgreSQL with PostGIS, and removes the server after.
#   .ci/postgres.sh bun test db
# Sourced, it starts the server, exports TEST_DATABASE_URL and leaves `stop_postgres` to be called.
# The database's owner is no superuser, as on managed servers: extensions and the BYPASSRLS role are made beforehand by the
# superuser, and the owner has CREATEROLE (to make the other roles) and BYPASSRLS (for seed, migration and verification tools).
# POSTGRES_PORT (5544) and POSTGRES_MAJOR (15, the oldest supported) may be set.

POSTGRES_PORT="${POSTGRES_PORT:-5544}"
POSTGRES_MAJOR="${POSTGRES_MAJOR:-15}"

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$1"; else bash -c "$1"; fi
}

install_postgres() {
  local bin="/usr/lib/postgresql/$POSTGRES_MAJOR/bin" control="/usr/share/postgresql/$POSTGRES_MAJOR/extension/postgis.control"
  if [ -x "$bin/initdb" ] && [ -f "$control" ]; then return 0; fi
  local sudo=""
  if [ "$(id -u)" != 0 ]; then sudo="sudo"; fi
  $sudo apt-get update -qq >/dev/null &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "postgresql-$POSTGRES_MAJOR" "postgresql-$POSTGRES_MAJOR-postgis-3" >/dev/null
}

start_postgres() {
  install_postgres || return 1
  POSTGRES_BIN="/usr/lib/postgresql/$POSTGRES_MAJOR/bin"
  POSTGRES_DIR="$(mktemp -d /tmp/smart-rental-postgres.XXXXXX)" || return 1
  if [ "$(id -u)" = 0 ]; then chown postgres "$POSTGRES_DIR"; fi
  as_postgres "$POSTGRES_BIN/initdb -D $POSTGRES_DIR/data -U superuser --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync" >/dev/null || return 1
  # Durability is not what is tested here, and a throw-away server needs none.
  as_postgres "$POSTGRES_BIN/pg_ctl -D $POSTGRES_DIR/data -l $POSTGRES_DIR/log -w start -o '-p $POSTGRES_PORT -k $POSTGRES_DIR -h 127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off'" >/dev/null ||
    { cat "$POSTGRES_DIR/log" >&2; stop_postgres; return 1; }
  as_postgres "$POSTGRES_BIN/psql -q -v ON_ERROR_STOP=1 -h $POSTGRES_DIR -p $POSTGRES_PORT -U superuser -d postgres" <<'SQL' || { stop_postgres; return 1; }
CREATE ROLE rental LOGIN NOSUPERUSER CREATEROLE NOCREATEDB BYPASSRLS;
CREATE ROLE app_definer NOLOGIN NOINHERIT BYPASSRLS;
GRANT app_definer TO rental;
CREATE DATABASE rental OWNER rental;
\connect rental
CREATE EXTENSION postgis;
CREATE EXTENSION btree_gist;
SQL
  export TEST_DATABASE_URL="postgres://rental@127.0.0.1:$POSTGRES_PORT/rental"
}

stop_postgres() {
  as_postgres "$POSTGRES_BIN/pg_ctl -D $POSTGRES_DIR/data -m immediate stop" >/dev/null 2>&1
  rm -rf "$POSTGRES_DIR"
  unset TEST_DATABASE_URL
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  start_postgres || { echo "PostgreSQL could not be started." >&2; exit 1; }
  trap stop_postgres EXIT
  "$@"
else
  start_postgres
fi
