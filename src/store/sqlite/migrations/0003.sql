-- Accounts whose cadence rows are still to be derived anew, because something that many of them rest on was changed.

CREATE TABLE stale_cadence (
  account BLOB PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
