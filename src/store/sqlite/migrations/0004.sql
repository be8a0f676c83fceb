-- A draft belongs to a visit and a person: two can correct the same visit, and neither's words may take the other's place.

CREATE TABLE new_draft (
  touch    BLOB NOT NULL CHECK (length(touch) = 16),
  account  BLOB NOT NULL,
  rep      BLOB NOT NULL,
  late_day TEXT,
  report   TEXT NOT NULL, -- JSON
  saved    INTEGER NOT NULL,
  PRIMARY KEY (touch, rep)
) STRICT;
INSERT INTO new_draft SELECT touch, account, rep, late_day, report, saved FROM draft;
DROP TABLE draft;
ALTER TABLE new_draft RENAME TO draft;
CREATE INDEX draft_rep ON draft (rep, saved);
