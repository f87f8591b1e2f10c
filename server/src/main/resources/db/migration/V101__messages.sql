-- Messages that are kept before they are worked on; when each step was done; raw bytes compressed, and gone after a
-- time when the operator wants that.
ALTER TABLE message DROP CONSTRAINT message_state_check;
ALTER TABLE message
  ADD CONSTRAINT message_state_check CHECK (state IN ('RECEIVED', 'COMMITTED', 'REJECTED')),
  ALTER COLUMN finished DROP NOT NULL,
  ALTER COLUMN raw SET STORAGE EXTERNAL,
  ADD COLUMN mapped     timestamptz,
  ADD COLUMN linked     timestamptz,
  -- What the sender's Idempotency-Key said.
  ADD COLUMN client_key text COLLATE "C",
  -- 0: as they came; 1: DEFLATE.
  ADD COLUMN raw_format smallint NOT NULL DEFAULT 0;

CREATE INDEX message_by_client_key ON message (feed, client_key) WHERE client_key IS NOT NULL;
-- Lists are told newest first, in pages; what is not committed is rare and is looked for by itself.
DROP INDEX message_by_time;
CREATE INDEX message_by_time ON message (feed, received, id);
CREATE INDEX message_unsettled ON message (feed, state, received, id) WHERE state IN ('RECEIVED', 'REJECTED');
CREATE INDEX message_with_raw ON message (received) WHERE raw IS NOT NULL;
-- What a message said, to say it anew.
CREATE INDEX contribution_by_message ON contribution (message);
