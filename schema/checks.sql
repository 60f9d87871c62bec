-- What must hold in every store: one sentence and one query that returns no rows, each. They run
-- in tests, and in `junheng check --storage`. The word before the sentence names it in texts/
-- (store.rule.<word>). What is wrong with figures is not said here: that is for checks/.
-- A store may be large: NOT EXISTS only where a key answers it; sets (EXCEPT) where none does.

-- rule: one_version: the store says exactly one version of itself
SELECT count(*) FROM schema_version HAVING count(*) <> 1;

-- rule: unit_zero: every county that has units has itself as unit 0
SELECT u.county FROM unit AS u
 WHERE NOT EXISTS (SELECT 1 FROM unit AS z WHERE z.county = u.county AND z.unit = 0);

-- rule: fact_has_unit: every fact is of a unit of its county
SELECT f.county, f.unit FROM unit_fact AS f
 WHERE NOT EXISTS (SELECT 1 FROM unit AS u WHERE u.county = f.county AND u.unit = f.unit);

-- rule: unit_has_fact: every unit was said to exist in some period
SELECT county, unit FROM unit EXCEPT SELECT county, unit FROM unit_fact;

-- rule: figure_has_fact: every figure is of a unit that exists in its period by then
SELECT o.county, o.period, o.unit FROM observation AS o
 WHERE NOT EXISTS (SELECT 1 FROM unit_fact AS f
                    WHERE f.county = o.county AND f.period = o.period AND f.unit = o.unit
                      AND f.revision <= o.revision);

-- rule: figure_has_element: every figure is of an element of the dictionary
SELECT o.county, o.element FROM observation AS o
 WHERE NOT EXISTS (SELECT 1 FROM element AS e WHERE e.element = o.element);

-- rule: figure_has_sheet: every figure that names a sheet names one of its county
SELECT o.county, o.sheet FROM observation AS o
 WHERE o.sheet IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM sheet AS s WHERE s.county = o.county AND s.sheet = o.sheet);

-- rule: sheet_has_file: every sheet is of a file of its county
SELECT s.county, s.sheet FROM sheet AS s
 WHERE NOT EXISTS (SELECT 1 FROM file AS f WHERE f.county = s.county AND f.file = s.file);

-- rule: file_has_original: every file that was read is kept
SELECT f.county, f.name FROM file AS f
 WHERE NOT EXISTS (SELECT 1 FROM original AS b WHERE b.hash = f.hash);

-- rule: original_has_file: every file that is kept was read for some county
SELECT hash FROM original EXCEPT SELECT hash FROM file EXCEPT SELECT hash FROM evidence;

-- rule: revision_has_audit: every revision of a county has its entry in the audit
SELECT c.county FROM county AS c
 WHERE c.revision <> (SELECT coalesce(max(a.revision), 0) FROM audit AS a
                       WHERE a.county = c.county)
    OR c.revision <> (SELECT count(*) FROM audit AS a WHERE a.county = c.county);

-- rule: figure_has_audit: no figure is newer than its county's audit
SELECT o.county, o.revision FROM observation AS o
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = o.county AND a.revision = o.revision);

-- rule: fact_has_audit: no fact of a unit is newer than its county's audit
SELECT f.county, f.revision FROM unit_fact AS f
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = f.county AND a.revision = f.revision);

-- rule: setting_has_audit: no setting is newer than its county's audit
SELECT s.county, s.revision FROM setting AS s
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = s.county AND a.revision = s.revision);

-- rule: correction_has_approver: every correction has a reason and an approver in the audit
SELECT o.county, o.revision FROM observation AS o
  JOIN audit AS a ON a.county = o.county AND a.revision = o.revision
 WHERE o.provenance = 5 AND (a.reason = '' OR a.approver = '');

-- rule: event_has_audit: every event of a unit has its entry in the audit
SELECT e.county, e.event FROM unit_event AS e
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = e.county AND a.revision = e.revision AND a.act = 'event');

-- rule: part_has_event: every part is of an event of its county
SELECT p.county, p.event FROM unit_event_part AS p
 WHERE NOT EXISTS (SELECT 1 FROM unit_event AS e
                    WHERE e.county = p.county AND e.event = p.event)
UNION ALL -- and every share of one element is of such a part
SELECT s.county, s.event FROM unit_event_share AS s
 WHERE NOT EXISTS (SELECT 1 FROM unit_event_part AS p
                    WHERE p.county = s.county AND p.event = s.event AND p.code = s.code);

-- rule: withdrawn_event: what is withdrawn is an event that stands in the same county
SELECT w.county, w.event FROM unit_event AS w
 WHERE w.withdraws IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM unit_event AS e
                    WHERE e.county = w.county AND e.event = w.withdraws AND e.kind <> 'withdraw');

-- rule: name_has_audit: no confirmed name is newer than its county's audit
SELECT n.county, n.name FROM confirmed_name AS n
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = n.county AND a.revision = n.revision);

-- rule: frozen_has_audit: every frozen assessment has its entry in the audit
SELECT z.county, z.number FROM frozen AS z
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = z.county AND a.revision = z.revision);

-- rule: pass_has_account: every pass is of an account
SELECT p.pass FROM pass AS p
 WHERE NOT EXISTS (SELECT 1 FROM account AS a WHERE a.account = p.account);

-- rule: deeds_without_gaps: the deeds are numbered without gaps
SELECT count(*) FROM deed HAVING count(*) <> coalesce(max(entry), 0);

-- rule: evidence_has_original: every file that attests an item is kept
SELECT e.county, e.item FROM evidence AS e
 WHERE NOT EXISTS (SELECT 1 FROM original AS b WHERE b.hash = e.hash);

-- rule: evidence_has_audit: no evidence is newer than its county's audit
SELECT e.county, e.item FROM evidence AS e
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = e.county AND a.revision = e.revision);

-- rule: cycle_has_audit: every collection cycle has its entry in the audit
SELECT c.county, c.cycle FROM cycle AS c
 WHERE NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = c.county AND a.revision = c.revision AND a.act = 'cycle');

-- rule: step_has_cycle: every step is of a cycle of its county
SELECT s.county, s.cycle, s.step FROM form_step AS s
 WHERE NOT EXISTS (SELECT 1 FROM cycle AS c
                    WHERE c.county = s.county AND c.cycle = s.cycle);

-- rule: step_has_audit: every step but a save has its entry in the audit
SELECT s.county, s.cycle, s.step FROM form_step AS s
 WHERE s.act <> 'save'
   AND NOT EXISTS (SELECT 1 FROM audit AS a
                    WHERE a.county = s.county AND a.revision = s.revision AND a.act = 'form');

-- rule: steps_without_gaps: the steps of a cycle are numbered without gaps
SELECT county, cycle FROM form_step GROUP BY county, cycle HAVING count(*) <> max(step);

-- rule: cell_has_step: every cell is of a step that saves or returns
SELECT c.county, c.cycle, c.step FROM form_cell AS c
 WHERE NOT EXISTS (SELECT 1 FROM form_step AS s
                    WHERE s.county = c.county AND s.cycle = c.cycle AND s.step = c.step
                      AND s.act IN ('save', 'return'));
