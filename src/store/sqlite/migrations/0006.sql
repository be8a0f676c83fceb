-- The other sections of a visit, and stops at a time of their own. Columns that are nearly always empty are NULL when they are.

ALTER TABLE touch ADD COLUMN ordered INTEGER; -- base units, also where products are named; 0: nothing; NULL: not said
ALTER TABLE touch ADD COLUMN order_lines TEXT; -- JSON: products, counts, units, factors
ALTER TABLE touch ADD COLUMN no_order TEXT; -- why nothing was ordered
ALTER TABLE touch ADD COLUMN shelf TEXT; -- JSON: what was counted, as order_lines
ALTER TABLE touch ADD COLUMN display TEXT; -- JSON: what was not in order; []: everything was
ALTER TABLE touch ADD COLUMN needs TEXT; -- JSON
ALTER TABLE touch ADD COLUMN told TEXT;
ALTER TABLE touch ADD COLUMN rival TEXT;

CREATE TABLE touch_product ( -- derived: the products in order_lines and shelf
  touch   BLOB NOT NULL REFERENCES touch (id) ON DELETE CASCADE,
  product BLOB NOT NULL REFERENCES product (id),
  PRIMARY KEY (touch, product)
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_product_product ON touch_product (product);

ALTER TABLE stop ADD COLUMN pinned TEXT; -- the time at which it is to begin; NULL: as it comes
