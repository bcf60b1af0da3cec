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
-- No statement, no value and no row in the server's log.
ALTER DATABASE laowu SET log_statement = 'none';
ALTER DATABASE laowu SET log_min_duration_statement = -1;
ALTER DATABASE laowu SET log_min_messages = 'log';
ALTER DATABASE laowu SET log_min_error_statement = 'panic';
ALTER DATABASE laowu SET log_error_verbosity = 'terse';
ALTER DATABASE laowu SET log_parameter_max_length = 0;
ALTER DATABASE laowu SET log_parameter_max_length_on_error = 0;
SQL
