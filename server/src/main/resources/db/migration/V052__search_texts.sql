-- What words, parts of words and spellings find. PostgreSQL's own text search and LIKE are not leakproof, so under
-- row-level security they could not use an index; equality of numbers that stand for words can.

-- One row for each three letters in a row that a resource has in a place: a hash of both. It only narrows: whether the
-- letters stand together is asked of index_text.
CREATE TABLE index_gram (
  resource bigint NOT NULL,
  gram     integer NOT NULL,
  scope    integer NOT NULL
);
CREATE INDEX index_gram_search ON index_gram (gram);
CREATE INDEX index_gram_by_resource ON index_gram (resource);

-- One row for each word of a resource: a hash of the word and of whether it stands in the narrative or anywhere.
CREATE TABLE index_word (
  resource bigint NOT NULL,
  word     bigint NOT NULL,
  scope    integer NOT NULL
);
CREATE INDEX index_word_search ON index_word (word);
CREATE INDEX index_word_by_resource ON index_word (resource);

-- How publishers spell what index rows carry as a hash: codes and URIs, and the texts that go with codes. One row for
-- each spelling, not for each resource; several transactions may write the same one. Nothing takes them away.
CREATE TABLE index_spelling (
  code   bigint NOT NULL,
  system bigint NOT NULL,
  path   integer NOT NULL,
  scope  integer NOT NULL,
  value  text COLLATE "C" NOT NULL
);
CREATE INDEX index_spelling_code ON index_spelling (path, code);
CREATE INDEX index_spelling_value ON index_spelling (path, value);

ALTER TABLE index_gram ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE index_spelling ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON index_gram FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON index_word FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
CREATE POLICY visible ON index_spelling FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
GRANT SELECT ON index_gram, index_word, index_spelling TO ${reader};
