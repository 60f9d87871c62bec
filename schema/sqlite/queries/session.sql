-- What a session with SQLite needs.

-- name: sqlite_begin_read  ()
BEGIN;

-- name: sqlite_begin_write  ()
-- Takes the writer's place at once: a transaction that reads first could fail when it writes.
BEGIN IMMEDIATE;

-- name: sqlite_commit  ()
COMMIT;

-- name: sqlite_rollback  ()
ROLLBACK;

-- name: sqlite_durable  ()
-- A commit is on the disk before it is acknowledged.
PRAGMA synchronous = FULL;

-- name: sqlite_only_read  ()
-- Whoever reads last may still take the log into the file, and leaves nothing beside it.
PRAGMA query_only = ON;

-- name: sqlite_mark  ()
-- 'JHst': how `file` and the program know whose file it is.
PRAGMA application_id = 1246262132;


-- name: sqlite_write_ahead  () -> mode
PRAGMA journal_mode = WAL;

-- name: sqlite_foreign_keys  ()
PRAGMA foreign_keys = ON;

-- name: sqlite_integrity  () -> message
-- One row 'ok', or up to 100 rows that say what is damaged.
PRAGMA integrity_check;

-- name: sqlite_one_file  () -> mode
-- Without a log beside it: a backup can be carried away, and read where nobody may write.
PRAGMA journal_mode = DELETE;
