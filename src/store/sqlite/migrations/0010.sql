-- A stop keeps its place on the route.
ALTER TABLE stop ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;

DROP VIEW v_today;

-- Everybody's route of the day.
CREATE VIEW v_today AS
WITH
-- Where accounts stand and who goes there are sorted together and not joined: a planner that expects few stops would look at every
-- account for each of them.
both (at, stop, tier, last_day, unit, days, over, state) AS (
  SELECT account, NULL, tier, last_day, unit, days, over, state FROM v_due
  UNION ALL
  SELECT lower(hex(account)), id, NULL, NULL, NULL, NULL, NULL, NULL FROM stop WHERE day = (SELECT day FROM v_day)
),
met AS MATERIALIZED (
  SELECT at, stop, max(tier) OVER w AS tier, max(last_day) OVER w AS last_day, max(unit) OVER w AS unit,
    max(days) OVER w AS days, max(over) OVER w AS over, max(state) OVER w AS state
  FROM both WINDOW w AS (PARTITION BY at)
)
SELECT
  r.code AS rep,
  r.name AS rep_name,
  s.day,
  row_number() OVER (PARTITION BY s.rep ORDER BY s.rank, s.id) AS position,
  substr(s.pinned, 1, 5) AS pinned,
  s.locked,
  d.at AS account,
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
FROM met d
CROSS JOIN stop s ON s.id = d.stop
JOIN rep r ON r.id = s.rep
JOIN account a ON a.id = s.account
-- The visit that did it, or an attempted one of that day.
LEFT JOIN touch t ON t.id = ifnull(s.touch,
  (SELECT id FROM touch WHERE account = s.account AND day = s.day AND rep = s.rep AND attempted = 1 AND open = 0
     AND voided IS NULL ORDER BY id DESC LIMIT 1))
ORDER BY r.code, position;
