-- How a version came, where history tells of more than PUT: 1 POST, 2 PATCH. What was mapped or loaded has none.
ALTER TABLE resource ADD COLUMN method smallint;
ALTER TABLE resource_version ADD COLUMN method smallint;

-- The history of a type goes through past versions by time as it goes through current ones (resource_by_time).
ALTER TABLE resource_version ADD COLUMN type text COLLATE "C";
UPDATE resource_version v SET type = r.type FROM resource r WHERE r.pk = v.resource;
ALTER TABLE resource_version ALTER COLUMN type SET NOT NULL;
CREATE INDEX resource_version_by_time ON resource_version (type, last_updated, resource, version);

-- A conditional write looks for its matches within its own transaction, as its caller sees them: for the length of the
-- search the writer acts as the reader, which row-level security binds.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, '${reader}', 'SET') THEN
    BEGIN
      EXECUTE format('GRANT %I TO %I WITH INHERIT FALSE, SET TRUE', '${reader}', current_user);
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'The login % must be allowed to act as %. As an administrator run: GRANT % TO % WITH INHERIT FALSE, SET TRUE',
        current_user, '${reader}', quote_ident('${reader}'), quote_ident(current_user);
    END;
  END IF;
END $$;
