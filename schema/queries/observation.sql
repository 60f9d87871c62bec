-- Figures. Rows of one cell come paper by paper, oldest first: the last one of each paper is its
-- statement, and precedence says which statement counts.

-- name: figures_of_period  (county, period, revision) -> unit, element, stage, why, millionths, provenance
SELECT unit, element, stage, why, millionths, provenance
  FROM observation
 WHERE county = :county AND period = :period AND revision <= :revision
 ORDER BY unit, element, stage, provenance, revision;

-- name: figures_with_origins  (county, period, revision) -> unit, element, stage, why, millionths, provenance, sheet, sheet_row, sheet_column, revision, note
SELECT unit, element, stage, why, millionths, provenance, sheet, sheet_row, sheet_column, revision,
       note
  FROM observation
 WHERE county = :county AND period = :period AND revision <= :revision
 ORDER BY unit, element, stage, provenance, revision;

-- name: figures_of_nation  (period) -> unit, element, stage, why, millionths, provenance, county
-- County after county, as in facts_of_nation.
SELECT o.unit, o.element, o.stage, o.why, o.millionths, o.provenance, c.county
  FROM county AS c CROSS JOIN observation AS o
 WHERE o.county = c.county AND o.period = :period
 ORDER BY c.county, o.unit, o.element, o.stage, o.provenance, o.revision;

-- name: add_observation  (county, period, unit, element, stage, provenance, revision, why, millionths, sheet, sheet_row, sheet_column, note)
INSERT INTO observation (county, period, unit, element, stage, provenance, revision, why,
                         millionths, sheet, sheet_row, sheet_column, note)
VALUES (:county, :period, :unit, :element, :stage, :provenance, :revision, :why, :millionths,
        :sheet, :sheet_row, :sheet_column, :note);

-- name: revisions_of_cell  (county, period, unit, element, stage) -> revision, why, millionths, sheet_row, sheet_column, note, sheet, file, hash, author, reason, approver, stamp, provenance
-- One figure's history with its authors; sheet and file are empty where it was entered by hand.
SELECT o.revision, o.why, o.millionths, o.sheet_row, o.sheet_column, o.note, s.name, f.name, f.hash,
       a.author, a.reason, a.approver, a.stamp, o.provenance
  FROM observation AS o
       JOIN unit AS u ON u.county = o.county AND u.unit = o.unit
       JOIN element AS e ON e.element = o.element
       JOIN audit AS a ON a.county = o.county AND a.revision = o.revision
       LEFT JOIN sheet AS s ON s.county = o.county AND s.sheet = o.sheet
       LEFT JOIN file AS f ON f.county = s.county AND f.file = s.file
 WHERE o.county = :county AND o.period = :period AND u.code = :unit AND e.key = :element
   AND o.stage = :stage
 ORDER BY o.revision, o.provenance;
