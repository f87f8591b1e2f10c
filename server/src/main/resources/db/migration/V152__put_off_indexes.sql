-- Indexes that a first load makes at its end, and how. What a load that was cut short leaves here is made by whoever
-- starts next.
CREATE TABLE put_off_index (
  name       text PRIMARY KEY,
  definition text NOT NULL
);
