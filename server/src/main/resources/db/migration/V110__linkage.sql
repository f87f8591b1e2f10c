-- Linkage: what is compared, which pairs were found, what people decided.

-- Which version of linkage the stored traits, keys and links are of: an older one is worked out anew at the first start.
CREATE TABLE linkage_state (
  version integer NOT NULL
);
INSERT INTO linkage_state (version) VALUES (0);

ALTER TABLE patient_traits
  ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- What linkage compares, as JSON; NULL until it has been worked out.
  ADD COLUMN traits text;

-- Two Patients are compared when they have a key in common.
CREATE TABLE patient_key (
  key     bigint NOT NULL,
  patient bigint NOT NULL,
  scope   integer NOT NULL,
  PRIMARY KEY (key, patient)
);

-- Pairs that are one person, or may be. The first of the two has the smaller id.
CREATE TABLE person_edge (
  patient       text COLLATE "C" NOT NULL,
  other         text COLLATE "C" NOT NULL,
  patient_scope integer NOT NULL,
  other_scope   integer NOT NULL,
  -- Names the pair as a case for review; the same whenever the pair comes again.
  id            uuid NOT NULL UNIQUE,
  -- Whether it links by itself; else it is for review.
  links         boolean NOT NULL,
  rule          text NOT NULL,
  strength      integer NOT NULL,
  score         double precision NOT NULL,
  evidence      text NOT NULL,
  since         timestamptz NOT NULL,
  -- 'settled': the two are one person, or a decision keeps them apart; 'waiting': somebody has to look; 'unsure':
  -- somebody looked and could not say.
  state         text COLLATE "C" NOT NULL DEFAULT 'waiting' CHECK (state IN ('settled', 'waiting', 'unsure')),
  PRIMARY KEY (patient, other),
  CHECK (patient < other)
);
CREATE INDEX person_edge_by_other ON person_edge (other);
CREATE INDEX person_edge_waiting ON person_edge (since, id) WHERE state <> 'settled';

-- What people decided. A decision is never changed, only revoked.
CREATE TABLE link_decision (
  id            uuid PRIMARY KEY,
  number        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  operation     text NOT NULL,
  answer        text NOT NULL CHECK (answer IN ('same', 'different', 'unsure')),
  reason        text NOT NULL,
  who           text NOT NULL,
  role          text NOT NULL,
  organisation  text NOT NULL,
  -- How many pairs it speaks of: who does not see them all does not see the decision.
  pairs         integer NOT NULL,
  at            timestamptz NOT NULL,
  revoked_at    timestamptz,
  revoked_by    text,
  revoked_why   text
);

-- The pairs of Patients that a decision speaks of; kept when a Patient goes, since it may come again.
CREATE TABLE link_decision_pair (
  decision      uuid NOT NULL REFERENCES link_decision,
  patient       text COLLATE "C" NOT NULL,
  other         text COLLATE "C" NOT NULL,
  patient_scope integer NOT NULL,
  other_scope   integer NOT NULL,
  PRIMARY KEY (decision, patient, other),
  CHECK (patient < other)
);
CREATE INDEX link_decision_pair_by_patient ON link_decision_pair (patient);
CREATE INDEX link_decision_pair_by_other ON link_decision_pair (other);

-- What holds of a pair: the newest decision that was not revoked. Each pair is there in both orders.
CREATE TABLE link_ruling (
  patient       text COLLATE "C" NOT NULL,
  other         text COLLATE "C" NOT NULL,
  answer        text NOT NULL,
  decision      uuid NOT NULL REFERENCES link_decision,
  number        bigint NOT NULL,
  PRIMARY KEY (patient, other)
);

ALTER TABLE person_link
  ADD COLUMN score double precision,
  ADD COLUMN evidence text,
  -- The decision that put the Patient there; NULL when a rule did.
  ADD COLUMN decision uuid REFERENCES link_decision;
CREATE INDEX person_link_ended ON person_link (patient, until DESC) WHERE until IS NOT NULL;

ALTER TABLE patient_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_edge ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_decision_pair ENABLE ROW LEVEL SECURITY;

CREATE POLICY visible ON patient_key FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
-- A pair tells of two Patients: who may not see both sees none.
CREATE POLICY visible ON person_edge FOR SELECT TO ${reader}
  USING (patient_scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[])
     AND other_scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON link_decision_pair FOR SELECT TO ${reader}
  USING (patient_scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[])
     AND other_scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON link_decision FOR SELECT TO ${reader}
  USING (pairs = (SELECT count(*) FROM link_decision_pair p WHERE p.decision = link_decision.id));

GRANT SELECT ON patient_key, person_edge, link_decision, link_decision_pair TO ${reader};
