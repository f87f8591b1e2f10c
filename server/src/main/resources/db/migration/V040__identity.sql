-- Who is who. Source Patients are never changed: persons and links lie beside them.

CREATE TABLE person (
  id           uuid PRIMARY KEY,
  made         timestamptz NOT NULL,
  retired_into uuid REFERENCES person
);

-- What linkage compares, one row for each current source Patient.
CREATE TABLE patient_traits (
  patient    text COLLATE "C" PRIMARY KEY,
  feed       integer NOT NULL,
  scope      integer NOT NULL,
  nhs_number text COLLATE "C",
  linkable   boolean NOT NULL,
  birth_date text COLLATE "C",
  family     text COLLATE "C"
);
CREATE INDEX patient_traits_by_nhs_number ON patient_traits (nhs_number) WHERE nhs_number IS NOT NULL;
CREATE INDEX patient_traits_by_name ON patient_traits (family, birth_date);

-- Every identifier value of a current source Patient, for looking someone up.
CREATE TABLE patient_number (
  patient text COLLATE "C" NOT NULL,
  scope   integer NOT NULL,
  value   text COLLATE "C" NOT NULL
);
CREATE INDEX patient_number_by_value ON patient_number (value);
CREATE INDEX patient_number_by_patient ON patient_number (patient);

-- A person is its current links; ended ones stay as evidence.
CREATE TABLE person_link (
  person  uuid NOT NULL REFERENCES person,
  patient text COLLATE "C" NOT NULL,
  feed    integer NOT NULL,
  scope   integer NOT NULL,
  rule    text NOT NULL,
  since   timestamptz NOT NULL,
  until   timestamptz
);
CREATE UNIQUE INDEX person_link_current ON person_link (patient) WHERE until IS NULL;
CREATE INDEX person_link_by_person ON person_link (person) WHERE until IS NULL;

ALTER TABLE patient_traits ENABLE ROW LEVEL SECURITY;
ALTER TABLE patient_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON patient_traits FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));
CREATE POLICY visible ON patient_number FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));
CREATE POLICY visible ON person_link FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT current_setting('hub.scopes', true)::int[])::int[]));

GRANT SELECT ON person, patient_traits, patient_number, person_link TO ${reader};
