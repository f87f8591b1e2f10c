-- Chains and includes go from a reference to the resource that it names: by the number that both carry.
CREATE INDEX resource_by_target ON resource (target);

-- A code that is frequent under its path (a gender, a status) looks rare when path and code are taken for independent;
-- then PostgreSQL would gather all that refers to half of the patients to show the first page of it.
CREATE STATISTICS index_token_codes (mcv) ON path, code FROM index_token;
