-- What a session with PostgreSQL needs.

-- name: postgres_begin_read  ()
-- All queries of one reading see the same moment.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: postgres_begin_write  ()
-- READ COMMITTED: next_revision waits for the other writer of a county and then sees its rows.
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

-- name: postgres_commit  ()
COMMIT;

-- name: postgres_rollback  ()
ROLLBACK;

-- name: postgres_durable  () -> setting
-- Acknowledged = durable, even where the server's default is to answer before it has written;
-- stricter settings of the server stay.
SELECT set_config('synchronous_commit', 'on', false)
 WHERE current_setting('synchronous_commit') IN ('off', 'local');

-- name: postgres_has_store  () -> name
-- NULL where there is no store yet.
SELECT CAST(to_regclass('schema_version') AS text);

-- name: postgres_lock_elements  ()
-- Numbers of new elements are given one writer at a time; readers are not held up.
LOCK TABLE element IN SHARE ROW EXCLUSIVE MODE;

-- name: postgres_copy_unit  ()
COPY unit (county, unit, code) FROM STDIN (FORMAT binary);

-- name: postgres_copy_unit_fact  ()
COPY unit_fact (county, period, unit, revision, name, parent, kind, location, ownership, town,
                counted, longitude, latitude, opened, closed, taken_out) FROM STDIN (FORMAT binary);

-- name: postgres_copy_observation  ()
COPY observation (county, period, unit, element, stage, provenance, revision, why, millionths,
                  sheet, sheet_row, sheet_column, note) FROM STDIN (FORMAT binary);

-- name: postgres_patience  () -> setting
-- How long a writer waits for another one of the same county, as with SQLite.
SELECT set_config('lock_timeout', '5s', false);

-- name: postgres_declare  ()
-- A long reading comes in pieces, so that a nation does not have to fit into memory.
DECLARE {cursor} NO SCROLL CURSOR FOR {query};

-- name: postgres_fetch  ()
FETCH 8192 FROM {cursor};

-- name: postgres_close  ()
CLOSE {cursor};
