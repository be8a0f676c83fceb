-- The first schema. Days are ISO text, instants are milliseconds since 1970 (UTC), identities are UUIDv7 as 16 bytes.
-- Lists that are nearly always empty are NULL when they are.

PRAGMA application_id = 0x526E6473; -- "Rnds"

CREATE TABLE team (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  parent  BLOB REFERENCES team (id)
) STRICT;
CREATE INDEX team_parent ON team (parent);

CREATE TABLE rep (
  id           BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL CHECK (role IN ('rep', 'supervisor', 'manager', 'administrator')),
  team         BLOB REFERENCES team (id),
  territory_en TEXT NOT NULL,
  territory_zh TEXT NOT NULL,
  home_lat     REAL,
  home_lon     REAL,
  day_start    TEXT NOT NULL,
  day_end      TEXT NOT NULL,
  lunch        INTEGER NOT NULL, -- minutes
  zone         TEXT NOT NULL
) STRICT;
CREATE INDEX rep_team ON rep (team);

CREATE TABLE leave (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  rep       BLOB NOT NULL REFERENCES rep (id),
  first_day TEXT NOT NULL,
  last_day  TEXT,
  cover     BLOB REFERENCES rep (id)
) STRICT;
CREATE INDEX leave_rep ON leave (rep);
CREATE INDEX leave_cover ON leave (cover) WHERE cover IS NOT NULL;

CREATE TABLE tier (
  id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code     TEXT NOT NULL,
  name_en  TEXT NOT NULL,
  name_zh  TEXT NOT NULL,
  rank     INTEGER NOT NULL,
  cadences TEXT NOT NULL, -- JSON: by level
  minutes  INTEGER NOT NULL,
  factor   REAL NOT NULL
) STRICT;

CREATE TABLE holiday_year (
  year    INTEGER PRIMARY KEY,
  off     TEXT NOT NULL, -- JSON: days
  working TEXT NOT NULL  -- JSON: days
) STRICT;

CREATE TABLE weights (
  id                INTEGER PRIMARY KEY CHECK (id = 0),
  cadence           REAL NOT NULL,
  matter_due        REAL NOT NULL,
  matter_overdue    REAL NOT NULL,
  complaint         REAL NOT NULL,
  appointment_today REAL NOT NULL
) STRICT;

CREATE TABLE beat (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  rep     BLOB NOT NULL REFERENCES rep (id),
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL
) STRICT;
CREATE INDEX beat_rep ON beat (rep);

CREATE TABLE account (
  id         BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  name       TEXT NOT NULL,
  other_name TEXT NOT NULL,
  address    TEXT NOT NULL,
  phone      TEXT NOT NULL,
  lat        REAL,
  lon        REAL,
  tier       BLOB REFERENCES tier (id),
  segment    TEXT,
  beat       BLOB REFERENCES beat (id),
  rep        BLOB REFERENCES rep (id),
  added      TEXT NOT NULL,
  own_min    INTEGER,
  own_max    INTEGER,
  own_reason TEXT,
  pauses     TEXT, -- JSON: spans and reasons
  closures   TEXT, -- JSON: spans
  minutes    INTEGER
) STRICT;
CREATE INDEX account_rep ON account (rep, id);
CREATE INDEX account_tier ON account (tier);
CREATE INDEX account_beat ON account (beat) WHERE beat IS NOT NULL;

