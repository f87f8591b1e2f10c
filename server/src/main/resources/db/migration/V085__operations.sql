-- A patient's record in pages: by type and number, without sorting it each time.
DROP INDEX resource_by_patient;
CREATE INDEX resource_by_patient ON resource (patient, type, pk) WHERE patient IS NOT NULL;

-- What patients' records refer to, such as practitioners, gone through by type.
CREATE INDEX resource_outside_records ON resource (type, pk) WHERE patient IS NULL AND body IS NOT NULL;
