-- Units and what was said of them.

-- name: units_of_county  (county) -> unit, code
SELECT unit, code FROM unit WHERE county = :county ORDER BY code;

-- name: add_unit  (county, unit, code)
INSERT INTO unit (county, unit, code) VALUES (:county, :unit, :code);

-- name: facts_of_period  (county, period, revision) -> unit, code, name, parent, kind, location, ownership, town, counted, longitude, latitude, opened, closed, taken_out
-- Rows of one unit come oldest first: the last one counts.
SELECT f.unit, u.code, f.name, f.parent, f.kind, f.location, f.ownership, f.town, f.counted,
       f.longitude, f.latitude, f.opened, f.closed, f.taken_out
  FROM unit_fact AS f JOIN unit AS u ON u.county = f.county AND u.unit = f.unit
 WHERE f.county = :county AND f.period = :period AND f.revision <= :revision
 ORDER BY f.unit, f.revision;

-- name: names_of_units  (county) -> unit, code, period, name, taken_out
-- Of each period; rows of one unit and period come oldest first: the last one counts. CROSS JOIN
-- keeps SQLite to this order of loops: the other one reads the county anew for each unit.
SELECT f.unit, u.code, f.period, f.name, f.taken_out
  FROM unit_fact AS f CROSS JOIN unit AS u
 WHERE f.county = :county AND f.unit > 0 AND u.county = f.county AND u.unit = f.unit
 ORDER BY f.unit, f.period, f.revision;

-- name: facts_of_nation  (period) -> unit, code, name, parent, kind, location, ownership, town, counted, longitude, latitude, opened, closed, taken_out, county, revision
-- County after county. CROSS JOIN keeps SQLite to this order of loops, which needs no sorting.
SELECT f.unit, u.code, f.name, f.parent, f.kind, f.location, f.ownership, f.town, f.counted,
       f.longitude, f.latitude, f.opened, f.closed, f.taken_out, c.county,
       c.revision
  FROM county AS c
       CROSS JOIN unit_fact AS f
       CROSS JOIN unit AS u
 WHERE f.county = c.county AND f.period = :period AND u.county = c.county AND u.unit = f.unit
 ORDER BY c.county, f.unit, f.revision;

-- name: add_unit_fact  (county, period, unit, revision, name, parent, kind, location, ownership, town, counted, longitude, latitude, opened, closed, taken_out)
INSERT INTO unit_fact (county, period, unit, revision, name, parent, kind, location, ownership,
                       town, counted, longitude, latitude, opened, closed, taken_out)
VALUES (:county, :period, :unit, :revision, :name, :parent, :kind, :location, :ownership,
        :town, :counted, :longitude, :latitude, :opened, :closed, :taken_out);
