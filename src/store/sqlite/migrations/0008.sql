-- For people with `sqlite3`: what the screens compute, as views over the tables. Plain SQL; the program itself reads none of it, neither
-- the day they are seen on. It keeps `counted_day`.

-- The day on which the views are seen; empty: the machine's business day. A second day takes the place of the first.
CREATE TABLE as_of (
  day TEXT PRIMARY KEY NOT NULL CHECK (day IS date(day, '+0 days')) -- one that there is
) STRICT, WITHOUT ROWID;
CREATE TRIGGER as_of_holds_one_day BEFORE INSERT ON as_of BEGIN
  DELETE FROM as_of;
END;

-- Derived: how many working days lie on or before each day, so that differences count them. Without holes, from the first year to two years
-- behind the last that anything was written about, within 2000 to 2099. Kept in the transaction that changed what it rests on.
CREATE TABLE counted_day (
  day     TEXT PRIMARY KEY NOT NULL,
  working INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW v_day AS
SELECT ifnull((SELECT day FROM as_of), date('now', 'localtime', '-4 hours')) AS day;

-- Where every account stands. Days are counted as domain/cadence.rs does it: from the last touch to the day, and apart up to the end of the
-- last pause that is over and behind it. Who had used the window up by then comes back on its last day and goes on from there.
CREATE VIEW v_due AS
WITH
clock AS MATERIALIZED (
  SELECT a.id AS account, a.rep, a.pauses, a.closures, d.day AS today,
    CASE WHEN a.own_min IS NOT NULL AND a.own_max IS NOT NULL THEN a.own_min
         ELSE json_extract(t.cadences, '$.rep.window.min') END AS window_min,
    CASE WHEN a.own_min IS NOT NULL AND a.own_max IS NOT NULL THEN a.own_max
         ELSE json_extract(t.cadences, '$.rep.window.max') END AS window_max,
    CASE WHEN json_extract(t.cadences, '$.rep.unit') IS NOT NULL THEN json_extract(t.cadences, '$.rep.unit')
         WHEN a.own_min IS NOT NULL AND a.own_max IS NOT NULL THEN 'working' END AS unit,
    -- What a row that is to be derived anew may not know is looked up among the touches.
    CASE WHEN a.id NOT IN (SELECT account FROM stale_cadence) THEN c.last_day
         WHEN json_extract(t.cadences, '$.rep.unit') IS NOT NULL OR a.own_min IS NOT NULL AND a.own_max IS NOT NULL
         THEN (SELECT max(o.day) FROM touch o
               WHERE o.account = a.id AND o.open = 0 AND o.voided IS NULL AND o.attempted = 0
                 AND (o.levels IS NULL OR EXISTS (SELECT 1 FROM json_each(o.levels) WHERE value = 'rep'))
                 AND (o.kind NOT IN ('phone', 'chat') OR json_extract(t.cadences, '$.rep.' || o.kind || '_counts')))
         END AS last_day
  FROM v_day d CROSS JOIN account a
  LEFT JOIN tier t ON t.id = a.tier
  LEFT JOIN cadence c ON c.account = a.id AND c.level = 'rep'
  WHERE a.merged_into IS NULL
),
pause AS MATERIALIZED ( -- with a row for every account, also for one that has none
  SELECT k.*, json_extract(p.value, '$.span.first') AS first_off,
    CASE WHEN p.value IS NOT NULL THEN ifnull(json_extract(p.value, '$.span.last'), '9999-12-31') END AS last_off,
    -- Pauses that overlap or follow each other are one: whether it ends with this one.
    NOT EXISTS (SELECT 1 FROM json_each(k.pauses) q
                WHERE json_extract(q.value, '$.span.first') <= date(json_extract(p.value, '$.span.last'), '+1 day')
                  AND ifnull(json_extract(q.value, '$.span.last'), '9999-12-31') > json_extract(p.value, '$.span.last')) AS ends
  FROM clock k LEFT JOIN json_each(k.pauses) p
),
back AS (
  SELECT *,
    max(CASE WHEN ends AND last_off < today AND last_off >= last_day THEN last_off END) AS eve,
    max(today BETWEEN first_off AND last_off) AS is_paused,
    min(CASE WHEN ends AND last_off >= today THEN last_off END) AS through
  FROM pause GROUP BY account
),
run AS MATERIALIZED (
  SELECT *, eve IS NOT NULL AS came_back, ifnull(eve, last_day) AS since FROM back
),
away (account, first_day, last_day) AS (
  SELECT account, first_off, last_off FROM pause WHERE first_off IS NOT NULL
  UNION ALL
  SELECT k.account, json_extract(c.value, '$.first'), ifnull(json_extract(c.value, '$.last'), '9999-12-31')
  FROM clock k CROSS JOIN json_each(k.closures) c
  UNION ALL
  SELECT k.account, l.first_day, ifnull(l.last_day, '9999-12-31')
  FROM clock k CROSS JOIN leave l ON l.rep = k.rep
  WHERE k.unit = 'working' AND l.cover IS NULL AND l.first_day <= k.today AND ifnull(l.last_day, '9999-12-31') > k.last_day
),
-- From the evening of one day to that of another, cut to what is counted, and each day in one of them only.
gap AS (
  SELECT account, unit, since, last_day AS through,
    max(eve, ifnull(max(last_day) OVER (PARTITION BY account ORDER BY eve, last_day
                                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), eve)) AS after
  FROM (SELECT r.account, r.unit, r.since, max(date(w.first_day, '-1 day'), r.last_day) AS eve, min(w.last_day, r.today) AS last_day
        FROM away w JOIN run r ON r.account = w.account
        WHERE w.first_day <= r.today AND w.last_day > r.last_day)
),
left_out AS MATERIALIZED (
  SELECT account,
    sum(CASE unit
      WHEN 'working' THEN (SELECT working FROM counted_day WHERE day = min(through, since))
                        - (SELECT working FROM counted_day WHERE day = min(after, since))
      ELSE julianday(min(through, since)) - julianday(min(after, since)) END) AS before,
    sum(CASE unit
      WHEN 'working' THEN (SELECT working FROM counted_day WHERE day = max(through, since))
                        - (SELECT working FROM counted_day WHERE day = max(after, since))
      ELSE julianday(max(through, since)) - julianday(max(after, since)) END) AS behind
  FROM gap WHERE through > after GROUP BY account
),
counted AS MATERIALIZED (
  SELECT r.*,
    CAST(CASE r.unit
      WHEN 'working' THEN (SELECT working FROM counted_day WHERE day = r.since) - (SELECT working FROM counted_day WHERE day = r.last_day)
      ELSE julianday(r.since) - julianday(r.last_day) END - ifnull(o.before, 0) AS INTEGER) AS reached,
    CAST(CASE r.unit
      WHEN 'working' THEN (SELECT working FROM counted_day WHERE day = r.today) - (SELECT working FROM counted_day WHERE day = r.since)
      ELSE julianday(r.today) - julianday(r.since) END - ifnull(o.behind, 0) AS INTEGER) AS went_on
  FROM run r LEFT JOIN left_out o ON o.account = r.account
),
stands AS MATERIALIZED (
  SELECT *,
    CASE WHEN window_max IS NULL OR last_day IS NULL THEN NULL
         WHEN today <= last_day THEN 0
         WHEN came_back AND reached >= window_max THEN window_max + max(went_on - 1, 0)
         ELSE reached + went_on END AS days
  FROM counted
)
SELECT
  lower(hex(a.id)) AS account,
  ifnull((SELECT code FROM account_code WHERE account = a.id ORDER BY n LIMIT 1), '') AS code,
  a.name,
  a.other_name,
  t.code AS tier,
  a.segment,
  b.name_en AS beat_en,
  b.name_zh AS beat_zh,
  r.code AS rep,
  r.name AS rep_name,
  a.added,
  s.last_day,
  s.unit,
  s.window_min,
  s.window_max,
  s.days,
  s.days - s.window_max AS over,
  CASE WHEN s.is_paused THEN 'paused'
       WHEN s.window_max IS NULL THEN 'no-cadence'
       WHEN s.last_day IS NULL THEN 'never'
       WHEN s.days > s.window_max THEN 'overdue'
       WHEN s.days = s.window_max THEN 'last-day'
       WHEN s.days >= s.window_min THEN 'in-window'
       WHEN s.days < s.window_min THEN 'early' END AS state,
  CASE WHEN s.is_paused THEN date(s.through, '+1 day') END AS paused_until,
  (SELECT count(*) FROM matter WHERE account = a.id AND answered IS NULL) AS matters,
  (SELECT min(due) FROM matter WHERE account = a.id AND answered IS NULL) AS matter_due,
  EXISTS (SELECT 1 FROM matter WHERE account = a.id AND answered IS NULL AND kind = 'complaint') AS complaint,
  (SELECT count(*) FROM stock_request WHERE account = a.id AND ended IS NULL) AS requests,
  (SELECT day FROM appointment WHERE account = a.id AND outcome IS NULL AND day >= s.today ORDER BY day, time LIMIT 1)
    AS appointment_day,
  (SELECT substr(time, 1, 5) FROM appointment WHERE account = a.id AND outcome IS NULL AND day >= s.today ORDER BY day, time LIMIT 1)
    AS appointment_time,
  (SELECT min(day) FROM stop WHERE account = a.id AND rep = a.rep AND fate = 'open' AND day >= s.today) AS planned_day
FROM stands s
JOIN account a ON a.id = s.account
LEFT JOIN tier t ON t.id = a.tier
LEFT JOIN beat b ON b.id = a.beat
LEFT JOIN rep r ON r.id = a.rep;

-- Everybody's route of the day.
CREATE VIEW v_today AS
WITH
due AS MATERIALIZED (SELECT account, tier, last_day, unit, days, over, state FROM v_due),
route AS MATERIALIZED (SELECT *, lower(hex(account)) AS at FROM stop WHERE day = (SELECT day FROM v_day))
SELECT
  r.code AS rep,
  r.name AS rep_name,
  s.day,
  row_number() OVER (PARTITION BY s.rep ORDER BY s.rank, s.id) AS position,
  substr(s.pinned, 1, 5) AS pinned,
  s.at AS account,
  ifnull((SELECT code FROM account_code WHERE account = a.id ORDER BY n LIMIT 1), '') AS code,
  a.name,
  a.other_name,
  s.unplanned,
  s.fate,
  s.reason,
  s.to_day,
  (SELECT code FROM rep WHERE id = s.to_rep) AS to_rep,
  strftime('%Y-%m-%dT%H:%M:%SZ', t.started / 1000, 'unixepoch') AS visit_start,
  strftime('%Y-%m-%dT%H:%M:%SZ', t.ended / 1000, 'unixepoch') AS visit_end,
  (t.ended - t.started) / 60000 AS minutes,
  t.attempted,
  d.tier,
  d.last_day,
  d.unit,
  d.days,
  d.over,
  d.state
FROM route s
JOIN rep r ON r.id = s.rep
JOIN account a ON a.id = s.account
-- The visit that did it, or an attempted one of that day.
LEFT JOIN touch t ON t.id = ifnull(s.touch,
  (SELECT id FROM touch WHERE account = s.account AND day = s.day AND rep = s.rep AND attempted = 1 AND open = 0
     AND voided IS NULL ORDER BY id DESC LIMIT 1))
LEFT JOIN due d ON d.account = s.at
ORDER BY r.code, position;

-- Everything that happened at an account.
CREATE VIEW v_timeline AS
WITH entry (account, id, day, what, rep, state, text, minutes, satisfaction, ordered, no_order, told, competitor,
            next_day, next, due, answered, product, quantity) AS (
  SELECT account, id, day, kind, rep,
    CASE WHEN open THEN 'visiting' WHEN voided IS NOT NULL THEN 'void' WHEN attempted THEN 'nobody' ELSE 'done' END, note,
    (ended - started) / 60000, satisfaction, ordered, no_order, told, rival,
    next_day, next_text, NULL, NULL, NULL, NULL
  FROM touch
  UNION ALL
  SELECT account, id, raised, kind, rep, iif(answered IS NULL, 'open', 'answered'), text,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, due, answered, NULL, NULL
  FROM matter
  UNION ALL
  SELECT account, id, day, 'appointment', rep, ifnull(outcome, 'open'), purpose,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM appointment
  UNION ALL
  SELECT account, id, day, fate, rep, NULL, reason,
    NULL, NULL, NULL, NULL, NULL, NULL, to_day, NULL, NULL, NULL, NULL, NULL
  FROM stop WHERE fate NOT IN ('open', 'done')
  UNION ALL
  SELECT account, id, day, 'request', rep, ifnull(json_extract(ended, '$.how'), 'open'), note,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, until, json_extract(ended, '$.day'), product, count * factor
  FROM stock_request
  UNION ALL
  SELECT l.account, l.id, l.day, 'telling', l.rep,
    CASE WHEN l.withdrawn THEN 'withdrawn' ELSE ifnull(json_extract(l.answer, '$.says'), 'told') END, l.note,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, l.held_until, NULL, q.product, json_extract(l.answer, '$.quantity')
  FROM telling l JOIN stock_request q ON q.id = l.request
  UNION ALL
  SELECT f.account, f.id, f.day, 'fulfilment', f.rep, 'done', NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, q.product, f.quantity
  FROM fulfilment f JOIN stock_request q ON q.id = f.request
)
SELECT
  lower(hex(e.account)) AS account,
  ifnull((SELECT code FROM account_code WHERE account = a.id ORDER BY n LIMIT 1), '') AS code,
  a.name,
  e.day,
  lower(hex(e.id)) AS id,
  e.what,
  r.code AS rep,
  r.name AS rep_name,
  e.state,
  ifnull(e.text, '') AS text,
  e.minutes,
  e.satisfaction,
  e.ordered,
  e.no_order,
  e.told,
  e.competitor,
  e.next_day,
  e.next,
  e.due,
  e.answered,
  p.name AS product,
  e.quantity,
  p.unit
FROM entry e
JOIN account a ON a.id = e.account
JOIN rep r ON r.id = e.rep
LEFT JOIN product p ON p.id = e.product;

-- Who waits for what, as each team sees it: a team's queue holds what its own reps and those of the teams under it were asked for. What a
-- request has is worked out as domain/stock.rs does it.
CREATE VIEW v_stock_queue AS
WITH RECURSIVE
under (team, id) AS (
  SELECT id, id FROM team
  UNION SELECT u.team, t.id FROM under u JOIN team t ON t.parent = u.id
),
given AS (
  SELECT a.arrival, l.request, l.quantity, l.anew
  FROM allotment a JOIN allotment_line l ON l.allotment = a.id
  WHERE NOT EXISTS (SELECT 1 FROM allotment n WHERE n.follows = a.id)
),
share AS (
  SELECT w.request, ifnull(g.quantity, 0) AS given, v.closed,
    (SELECT ifnull(sum(quantity), 0) FROM fulfilment WHERE arrival = w.arrival AND request = w.request) AS fulfilled,
    (SELECT ifnull(answer, '{}') FROM telling
     WHERE arrival = w.arrival AND request = w.request AND NOT withdrawn AND (g.anew IS NULL OR at > g.anew)
     ORDER BY at DESC, id DESC LIMIT 1) AS answer
  FROM (SELECT request, arrival FROM given WHERE quantity > 0 UNION SELECT request, arrival FROM fulfilment) w
  JOIN arrival v ON v.id = w.arrival
  LEFT JOIN given g ON g.arrival = w.arrival AND g.request = w.request
),
held AS (
  SELECT request, fulfilled,
    max(fulfilled, CASE WHEN closed THEN 0
                        WHEN json_extract(answer, '$.says') = 'takes' THEN min(given, json_extract(answer, '$.quantity'))
                        WHEN json_extract(answer, '$.says') IN ('not-now', 'no-more') THEN 0
                        ELSE given END) AS quantity
  FROM share
),
has AS MATERIALIZED (
  SELECT request, sum(quantity) AS held, sum(fulfilled) AS fulfilled FROM held GROUP BY request
),
waiting AS MATERIALIZED (
  SELECT q.*, q.count * q.factor AS asked, ifnull(h.held, 0) AS held, ifnull(h.fulfilled, 0) AS fulfilled,
    max(q.count * q.factor - ifnull(h.held, 0), 0) AS open,
    q.count * q.factor > ifnull(h.held, 0) AND ifnull(q.until >= (SELECT day FROM v_day), 1) AS stands
  FROM stock_request q LEFT JOIN has h ON h.request = q.id
  WHERE q.ended IS NULL
)
SELECT
  lower(hex(m.id)) AS team,
  m.name_en AS team_en,
  m.name_zh AS team_zh,
  p.code AS product_code,
  p.name AS product,
  p.unit,
  CASE WHEN q.stands THEN sum(q.stands) OVER (PARTITION BY u.team, q.product ORDER BY q.at, q.id ROWS UNBOUNDED PRECEDING) END
    AS position,
  lower(hex(q.id)) AS request,
  lower(hex(q.account)) AS account,
  ifnull((SELECT code FROM account_code WHERE account = a.id ORDER BY n LIMIT 1), '') AS code,
  a.name,
  r.code AS rep,
  t.code AS tier,
  q.day,
  q.asked,
  q.count AS asked_count,
  q.unit AS asked_unit,
  q.held AS allotted,
  q.fulfilled,
  q.open,
  q.all_or_nothing,
  q.until,
  q.outside
FROM (SELECT team, id FROM under UNION ALL SELECT NULL, NULL) u
JOIN rep r ON r.team IS u.id
JOIN waiting q ON q.owner = r.id
JOIN account a ON a.id = q.account
JOIN product p ON p.id = q.product
LEFT JOIN tier t ON t.id = a.tier
LEFT JOIN team m ON m.id = u.team
ORDER BY u.team, q.product, q.at, q.id;
