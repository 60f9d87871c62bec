-- Counties, and the dictionary of elements they share.

-- name: store_version  () -> version
SELECT version FROM schema_version;

-- name: add_store_version  (version)
INSERT INTO schema_version (version) VALUES (:version);

-- name: hold_store_version  ()
-- Two programs that migrate wait for each other here; the second one finds nothing left to do.
UPDATE schema_version SET version = version;

-- name: add_county  (county)
-- Its name and its figures come in the same transaction.
INSERT INTO county (county, name, revision) VALUES (:county, '', 0)
ON CONFLICT (county) DO NOTHING;

-- name: next_revision  (county) -> revision
-- Also the lock: two writers of one county wait for each other here (PostgreSQL).
UPDATE county SET revision = revision + 1 WHERE county = :county RETURNING revision;

-- name: name_county  (county, name)
UPDATE county SET name = :name WHERE county = :county;

-- name: counties  () -> county, name, revision
SELECT county, name, revision FROM county ORDER BY county;

-- name: county_revision  (county) -> revision
SELECT revision FROM county WHERE county = :county;

-- name: periods_of_county  (county) -> period
-- Every write of a period leaves a fact of the county itself.
SELECT DISTINCT period FROM unit_fact WHERE county = :county AND unit = 0 ORDER BY period;

-- name: elements  () -> element, key
SELECT element, key FROM element ORDER BY key;

-- name: add_element  (element, key)
INSERT INTO element (element, key) VALUES (:element, :key);

-- name: begin_part  ()
-- Several calls in one transaction: what a call that finds nothing new has begun goes back alone.
SAVEPOINT part;

-- name: end_part  ()
RELEASE SAVEPOINT part;

-- name: undo_part  ()
ROLLBACK TO SAVEPOINT part;
