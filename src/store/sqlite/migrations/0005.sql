-- Stock requests, arrivals, what is decided about them, who was told, what was handed over. Quantities are base units; what was asked for
-- and what came stands in the unit it was said in too.

CREATE TABLE stock_request (
  id             BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  account        BLOB NOT NULL REFERENCES account (id),
  rep            BLOB NOT NULL REFERENCES rep (id), -- who wrote it down
  product        BLOB NOT NULL REFERENCES product (id),
  count          INTEGER NOT NULL,
  unit           TEXT NOT NULL,
  factor         INTEGER NOT NULL,
  contact        BLOB REFERENCES contact (id),
  until          TEXT,
  all_or_nothing INTEGER NOT NULL CHECK (all_or_nothing IN (0, 1)),
  outside        INTEGER NOT NULL CHECK (outside IN (0, 1)),
  note           TEXT NOT NULL,
  at             INTEGER NOT NULL, -- the place in the queue
  day            TEXT NOT NULL,
  ended          TEXT, -- JSON: how, when, why; NULL: not over
  owner          BLOB NOT NULL -- derived: in whose queue it stands, the rep of the account, else who wrote it down
) STRICT;
CREATE INDEX stock_request_account ON stock_request (account, day, id);
CREATE INDEX stock_request_rep ON stock_request (rep);
CREATE INDEX stock_request_contact ON stock_request (contact) WHERE contact IS NOT NULL;
CREATE INDEX stock_request_product ON stock_request (product, at, id);
CREATE INDEX stock_request_queue ON stock_request (owner, product, at, id) WHERE ended IS NULL;
CREATE INDEX stock_request_open ON stock_request (account) WHERE ended IS NULL;

CREATE TABLE arrival (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  product BLOB NOT NULL REFERENCES product (id),
  team    BLOB REFERENCES team (id), -- NULL: for reps who are in no team
  rep     BLOB NOT NULL REFERENCES rep (id),
  count   INTEGER NOT NULL,
  unit    TEXT NOT NULL,
  factor  INTEGER NOT NULL,
  note    TEXT NOT NULL,
  at      INTEGER NOT NULL,
  day     TEXT NOT NULL,
  closed  INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT;
CREATE INDEX arrival_product ON arrival (product, at, id);
CREATE INDEX arrival_rep ON arrival (rep);
CREATE INDEX arrival_team ON arrival (team, at, id);
CREATE INDEX arrival_open ON arrival (team, at, id) WHERE closed = 0;

CREATE TABLE allotment (
  id      BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  arrival BLOB NOT NULL REFERENCES arrival (id),
  follows BLOB REFERENCES allotment (id),
  rule    TEXT NOT NULL,
  rep     BLOB NOT NULL REFERENCES rep (id),
  at      INTEGER NOT NULL,
  day     TEXT NOT NULL,
  reason  TEXT NOT NULL
) STRICT;
CREATE INDEX allotment_arrival ON allotment (arrival, at, id);
CREATE UNIQUE INDEX allotment_first ON allotment (arrival) WHERE follows IS NULL;
CREATE UNIQUE INDEX allotment_follows ON allotment (follows) WHERE follows IS NOT NULL;
CREATE INDEX allotment_rep ON allotment (rep);

CREATE TABLE allotment_line (
  allotment BLOB NOT NULL REFERENCES allotment (id) ON DELETE CASCADE,
  n         INTEGER NOT NULL,
  request   BLOB NOT NULL REFERENCES stock_request (id),
  position  INTEGER,
  open      INTEGER NOT NULL,
  before    INTEGER NOT NULL,
  quantity  INTEGER NOT NULL,
  why       TEXT NOT NULL, -- JSON
  anew      INTEGER,
  PRIMARY KEY (allotment, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX allotment_line_request ON allotment_line (request, allotment);

CREATE TABLE telling (
  id         BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  arrival    BLOB NOT NULL REFERENCES arrival (id),
  request    BLOB NOT NULL REFERENCES stock_request (id),
  account    BLOB NOT NULL REFERENCES account (id),
  allotment  BLOB REFERENCES allotment (id),
  rep        BLOB NOT NULL REFERENCES rep (id),
  at         INTEGER NOT NULL,
  day        TEXT NOT NULL,
  how        TEXT NOT NULL,
  contact    BLOB REFERENCES contact (id),
  held_until TEXT,
  note       TEXT NOT NULL,
  answer     TEXT, -- JSON
  withdrawn  INTEGER NOT NULL CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX telling_arrival ON telling (arrival, at, id);
CREATE INDEX telling_request ON telling (request);
CREATE INDEX telling_account ON telling (account, day, id);
CREATE INDEX telling_allotment ON telling (allotment) WHERE allotment IS NOT NULL;
CREATE INDEX telling_rep ON telling (rep);
CREATE INDEX telling_contact ON telling (contact) WHERE contact IS NOT NULL;

CREATE TABLE fulfilment (
  id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  arrival  BLOB NOT NULL REFERENCES arrival (id),
  request  BLOB NOT NULL REFERENCES stock_request (id),
  account  BLOB NOT NULL REFERENCES account (id),
  rep      BLOB NOT NULL REFERENCES rep (id),
  quantity INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  day      TEXT NOT NULL
) STRICT;
CREATE INDEX fulfilment_arrival ON fulfilment (arrival, at, id);
CREATE INDEX fulfilment_request ON fulfilment (request);
CREATE INDEX fulfilment_account ON fulfilment (account, day, id);
CREATE INDEX fulfilment_rep ON fulfilment (rep);

ALTER TABLE weights ADD COLUMN stock_arrived REAL NOT NULL DEFAULT 50;
