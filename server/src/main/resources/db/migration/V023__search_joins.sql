-- Chains and includes go from a reference to the resource that it names: by the number that both carry.
CREATE INDEX resource_by_target ON resource (target);
