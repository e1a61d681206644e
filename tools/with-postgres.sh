#!/usr/bin/env bash
# Runs a command with DATABASE_URL of a fresh PostgreSQL server (Debian's oldest installed one), and ends the server afterwards.
set -euo pipefail
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | head -n 1)")
data=$(mktemp -d /tmp/sluice-pg-XXXXXX)
port=${SLUICE_TEST_PG_PORT:-54329}
as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$*"; else bash -c "$*"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$data"
stop() { as "$bin/pg_ctl -D $data/db -m immediate stop" >/dev/null 2>&1 || true; rm -rf "$data"; }
trap stop EXIT
as "$bin/initdb -D $data/db -U sluice --auth=trust -E UTF8 --locale=C" >/dev/null
as "$bin/pg_ctl -D $data/db -w -o '-p $port -k $data -c listen_addresses=127.0.0.1' -l $data/log start" >/dev/null
export DATABASE_URL="postgresql://sluice@127.0.0.1:$port/postgres"
"$@"
