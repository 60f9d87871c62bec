-- Collection cycles and the steps taken with each school's form.

-- name: add_cycle  (county, cycle, revision, period, title, opens, due)
INSERT INTO cycle (county, cycle, revision, period, title, opens, due)
VALUES (:county, :cycle, :revision, :period, :title, :opens, :due);

-- name: last_cycle  (county) -> cycle
SELECT max(cycle) FROM cycle WHERE county = :county;

-- name: cycles_of_county  (county) -> cycle, period, title, opens, due, closed, author, stamp
SELECT c.cycle, c.period, c.title, c.opens, c.due,
       (SELECT count(*) FROM form_step AS s
         WHERE s.county = c.county AND s.cycle = c.cycle AND s.unit = '' AND s.act = 'close'),
       a.author, a.stamp
  FROM cycle AS c JOIN audit AS a ON a.county = c.county AND a.revision = c.revision
 WHERE c.county = :county
 ORDER BY c.cycle;

-- name: hold_county  (county) -> revision
-- Two writers of one county wait for each other here; its revision stays.
UPDATE county SET revision = revision WHERE county = :county RETURNING revision;

-- name: last_form_step  (county, cycle) -> step
SELECT max(step) FROM form_step WHERE county = :county AND cycle = :cycle;

-- name: last_step_of_form  (county, cycle, unit) -> step
SELECT max(step) FROM form_step WHERE county = :county AND cycle = :cycle AND unit = :unit;

-- name: cycle_closed  (county, cycle) -> closed
-- 1 closed, 0 open, no row: there is no such cycle.
SELECT (SELECT count(*) FROM form_step AS s
         WHERE s.county = c.county AND s.cycle = c.cycle AND s.unit = '' AND s.act = 'close')
  FROM cycle AS c WHERE c.county = :county AND c.cycle = :cycle;

-- name: add_form_step  (county, cycle, step, unit, act, party, day, until, revision, author, reason, approver, stamp)
INSERT INTO form_step (county, cycle, step, unit, act, party, day, until, revision, author, reason,
                       approver, stamp)
VALUES (:county, :cycle, :step, :unit, :act, :party, :day, :until, :revision, :author, :reason,
        :approver, :stamp);

-- name: add_form_cell  (county, cycle, step, element, stage, why, millionths, note)
INSERT INTO form_cell (county, cycle, step, element, stage, why, millionths, note)
VALUES (:county, :cycle, :step, :element, :stage, :why, :millionths, :note);

-- name: steps_of_cycle  (county, cycle) -> step, unit, act, party, day, until, revision, author, reason, approver, stamp
SELECT step, unit, act, party, day, until, revision, author, reason, approver, stamp
  FROM form_step WHERE county = :county AND cycle = :cycle
 ORDER BY unit, step;

-- name: steps_of_form  (county, cycle, unit) -> step, unit, act, party, day, until, revision, author, reason, approver, stamp
SELECT step, unit, act, party, day, until, revision, author, reason, approver, stamp
  FROM form_step WHERE county = :county AND cycle = :cycle AND unit = :unit
 ORDER BY step;

-- name: cells_of_form  (county, cycle, unit, act) -> element, stage, why, millionths, note, step
-- Rows of one cell come oldest first.
SELECT c.element, c.stage, c.why, c.millionths, c.note, c.step
  FROM form_step AS s
       JOIN form_cell AS c ON c.county = s.county AND c.cycle = s.cycle AND c.step = s.step
 WHERE s.county = :county AND s.cycle = :cycle AND s.unit = :unit AND s.act = :act
 ORDER BY c.element, c.stage, c.step;
