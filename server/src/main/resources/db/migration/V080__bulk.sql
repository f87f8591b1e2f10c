-- Exports and imports: what was asked for, by whom, and the files that came of it, in chunks, so that any node serves
-- them. What is in them is for the one who asked, whatever scopes it is of: the reader sees the rows of just the job
-- whose id its transaction names, and ids cannot be guessed.

CREATE TABLE bulk_job (
  id        uuid PRIMARY KEY,
  kind      text NOT NULL CHECK (kind IN ('export', 'import')),
  -- As whom records are read or written.
  asked_by  jsonb NOT NULL,
  -- The URL that was called, and that of the door.
  request   text NOT NULL,
  base      text NOT NULL,
  -- What an export is to hold.
  detail    jsonb NOT NULL,
  state     text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  -- Only the run that began last may go on.
  attempt   integer NOT NULL DEFAULT 0,
  asked     timestamptz NOT NULL DEFAULT now(),
  -- What an export could see, and when.
  scopes    integer[],
  moment    timestamptz,
  progress  text NOT NULL DEFAULT 'waiting',
  problem   text,
  expires   timestamptz NOT NULL
);
CREATE INDEX bulk_job_expires ON bulk_job (expires);

CREATE TABLE bulk_file (
  job       uuid NOT NULL REFERENCES bulk_job ON DELETE CASCADE,
  number    integer NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('output', 'deleted', 'input', 'outcome')),
  type      text NOT NULL,
  -- An input's place; empty for what was sent in.
  source    text NOT NULL DEFAULT '',
  hash      text NOT NULL DEFAULT '',
  resources bigint NOT NULL DEFAULT 0,
  -- How far an import has read: lines up to here are committed.
  position  bigint NOT NULL DEFAULT 0,
  accepted  bigint NOT NULL DEFAULT 0,
  rejected  bigint NOT NULL DEFAULT 0,
  unchanged bigint NOT NULL DEFAULT 0,
  complete  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (job, number)
);

CREATE TABLE bulk_chunk (
  job    uuid NOT NULL,
  file   integer NOT NULL,
  number bigint NOT NULL,
  -- Compressed by the hub (gzip).
  body   bytea NOT NULL,
  PRIMARY KEY (job, file, number),
  FOREIGN KEY (job, file) REFERENCES bulk_file ON DELETE CASCADE
);
ALTER TABLE bulk_chunk ALTER COLUMN body SET STORAGE EXTERNAL;

-- The moment that each export told as its transactionTime, as the order of commits knows it.
CREATE TABLE bulk_moment (
  moment   timestamptz PRIMARY KEY,
  snapshot pg_snapshot NOT NULL
);

ALTER TABLE bulk_job ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_chunk ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON bulk_job FOR SELECT TO ${reader}
  USING (id = (SELECT nullif(current_setting('hub.bulk_job', true), '')::uuid));
CREATE POLICY named ON bulk_file FOR SELECT TO ${reader}
  USING (job = (SELECT nullif(current_setting('hub.bulk_job', true), '')::uuid));
CREATE POLICY named ON bulk_chunk FOR SELECT TO ${reader}
  USING (job = (SELECT nullif(current_setting('hub.bulk_job', true), '')::uuid));

GRANT SELECT ON bulk_job, bulk_file, bulk_chunk, bulk_moment TO ${reader};
