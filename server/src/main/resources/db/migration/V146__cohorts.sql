-- Cohorts ask for everybody with an event of a kind or code. Whoever asks for a code names all kinds, of which there are
-- few, so that one index serves both. It holds all that most questions ask, so that the table itself is not read.
CREATE INDEX care_event_by_code ON care_event (kind, code, patient)
  INCLUDE (scope, code_system, starts, start_precision, ends, end_precision);

-- From Patients to persons without reading the table.
DROP INDEX person_link_current;
CREATE UNIQUE INDEX person_link_current ON person_link (patient) INCLUDE (person, scope) WHERE until IS NULL;
