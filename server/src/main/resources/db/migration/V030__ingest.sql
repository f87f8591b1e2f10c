-- What came in, and what each aggregate learned from it.

CREATE TABLE feed (
  id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code         text NOT NULL UNIQUE,
  organisation text NOT NULL,
  setting      text NOT NULL,
  format       text NOT NULL,
  scope        integer NOT NULL REFERENCES scope,
  added        timestamptz NOT NULL DEFAULT now()
);

-- APP^FACILITY of HL7 senders; a sender belongs to one feed.
CREATE TABLE feed_sender (
  sender text PRIMARY KEY,
  feed   integer NOT NULL REFERENCES feed
);

CREATE TABLE message (
  id        uuid PRIMARY KEY,
  feed      integer NOT NULL REFERENCES feed,
  scope     integer NOT NULL,
  door      text NOT NULL,
  identity  text COLLATE "C",
  hash      text NOT NULL,
  raw       bytea,
  state     text NOT NULL CHECK (state IN ('COMMITTED', 'REJECTED')),
  received  timestamptz NOT NULL,
  finished  timestamptz NOT NULL,
  attempts  integer NOT NULL,
  records   integer NOT NULL,
  rejected  integer NOT NULL,
  unchanged integer NOT NULL,
  issues    jsonb NOT NULL,
  mapper    text NOT NULL
);
CREATE INDEX message_by_identity ON message (feed, identity) WHERE identity IS NOT NULL;
CREATE INDEX message_by_time ON message (feed, received);

CREATE TABLE aggregate (
  id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feed  integer NOT NULL REFERENCES feed,
  scope integer NOT NULL,
  kind  text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  UNIQUE (feed, kind, value)
);

-- The key is the event order: two documents never stand in the same place.
CREATE TABLE contribution (
  aggregate bigint NOT NULL REFERENCES aggregate,
  event     timestamptz NOT NULL,
  sent      timestamptz NOT NULL,
  rank      integer NOT NULL,
  control   text COLLATE "C" NOT NULL,
  hash      text COLLATE "C" NOT NULL,
  scope     integer NOT NULL,
  message   uuid NOT NULL,
  body      text NOT NULL,
  PRIMARY KEY (aggregate, event, sent, rank, control, hash)
);

-- Complete returns: what each says of the aggregates of its kind that it does not mention.
CREATE TABLE snapshot (
  feed    integer NOT NULL REFERENCES feed,
  kind    text COLLATE "C" NOT NULL,
  event   timestamptz NOT NULL,
  sent    timestamptz NOT NULL,
  rank    integer NOT NULL,
  control text COLLATE "C" NOT NULL,
  hash    text COLLATE "C" NOT NULL,
  scope   integer NOT NULL,
  message uuid NOT NULL,
  body    text NOT NULL,
  PRIMARY KEY (feed, kind, event, sent, rank, control, hash)
);

ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE aggregate ENABLE ROW LEVEL SECURITY;
ALTER TABLE contribution ENABLE ROW LEVEL SECURITY;
ALTER TABLE snapshot ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON message FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));
CREATE POLICY visible ON aggregate FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));
CREATE POLICY visible ON contribution FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));
CREATE POLICY visible ON snapshot FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));

GRANT SELECT ON feed, feed_sender, message, aggregate, contribution, snapshot TO ${reader};
