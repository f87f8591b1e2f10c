-- Keys that so many Patients share that nobody is compared by them, and since when. It follows from patient_key.
CREATE TABLE linkage_crowd (
  key   bigint PRIMARY KEY,
  since timestamptz NOT NULL
);

GRANT SELECT ON linkage_crowd TO ${reader};
