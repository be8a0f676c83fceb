-- The end of a day: every fate of a stop. What was put off, and next steps that were done.

CREATE TABLE stop_new (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  rep       BLOB NOT NULL REFERENCES rep (id),
  day       TEXT NOT NULL,
  account   BLOB NOT NULL REFERENCES account (id),
  rank      INTEGER NOT NULL,
  unplanned INTEGER NOT NULL CHECK (unplanned IN (0, 1)),
  pinned    TEXT, -- the time at which it is to begin; NULL: as it comes
  fate      TEXT NOT NULL CHECK (fate IN ('open', 'done', 'skipped', 'left', 'rolled', 'handed')),
  touch     BLOB REFERENCES touch (id), -- of a stop that is done
  reason    TEXT,                       -- of one that was skipped
  to_day    TEXT,                       -- of one that rolled or was handed to somebody
  to_rep    BLOB REFERENCES rep (id),   -- of one that was handed to somebody
  CHECK ((fate = 'done') = (touch IS NOT NULL) AND (fate = 'skipped') = (reason IS NOT NULL)
         AND (fate IN ('rolled', 'handed')) = (to_day IS NOT NULL) AND (fate = 'handed') = (to_rep IS NOT NULL))
) STRICT;
INSERT INTO stop_new (id, rep, day, account, rank, unplanned, pinned, fate, touch, reason)
  SELECT id, rep, day, account, rank, unplanned, pinned, fate, touch, reason FROM stop;
DROP TABLE stop;
ALTER TABLE stop_new RENAME TO stop;
CREATE INDEX stop_route ON stop (rep, day, rank, id);
CREATE INDEX stop_account ON stop (account, day, id);
CREATE INDEX stop_open ON stop (rep, day, account) WHERE fate = 'open';
CREATE INDEX stop_touch ON stop (touch) WHERE touch IS NOT NULL;
CREATE INDEX stop_to_rep ON stop (to_rep) WHERE to_rep IS NOT NULL;

ALTER TABLE matter ADD COLUMN put_off TEXT; -- JSON: until when, and why; NULL: it was not
ALTER TABLE touch ADD COLUMN followed TEXT; -- the day on which its next step was done
ALTER TABLE touch ADD COLUMN put_off TEXT;  -- JSON: until when its next step was put off, and why
CREATE INDEX touch_step ON touch (account, day, id) WHERE next_text IS NOT NULL;
