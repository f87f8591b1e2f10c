-- Most pairs are for people to look at; those few that link by themselves are asked for with every Patient.
CREATE INDEX person_edge_linking ON person_edge (patient) WHERE links;
CREATE INDEX person_edge_linking_by_other ON person_edge (other) WHERE links;
