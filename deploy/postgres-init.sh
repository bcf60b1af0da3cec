#!/bin/bash
# Runs once, inside the PostgreSQL container, on an empty database: the two
# logins of the platform and their database. Their passwords are the last
# fields of the password files that the other containers use.
set -euo pipefail
owner=$(sed 's/.*://' /run/secrets/owner_pgpass)
service=$(sed 's/.*://' /run/secrets/service_pgpass)
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" \
  --set=owner="$owner" --set=service="$service" <<'SQL'
CREATE ROLE laowu_owner LOGIN CREATEROLE PASSWORD :'owner';
CREATE ROLE laowu LOGIN PASSWORD :'service';
CREATE DATABASE laowu OWNER laowu_owner;
REVOKE CONNECT ON DATABASE laowu FROM PUBLIC;
GRANT CONNECT ON DATABASE laowu TO laowu;
SQL
