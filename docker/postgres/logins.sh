#!/bin/bash
# Makes the hub's two logins and its database, once, when the server's data folder is new.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -d postgres \
    -v writer="$(cat /run/secrets/writer-password)" -v reader="$(cat /run/secrets/reader-password)" << 'SQL'
CREATE ROLE tributary_writer LOGIN PASSWORD :'writer';
CREATE ROLE tributary_reader LOGIN PASSWORD :'reader';
GRANT tributary_reader TO tributary_writer WITH INHERIT FALSE, SET TRUE;
CREATE DATABASE tributary OWNER tributary_writer;
SQL
