-- From version 2 to 3: a frozen assessment keeps what came out of it, and the marks by which a
-- changed figure is found again. No program of version 2 could freeze: where there are rows all the
-- same, both engines refuse a column that none of them fills.
-- This text stays as it is, whatever tables.sql becomes later.

ALTER TABLE frozen ADD COLUMN content {bytes} NOT NULL CHECK (length(content) = 32);
ALTER TABLE frozen ADD COLUMN output {bytes} NOT NULL CHECK (length(output) = 32);
ALTER TABLE frozen ADD COLUMN marks {text} NOT NULL;
UPDATE schema_version SET version = 3;
