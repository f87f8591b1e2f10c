-- Search parameters that the operator has defined, and what of the store has still to be indexed anew.

-- How often definitions have changed that nodes remember. The statement that shows a caller's scopes tells it.
ALTER TABLE scope_version ADD COLUMN definitions bigint NOT NULL DEFAULT 0;
-- Of a sequence, so that what a transaction read that was rolled back is never taken for another's.
CREATE SEQUENCE definition_change;

-- What active SearchParameter resources define. It holds no record data: the CapabilityStatement tells as much.
CREATE TABLE search_parameter (
  -- The resource's logical id.
  id         text COLLATE "C" PRIMARY KEY,
  definition jsonb NOT NULL,
  -- Whether everything that was there before it has been indexed, so that searches may use it.
  ready      boolean NOT NULL DEFAULT false
);

-- The resource types whose rows in the index are to be made anew, and how far each has come.
CREATE TABLE index_queue (
  type     text COLLATE "C" PRIMARY KEY,
  -- The logical id of the last resource that is done.
  position text COLLATE "C" NOT NULL DEFAULT '',
  done     bigint NOT NULL DEFAULT 0,
  -- How many there were when it began; NULL before that.
  total    bigint,
  -- Whether all writers have known the present definitions since before it began.
  fenced   boolean NOT NULL DEFAULT false
);

-- The hub's version of the index by which everything is indexed but what is in the queue. A store that was there
-- before this table did not have all of today's rows.
CREATE TABLE index_state (version integer NOT NULL);
INSERT INTO index_state (version) VALUES (0);

GRANT SELECT ON search_parameter, index_queue TO ${reader};
