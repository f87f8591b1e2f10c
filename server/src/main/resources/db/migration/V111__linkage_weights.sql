-- Weights that a hub worked out from its own records. None in force: those that came with the hub.
CREATE TABLE linkage_weights (
  version  text PRIMARY KEY,
  made     timestamptz NOT NULL,
  weights  text NOT NULL,
  in_force boolean NOT NULL
);
CREATE UNIQUE INDEX linkage_weights_in_force ON linkage_weights (in_force) WHERE in_force;

GRANT SELECT ON linkage_weights TO ${reader};
