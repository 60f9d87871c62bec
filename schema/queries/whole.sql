-- Whole tables, for copies and their proof. Every column, in the order in which the statement that
-- adds a row takes them; rows in the order of the key, which is the same on both engines.

-- name: row_total  () -> rows
-- How long a copy will take, roughly: the tables that have many rows.
SELECT (SELECT count(*) FROM observation) + (SELECT count(*) FROM unit_fact)
     + (SELECT count(*) FROM original);

-- name: all_element  () -> element, key
SELECT element, key FROM element ORDER BY element;

-- name: all_original  (hash) -> hash, size, packing, bytes
-- One at a time, the one after :hash: several would not fit into memory.
SELECT hash, size, packing, bytes FROM original WHERE hash > :hash ORDER BY hash LIMIT 1;

-- name: all_county  () -> county, name, revision
SELECT county, name, revision FROM county ORDER BY county;

-- name: put_county  (county, name, revision)
-- Only in a store that is being made: a county's revision follows from its writes otherwise.
INSERT INTO county (county, name, revision) VALUES (:county, :name, :revision);

-- name: all_unit  () -> county, unit, code
SELECT county, unit, code FROM unit ORDER BY county, unit;

-- name: all_unit_fact  () -> county, period, unit, revision, name, parent, kind, location, ownership, town, counted, longitude, latitude, opened, closed, taken_out
SELECT county, period, unit, revision, name, parent, kind, location, ownership, town, counted,
       longitude, latitude, opened, closed, taken_out
  FROM unit_fact ORDER BY county, period, unit, revision;

-- name: all_file  () -> county, file, period, revision, name, hash
SELECT county, file, period, revision, name, hash FROM file ORDER BY county, file;

-- name: all_sheet  () -> county, sheet, file, name
SELECT county, sheet, file, name FROM sheet ORDER BY county, sheet;

-- name: all_observation  () -> county, period, unit, element, stage, provenance, revision, why, millionths, sheet, sheet_row, sheet_column, note
SELECT county, period, unit, element, stage, provenance, revision, why, millionths, sheet,
       sheet_row, sheet_column, note
  FROM observation
 ORDER BY county, period, unit, element, stage, provenance, revision;

-- name: all_setting  () -> county, name, valid_from, revision, valid_to, value, source, author
SELECT county, name, valid_from, revision, valid_to, value, source, author
  FROM setting ORDER BY county, name, valid_from, revision;

-- name: all_audit  () -> county, entry, revision, act, author, reason, approver, stamp, counts, content, chain
SELECT county, entry, revision, act, author, reason, approver, stamp, counts, content, chain
  FROM audit ORDER BY county, entry;

-- name: all_unit_event  () -> county, event, revision, kind, day, unit, main, name, town, parent, withdraws
SELECT county, event, revision, kind, day, unit, main, name, town, parent, withdraws
  FROM unit_event ORDER BY county, event;

-- name: all_unit_event_part  () -> county, event, code, share
SELECT county, event, code, share
  FROM unit_event_part ORDER BY county, event, code;

-- name: all_unit_event_share  () -> county, event, element, code, share
SELECT county, event, element, code, share
  FROM unit_event_share ORDER BY county, event, element, code;

-- name: all_confirmed_name  () -> county, name, revision, code
SELECT county, name, revision, code
  FROM confirmed_name ORDER BY county, name, revision;

-- name: all_frozen  () -> county, number, revision, period, at_revision, standard, standard_hash, standard_text, settings_hash, settings_text, as_of, engine, assessment, author, approver, reason, stamp, content, output, marks
SELECT county, number, revision, period, at_revision, standard, standard_hash, standard_text,
       settings_hash, settings_text, as_of, engine, assessment, author, approver, reason, stamp,
       content, output, marks
  FROM frozen ORDER BY county, number;

-- name: all_account  () -> account, login, name, role, scope, password, totp, totp_step, failures, locked_until, state, stamp
SELECT account, login, name, role, scope, password, totp, totp_step, failures, locked_until, state,
       stamp
  FROM account ORDER BY account;

-- name: all_pass  () -> hash, pass, account, kind, name, scope, address, opened, seen, ends
SELECT hash, pass, account, kind, name, scope, address, opened, seen, ends
  FROM pass ORDER BY hash;

-- name: all_deed  () -> entry, act, author, about, detail, address, stamp, chain
SELECT entry, act, author, about, detail, address, stamp, chain FROM deed ORDER BY entry;

-- name: all_document  () -> county, kind, number, revision, title, author, stamp, gone, body
SELECT county, kind, number, revision, title, author, stamp, gone, body
  FROM document ORDER BY county, kind, number, revision;

-- name: all_evidence  () -> county, period, item, revision, name, hash, gone
SELECT county, period, item, revision, name, hash, gone
  FROM evidence ORDER BY county, period, item, revision;

-- name: all_cycle  () -> county, cycle, revision, period, title, opens, due
SELECT county, cycle, revision, period, title, opens, due FROM cycle ORDER BY county, cycle;

-- name: all_form_step  () -> county, cycle, step, unit, act, party, day, until, revision, author, reason, approver, stamp
SELECT county, cycle, step, unit, act, party, day, until, revision, author, reason, approver, stamp
  FROM form_step ORDER BY county, cycle, step;

-- name: all_form_cell  () -> county, cycle, step, element, stage, why, millionths, note
SELECT county, cycle, step, element, stage, why, millionths, note
  FROM form_cell ORDER BY county, cycle, step, element, stage;

-- name: original_hashes  () -> hash
SELECT hash FROM original ORDER BY hash;
