-- Who was shown what. A row is committed before the answer leaves; nothing changes or deletes one.

CREATE SEQUENCE audit_event_id;

CREATE TABLE audit_event (
  id           bigint PRIMARY KEY,
  at           timestamptz NOT NULL,
  -- The organisation that the caller acts for; empty for an operator without one.
  organisation text COLLATE "C" NOT NULL,
  caller       text NOT NULL,
  role         text NOT NULL,
  purpose      text NOT NULL,
  -- R4's audit event action: C, R, U, D or E.
  action       text NOT NULL,
  -- What was asked, e.g. GET /fhir/Observation?patient=1.
  asked        text NOT NULL,
  -- R4's audit event outcome: 0 for success, 4 for a request that failed.
  outcome      smallint NOT NULL,
  records      integer NOT NULL,
  -- The logical id of the one Patient whose records were shown; those of several are in audit_patient.
  patient      text COLLATE "C"
);
CREATE INDEX audit_event_by_time ON audit_event (at, id);
CREATE INDEX audit_event_by_organisation ON audit_event (organisation, at, id);
CREATE INDEX audit_event_by_patient ON audit_event (patient, at) WHERE patient IS NOT NULL;

CREATE TABLE audit_patient (
  event        bigint NOT NULL REFERENCES audit_event,
  organisation text COLLATE "C" NOT NULL,
  patient      text COLLATE "C" NOT NULL,
  PRIMARY KEY (patient, event)
);
CREATE INDEX audit_patient_by_event ON audit_patient (event);

-- An organisation sees what was shown to its own callers; the operator sees all.
ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_patient ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON audit_event FOR SELECT TO ${reader}
  USING (organisation = (SELECT current_setting('hub.organisation', true))
         OR (SELECT current_setting('hub.organisation', true)) = '*');
CREATE POLICY visible ON audit_patient FOR SELECT TO ${reader}
  USING (organisation = (SELECT current_setting('hub.organisation', true))
         OR (SELECT current_setting('hub.organisation', true)) = '*');
GRANT SELECT ON audit_event, audit_patient TO ${reader};

-- Changes with every change of who may see what, so that nodes may remember what a caller sees between requests.
CREATE TABLE scope_version (
  single  boolean PRIMARY KEY DEFAULT true CHECK (single),
  version bigint NOT NULL
);
INSERT INTO scope_version (version) VALUES (1);
GRANT SELECT ON scope_version TO ${reader};

CREATE FUNCTION scopes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE scope_version SET version = version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER scopes_changed AFTER INSERT OR UPDATE OR DELETE ON scope
  FOR EACH ROW EXECUTE FUNCTION scopes_changed();
CREATE TRIGGER scopes_changed AFTER INSERT OR UPDATE OR DELETE ON agreement
  FOR EACH ROW EXECUTE FUNCTION scopes_changed();
