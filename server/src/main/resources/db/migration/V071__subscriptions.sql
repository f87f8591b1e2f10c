-- Where each Subscription stands, and what it has still to be told. A row of subscription goes with a Subscription
-- resource; only who published that may change it.

CREATE TABLE subscription (
  -- The resource's logical id.
  id            text COLLATE "C" PRIMARY KEY,
  scope         integer NOT NULL,
  -- Who asked, with organisation, purpose and permissions: what is told is what they may see.
  owner         jsonb NOT NULL,
  -- refused: what it asks for is not done; off: by its owner, or because its endpoint failed for too long.
  state         text NOT NULL CHECK (state IN ('running', 'refused', 'off')),
  -- Changes that were committed before are not told of; NULL before it was first active and after it was turned off.
  since         pg_snapshot,
  -- Changes up to here have been looked at, in the order of commits.
  tx            xid8,
  seq           bigint,
  -- How often its endpoint failed in a row, since when, and when it is tried again.
  failures      integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  next_attempt  timestamptz NOT NULL DEFAULT now(),
  problem       text,
  delivered     bigint NOT NULL DEFAULT 0,
  delivered_at  timestamptz
);

-- One row for each version of a resource that a subscriber has still to be told of.
CREATE TABLE subscription_notification (
  subscription  text COLLATE "C" NOT NULL REFERENCES subscription ON DELETE CASCADE,
  tx            xid8 NOT NULL,
  seq           bigint NOT NULL,
  scope         integer NOT NULL,
  type          text COLLATE "C" NOT NULL,
  id            text COLLATE "C" NOT NULL,
  version       integer NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  failing_since timestamptz,
  -- Infinity once it was given up; it is tried again when the Subscription is written again.
  due           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subscription, tx, seq)
);
CREATE INDEX subscription_notification_by_resource ON subscription_notification (subscription, type, id, tx, seq);
CREATE INDEX subscription_notification_due ON subscription_notification (subscription, due);
CREATE INDEX subscription_notification_failing ON subscription_notification (subscription) WHERE attempts > 0;

ALTER TABLE subscription ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscription_notification ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON subscription FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON subscription_notification FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));

GRANT SELECT ON subscription, subscription_notification TO ${reader};
