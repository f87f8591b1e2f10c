-- One number for patient, path and code: what a patient's record holds under a code is found at once, instead of asking
-- each of its resources. NULL for resources that belong to no one record.
ALTER TABLE index_token ADD COLUMN in_record bigint;
CREATE INDEX index_token_in_record ON index_token (in_record) WHERE in_record IS NOT NULL;
