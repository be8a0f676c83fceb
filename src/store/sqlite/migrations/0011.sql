-- By which keys people are recognised over SSH.
CREATE TABLE access_key (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  rep         BLOB NOT NULL REFERENCES rep (id),
  public      TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  name        TEXT NOT NULL,
  added       INTEGER NOT NULL,
  revoked     INTEGER
) STRICT;
CREATE INDEX access_key_rep ON access_key (rep);
CREATE UNIQUE INDEX access_key_live ON access_key (fingerprint) WHERE revoked IS NULL;

-- Codes with which a key is enrolled: one for each person at most, outside the log.
CREATE TABLE enrolment (
  rep    BLOB PRIMARY KEY NOT NULL REFERENCES rep (id),
  digest TEXT NOT NULL,
  until  INTEGER NOT NULL,
  tries  INTEGER NOT NULL
) STRICT;

-- Somebody who left, or may not come in for now.
ALTER TABLE rep ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
