-- Numbers and quantities of current resources, and the element a value came from.

-- One row for each number, quantity or range. A number is a stretch of no width. Numbers without a unit have unit 0.
CREATE TABLE index_quantity (
  resource  bigint NOT NULL,
  -- As the resource says it.
  low       double precision NOT NULL,
  high      double precision NOT NULL,
  -- In the base units of UCUM where the unit has them, else the same.
  base_low  double precision NOT NULL,
  base_high double precision NOT NULL,
  -- Of the base units, or of system and code.
  unit      bigint NOT NULL,
  code      bigint NOT NULL,
  -- Of the unit as people read it.
  label     bigint NOT NULL,
  path      integer NOT NULL,
  scope     integer NOT NULL,
  element   integer
);
CREATE INDEX index_quantity_search ON index_quantity (path, high, resource);
CREATE INDEX index_quantity_by_unit ON index_quantity (path, unit, base_high, resource) WHERE unit <> 0;
-- What is no single number is rare; for the others the upper limit is the lower one.
CREATE INDEX index_quantity_ranges ON index_quantity (path, low) WHERE low < high;
CREATE INDEX index_quantity_by_resource ON index_quantity (resource);

ALTER TABLE index_quantity ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON index_quantity FOR SELECT TO ${reader}
  USING (scope = ANY ((SELECT nullif(current_setting('hub.scopes', true), '')::int[])::int[]));
GRANT SELECT ON index_quantity TO ${reader};

-- Which of its siblings the element was that holds the value, from 0; for composite parameters, which ask two things
-- of one element. NULL where nothing asks; a NULL takes no room.
ALTER TABLE index_token ADD COLUMN element integer;
ALTER TABLE index_link ADD COLUMN element integer;
