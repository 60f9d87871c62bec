-- What happened to units.

-- name: add_unit_event  (county, event, revision, kind, day, unit, main, name, town, parent, withdraws)
INSERT INTO unit_event (county, event, revision, kind, day, unit, main, name, town, parent,
                       withdraws)
VALUES (:county, :event, :revision, :kind, :day, :unit, :main, :name, :town, :parent, :withdraws);

-- name: add_unit_event_part  (county, event, code, share)
INSERT INTO unit_event_part (county, event, code, share)
VALUES (:county, :event, :code, :share);

-- name: add_unit_event_share  (county, event, element, code, share)
INSERT INTO unit_event_share (county, event, element, code, share)
VALUES (:county, :event, :element, :code, :share);

-- name: last_event  (county) -> event
SELECT max(event) FROM unit_event WHERE county = :county;

-- name: events_of_county  (county) -> event, revision, kind, day, unit, main, name, town, parent, withdraws, author, reason, approver, stamp
-- In the order in which they were entered, with who did it.
SELECT e.event, e.revision, e.kind, e.day, e.unit, e.main, e.name, e.town, e.parent, e.withdraws,
       a.author, a.reason, a.approver, a.stamp
  FROM unit_event AS e JOIN audit AS a ON a.county = e.county AND a.revision = e.revision
 WHERE e.county = :county
 ORDER BY e.event;

-- name: event_parts_of_county  (county) -> event, code, share
SELECT event, code, share FROM unit_event_part WHERE county = :county ORDER BY event, code;

-- name: event_shares_of_county  (county) -> event, element, code, share
SELECT event, element, code, share FROM unit_event_share WHERE county = :county
 ORDER BY event, element, code;
