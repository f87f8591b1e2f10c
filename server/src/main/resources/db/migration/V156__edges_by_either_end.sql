-- The edges of a Patient, those that link apart from the others. No index is of some edges only any more: while a store
-- has hardly any edges that link, PostgreSQL took such an index for empty and read all of it for each Patient, whichever
-- end it was by, for as long as the first minute of a load with many.
DROP INDEX person_edge_linking;
DROP INDEX person_edge_linking_by_other;
DROP INDEX person_edge_by_other;
CREATE INDEX person_edge_by_patient ON person_edge (patient, links);
CREATE INDEX person_edge_by_other ON person_edge (other, links);
