-- Messages of a feed and a period that are sent through their mapper again, and how far that has come.
CREATE TABLE replay (
  id         uuid PRIMARY KEY,
  feed       integer NOT NULL REFERENCES feed,
  -- Which messages: those that arrived from then on, before then, and of one state when that is said.
  since      timestamptz NOT NULL,
  until      timestamptz NOT NULL,
  state      text CHECK (state IN ('COMMITTED', 'REJECTED')),
  asked_by   text NOT NULL,
  asked      timestamptz NOT NULL,
  finished   timestamptz,
  -- The last message that was done.
  at_time    timestamptz,
  at_id      uuid,
  replayed   bigint NOT NULL DEFAULT 0,
  refused    bigint NOT NULL DEFAULT 0,
  changed    bigint NOT NULL DEFAULT 0,
  without_raw bigint NOT NULL DEFAULT 0
);
GRANT SELECT ON replay TO ${reader};
