-- Cohorts join events to persons by Patient. Eight bytes that stand for the Patient's id are compared in less time than
-- its 36 letters, and make the index that holds them a quarter smaller. Among ten million Patients two ids have one number
-- with a probability of three in a million; a count may then hold a person too many.
ALTER TABLE care_event ADD COLUMN patient_hash bigint GENERATED ALWAYS AS (hashtextextended(patient, 0)) STORED;
ALTER TABLE person_link ADD COLUMN patient_hash bigint GENERATED ALWAYS AS (hashtextextended(patient, 0)) STORED;

DROP INDEX care_event_by_code;
CREATE INDEX care_event_by_code ON care_event (kind, code, patient_hash)
  INCLUDE (scope, code_system, starts, start_precision, ends, end_precision);
CREATE INDEX person_link_by_hash ON person_link (patient_hash) INCLUDE (person, scope) WHERE until IS NULL;

-- From persons to their Patients without reading the table.
DROP INDEX person_link_by_person;
CREATE INDEX person_link_by_person ON person_link (person) INCLUDE (patient, patient_hash, scope) WHERE until IS NULL;
