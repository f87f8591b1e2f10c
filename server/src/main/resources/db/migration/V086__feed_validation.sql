-- Whether what a feed brings is held against profiles, and what follows when it falls short.
ALTER TABLE feed ADD COLUMN validation text NOT NULL DEFAULT 'off' CHECK (validation IN ('off', 'report', 'enforce'));
