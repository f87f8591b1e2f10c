-- Who may see what. These tables hold no record data: the reader reads them whole.

CREATE TABLE scope (
  id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  publisher text NOT NULL,
  setting   text NOT NULL,
  labels    text NOT NULL,
  UNIQUE (publisher, setting, labels)
);

CREATE TABLE agreement (
  publisher text NOT NULL,
  receiver  text NOT NULL,
  purpose   text NOT NULL,
  added     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (publisher, receiver, purpose)
);

GRANT SELECT ON scope, agreement TO ${reader};
