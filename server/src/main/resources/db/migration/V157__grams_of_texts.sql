-- The letters of a text are kept once for all resources that have the text, not for each of them: a population has far
-- fewer names, streets and towns than people, and the rows of letters were most of what a Patient's index cost.
DROP TABLE index_gram;
DELETE FROM put_off_index WHERE name = 'index_gram_search';

-- One row for each three letters in a row that a text of a path has, in any resource of the scope. It only narrows:
-- who has the text is asked of index_text. Several transactions may write the same rows. Nothing takes them away.
CREATE TABLE index_gram (
  path  integer NOT NULL,
  scope integer NOT NULL,
  gram  text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL
);

INSERT INTO index_gram (path, scope, gram, value)
SELECT t.path, t.scope, substr(t.value, start, 3), t.value
FROM (SELECT DISTINCT path, scope, value FROM index_text) t, generate_series(1, length(t.value) - 2) AS start;

CREATE INDEX index_gram_search ON index_gram (path, gram, value);

ALTER TABLE index_gram ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON index_gram FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
GRANT SELECT ON index_gram TO ${reader};
