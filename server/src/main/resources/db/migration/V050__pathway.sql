-- What happened to whom: derived from current resources, replaced with them, and rebuildable from them.
-- A row has exactly one publisher; what joins publishers is computed when it is read.

CREATE TABLE care_event (
  resource_type   text COLLATE "C" NOT NULL,
  resource_id     text COLLATE "C" NOT NULL,
  ordinal         smallint NOT NULL,
  patient         text COLLATE "C" NOT NULL,
  feed            integer NOT NULL,
  scope           integer NOT NULL,
  kind            text NOT NULL,
  setting         text NOT NULL,
  organisation    text NOT NULL,
  code_system     text,
  code            text,
  display         text,
  -- The resource that has the words when display has none, e.g. Medication/123.
  named_by        text COLLATE "C",
  status          text,
  -- How exact a time is: y(ear), m(onth), d(ay) or t(ime of day). A day, month or year stands for its first moment
  -- in London.
  starts          timestamptz,
  start_precision text,
  ends            timestamptz,
  end_precision   text,
  PRIMARY KEY (resource_type, resource_id, ordinal),
  CHECK ((starts IS NULL) = (start_precision IS NULL) AND (ends IS NULL) = (end_precision IS NULL))
);
CREATE INDEX care_event_by_patient ON care_event (patient, starts);

ALTER TABLE care_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON care_event FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));

GRANT SELECT ON care_event TO ${reader};
