-- What an import, the accounts and the settings screens need. Columns that are nearly always empty are NULL when they are.

ALTER TABLE account ADD COLUMN hours TEXT; -- JSON: from and to
ALTER TABLE account ADD COLUMN merged_into BLOB REFERENCES account (id);
CREATE INDEX account_merged ON account (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE contact ADD COLUMN birthday TEXT; -- JSON

ALTER TABLE touch ADD COLUMN voided TEXT; -- why; NULL: in force

CREATE TABLE product (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code    TEXT NOT NULL,
  name    TEXT NOT NULL,
  aliases TEXT, -- JSON
  unit    TEXT NOT NULL,
  packs   TEXT, -- JSON: names and factors
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;
CREATE INDEX product_code ON product (code) WHERE code <> '';

CREATE TABLE merge (
  id    BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  kept  BLOB NOT NULL REFERENCES account (id),
  gone  BLOB NOT NULL REFERENCES account (id),
  moved TEXT NOT NULL, -- JSON: keys
  codes TEXT NOT NULL  -- JSON
) STRICT;
CREATE INDEX merge_kept ON merge (kept);
CREATE INDEX merge_gone ON merge (gone);

CREATE TABLE twins (
  id     BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  joined INTEGER NOT NULL CHECK (joined IN (0, 1))
) STRICT;

-- Derived: what an account is searched by, and the letters that occur in it and in its pinyin. Kept in the transaction that changed
-- account or contacts.
CREATE TABLE account_search (
  account BLOB PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  rep     BLOB,
  letters INTEGER NOT NULL,
  text    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_search_rep ON account_search (rep, account);

-- Imports and how far they are; outside log and undo.
CREATE TABLE import_run (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  rep     BLOB, -- whose; NULL: from the command line
  file    TEXT NOT NULL,
  print   TEXT NOT NULL, -- of the file's bytes
  options TEXT NOT NULL, -- JSON
  started INTEGER NOT NULL,
  at      INTEGER NOT NULL, -- when it was last at work
  rows    INTEGER NOT NULL,
  through INTEGER NOT NULL, -- the last row that is in
  state   TEXT NOT NULL
) STRICT;

-- The groups of an import, in order.
CREATE TABLE import_group (
  import BLOB NOT NULL REFERENCES import_run (id),
  n      INTEGER NOT NULL,
  grp    BLOB NOT NULL UNIQUE,
  PRIMARY KEY (import, n)
) STRICT, WITHOUT ROWID;
