-- Settings of a county.

-- name: settings_of_county  (county) -> name, valid_from, revision, valid_to, value, source, author
-- Every revision, so that the last row of a (name, first day) counts.
SELECT name, valid_from, revision, valid_to, value, source, author
  FROM setting WHERE county = :county
 ORDER BY name, valid_from, revision;

-- name: add_setting  (county, name, valid_from, revision, valid_to, value, source, author)
INSERT INTO setting (county, name, valid_from, revision, valid_to, value, source, author)
VALUES (:county, :name, :valid_from, :revision, :valid_to, :value, :source, :author);

-- name: settings_named  (name) -> county, valid_from, revision, valid_to, value
-- Of every county, every revision.
SELECT county, valid_from, revision, valid_to, value
  FROM setting WHERE name = :name
 ORDER BY county, valid_from, revision;
