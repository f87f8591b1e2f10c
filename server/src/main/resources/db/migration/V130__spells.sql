-- What events say beside what every event says, and the provider spells that inpatient encounters make. Rows of before
-- have none of it until they are derived anew.

ALTER TABLE care_event
  -- What was found, as people read it; the number and its unit when it is one number.
  ADD COLUMN value        text,
  ADD COLUMN value_number float8,
  ADD COLUMN value_unit   text,
  -- A JSON object of texts by the codes of details.
  ADD COLUMN details      text,
  -- The Encounter of the same feed that this one is a part of.
  ADD COLUMN part_of      text COLLATE "C";
CREATE INDEX care_event_by_part_of ON care_event (part_of) WHERE part_of IS NOT NULL;

-- One row for each admission to a provider: an Encounter that is part of no other, with its consultant episodes. It goes
-- by the Encounter's id also when only the episodes have arrived. Spells have exactly one publisher; what joins
-- publishers is computed when it is read.
CREATE TABLE provider_spell (
  feed                  integer NOT NULL,
  encounter             text COLLATE "C" NOT NULL,
  patient               text COLLATE "C" NOT NULL,
  scope                 integer NOT NULL,
  kind                  text NOT NULL,
  setting               text NOT NULL,
  organisation          text NOT NULL,
  -- Without an end it goes on.
  starts                timestamptz NOT NULL,
  start_precision       text NOT NULL,
  ends                  timestamptz,
  end_precision         text,
  admission_method      text,
  admission_source      text,
  discharge_method      text,
  discharge_destination text,
  -- Ids of Encounters of the same feed, in order of time.
  episodes              text[] COLLATE "C" NOT NULL,
  PRIMARY KEY (feed, encounter, patient),
  CHECK ((ends IS NULL) = (end_precision IS NULL))
);
CREATE INDEX provider_spell_by_patient ON provider_spell (patient, starts);

ALTER TABLE provider_spell ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON provider_spell FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
GRANT SELECT ON provider_spell TO ${reader};
