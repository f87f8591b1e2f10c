-- The resource store. Row-level security lets the reader see just the scopes of its caller; a reader without scopes sees
-- nothing. The policy's sub-select is evaluated once a statement. Under a policy PostgreSQL uses an index only for
-- leakproof operators, so search compares with = and ranges on integers, text and times, nothing else.

CREATE SEQUENCE resource_pk;
CREATE SEQUENCE resource_change;

-- One row for each resource: its current version, or its deletion.
CREATE TABLE resource (
  pk           bigint PRIMARY KEY,
  type         text COLLATE "C" NOT NULL,
  id           text COLLATE "C" NOT NULL,
  -- What references to it carry in index_link.target.
  target       bigint NOT NULL,
  version      integer NOT NULL,
  last_updated timestamptz NOT NULL,
  -- Compressed by the hub; NULL when deleted.
  body         bytea,
  feed         integer NOT NULL,
  scope        integer NOT NULL,
  aggregate    bigint,
  -- The logical id of the Patient whose record it belongs to.
  patient      text COLLATE "C",
  -- The order of changes is by commit: (tx, seq) below pg_snapshot_xmin.
  tx           xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq          bigint NOT NULL DEFAULT nextval('resource_change'),
  UNIQUE (type, id)
);
ALTER TABLE resource ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX resource_by_time ON resource (type, last_updated, pk);
CREATE INDEX resource_by_patient ON resource (patient, type) WHERE patient IS NOT NULL;
CREATE INDEX resource_by_aggregate ON resource (aggregate) WHERE aggregate IS NOT NULL;
CREATE INDEX resource_by_change ON resource (tx, seq);

-- Past versions, deletions among them.
CREATE TABLE resource_version (
  resource     bigint NOT NULL,
  version      integer NOT NULL,
  last_updated timestamptz NOT NULL,
  body         bytea,
  feed         integer NOT NULL,
  scope        integer NOT NULL,
  tx           xid8 NOT NULL,
  seq          bigint NOT NULL,
  PRIMARY KEY (resource, version)
);
ALTER TABLE resource_version ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX resource_version_by_change ON resource_version (tx, seq);

-- The index of current resources: what search parameters find in them. A path is the hash of where in which type.

CREATE TABLE index_token (
  resource bigint NOT NULL,
  code     bigint NOT NULL,
  system   bigint NOT NULL,
  path     integer NOT NULL,
  scope    integer NOT NULL
);
CREATE INDEX index_token_search ON index_token (path, code, resource, system, scope);
CREATE INDEX index_token_by_resource ON index_token (resource);

CREATE TABLE index_link (
  resource bigint NOT NULL,
  target   bigint NOT NULL,
  path     integer NOT NULL,
  scope    integer NOT NULL
);
CREATE INDEX index_link_search ON index_link (path, target, resource, scope);
CREATE INDEX index_link_by_resource ON index_link (resource);

CREATE TABLE index_span (
  resource bigint NOT NULL,
  low      timestamptz NOT NULL,
  -- Exclusive.
  high     timestamptz NOT NULL,
  path     integer NOT NULL,
  scope    integer NOT NULL
);
CREATE INDEX index_span_low ON index_span (path, low, resource);
CREATE INDEX index_span_high ON index_span (path, high, resource);
CREATE INDEX index_span_by_resource ON index_span (resource);

CREATE TABLE index_text (
  resource bigint NOT NULL,
  exact    bigint NOT NULL,
  path     integer NOT NULL,
  scope    integer NOT NULL,
  value    text COLLATE "C" NOT NULL
);
CREATE INDEX index_text_search ON index_text (path, value, resource);
CREATE INDEX index_text_by_resource ON index_text (resource);

ALTER TABLE resource ENABLE ROW LEVEL SECURITY;
ALTER TABLE resource_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_span ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_text ENABLE ROW LEVEL SECURITY;

CREATE POLICY visible ON resource FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON resource_version FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON index_token FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON index_link FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON index_span FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON index_text FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));

GRANT SELECT ON resource, resource_version, index_token, index_link, index_span, index_text TO ${reader};