CREATE TABLE account_code (
  account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  code    TEXT NOT NULL,
  PRIMARY KEY (account, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_code_code ON account_code (code);

CREATE TABLE contact (
  id          BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  account     BLOB NOT NULL REFERENCES account (id),
  name        TEXT NOT NULL,
  role        TEXT NOT NULL,
  phone       TEXT NOT NULL,
  temperament TEXT,
  counts      INTEGER NOT NULL CHECK (counts IN (0, 1))
) STRICT;
CREATE INDEX contact_account ON contact (account, id);

CREATE TABLE touch (
  id           BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  account      BLOB NOT NULL REFERENCES account (id),
  rep          BLOB NOT NULL REFERENCES rep (id),
  levels       TEXT, -- JSON; NULL: the rep's alone
  day          TEXT NOT NULL,
  started      INTEGER,
  ended        INTEGER,
  open         INTEGER NOT NULL CHECK (open IN (0, 1)),
  late         INTEGER NOT NULL CHECK (late IN (0, 1)),
  kind         TEXT NOT NULL,
  attempted    INTEGER NOT NULL CHECK (attempted IN (0, 1)),
  met          TEXT, -- JSON: contacts
  satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
  next_day     TEXT,
  next_text    TEXT, -- NULL: no next step
  note         TEXT NOT NULL,
  window_min   INTEGER,
  window_max   INTEGER
) STRICT;
CREATE INDEX touch_account ON touch (account, day, id);
CREATE INDEX touch_rep ON touch (rep, day);
CREATE INDEX touch_open ON touch (rep, account) WHERE open = 1;

-- Whom touch.met names, so that somebody who was met cannot go.
CREATE TABLE touch_met (
  touch   BLOB NOT NULL REFERENCES touch (id) ON DELETE CASCADE,
  contact BLOB NOT NULL REFERENCES contact (id),
  PRIMARY KEY (touch, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_met_contact ON touch_met (contact);

CREATE TABLE stop (
  id        BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  rep       BLOB NOT NULL REFERENCES rep (id),
  day       TEXT NOT NULL,
  account   BLOB NOT NULL REFERENCES account (id),
  rank      INTEGER NOT NULL,
  unplanned INTEGER NOT NULL CHECK (unplanned IN (0, 1)),
  fate      TEXT NOT NULL CHECK (fate IN ('open', 'done', 'skipped')),
  touch     BLOB REFERENCES touch (id),
  reason    TEXT,
  CHECK ((fate = 'done') = (touch IS NOT NULL) AND (fate = 'skipped') = (reason IS NOT NULL))
) STRICT;
CREATE INDEX stop_route ON stop (rep, day, rank, id);
CREATE INDEX stop_account ON stop (account, day, id);
CREATE INDEX stop_open ON stop (rep, day, account) WHERE fate = 'open';
CREATE INDEX stop_touch ON stop (touch) WHERE touch IS NOT NULL;

CREATE TABLE matter (
  id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  account  BLOB NOT NULL REFERENCES account (id),
  rep      BLOB NOT NULL REFERENCES rep (id),
  touch    BLOB REFERENCES touch (id),
  kind     TEXT NOT NULL,
  text     TEXT NOT NULL,
  raised   TEXT NOT NULL,
  due      TEXT,
  answered TEXT
) STRICT;
CREATE INDEX matter_account ON matter (account, raised, id);
CREATE INDEX matter_rep ON matter (rep);
CREATE INDEX matter_touch ON matter (touch) WHERE touch IS NOT NULL;
CREATE INDEX matter_open ON matter (account, due, kind) WHERE answered IS NULL;

CREATE TABLE appointment (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  account BLOB NOT NULL REFERENCES account (id),
  rep     BLOB NOT NULL REFERENCES rep (id),
  day     TEXT NOT NULL,
  time    TEXT,
  purpose TEXT NOT NULL,
  made    INTEGER NOT NULL,
  outcome TEXT
) STRICT;
CREATE INDEX appointment_account ON appointment (account, day, id);
CREATE INDEX appointment_rep ON appointment (rep);
CREATE INDEX appointment_open ON appointment (account, day, time) WHERE outcome IS NULL;

-- Derived, kept in the transaction that changed what it rests on; `rounds doctor` derives it anew and compares.
CREATE TABLE cadence (
  account  BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  level    TEXT NOT NULL CHECK (level IN ('rep', 'supervisor', 'manager')),
  rep      BLOB,
  tier     BLOB,
  last_day TEXT, -- NULL: never touched
  open_day TEXT,
  due_day  TEXT, -- overdue: before today
  seen_day TEXT NOT NULL,
  PRIMARY KEY (account, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX cadence_due ON cadence (rep, level, due_day, tier, open_day, last_day);

CREATE TABLE draft (
  touch    BLOB PRIMARY KEY NOT NULL CHECK (length(touch) = 16),
  account  BLOB NOT NULL,
  rep      BLOB NOT NULL,
  late_day TEXT,
  report   TEXT NOT NULL, -- JSON
  saved    INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_rep ON draft (rep, saved);

CREATE TABLE setting (
  rep   BLOB NOT NULL,
  name  TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (rep, name)
) STRICT, WITHOUT ROWID;

-- Every operation, and what it was before. Rows stay; personal text can be erased.
CREATE TABLE op_log (
  seq    INTEGER PRIMARY KEY,
  op     BLOB NOT NULL UNIQUE CHECK (length(op) = 16),
  grp    BLOB NOT NULL,
  actor  BLOB,
  device BLOB NOT NULL,
  at     INTEGER NOT NULL,
  day    TEXT NOT NULL,
  act    TEXT NOT NULL CHECK (act IN ('change', 'undo', 'redo')),
  turns  BLOB -- the group that an undo or redo is about
) STRICT;
CREATE INDEX op_log_grp ON op_log (grp, seq);

CREATE TABLE op_row (
  op      INTEGER NOT NULL REFERENCES op_log (seq),
  n       INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  id      BLOB NOT NULL,
  account BLOB,
  deed    TEXT,
  fields  TEXT, -- JSON: the names of the fields that changed; NULL: the record came or went
  before  TEXT, -- JSON: what they were; NULL: there was no record
  after   TEXT, -- JSON: what they became; NULL: there is no record any more
  PRIMARY KEY (op, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX op_row_id ON op_row (id, kind);

-- Personal text out of op_row.before and op_row.after, where it can be erased.
CREATE TABLE op_text (
  op    INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  side  TEXT NOT NULL CHECK (side IN ('before', 'after')),
  field TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON
  PRIMARY KEY (op, n, side, field),
  FOREIGN KEY (op, n) REFERENCES op_row (op, n)
) STRICT, WITHOUT ROWID;

-- Operations that are undone together, and whether they are in force.
CREATE TABLE op_group (
  grp     BLOB PRIMARY KEY NOT NULL CHECK (length(grp) = 16),
  actor   BLOB,
  deed    TEXT NOT NULL,
  changes INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  day     TEXT NOT NULL,
  last    INTEGER NOT NULL, -- seq of its last change
  live    INTEGER NOT NULL CHECK (live IN (0, 1)),
  turned  INTEGER NOT NULL, -- seq of the last undo or redo of it, or 0
  stamp   INTEGER NOT NULL  -- the greater of the two
) STRICT;
CREATE INDEX op_group_newest ON op_group (actor, live, stamp);
CREATE INDEX op_group_last ON op_group (actor, last);
