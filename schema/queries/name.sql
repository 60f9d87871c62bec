-- Names that somebody said which unit they mean.

-- name: add_confirmed_name  (county, name, revision, code)
INSERT INTO confirmed_name (county, name, revision, code)
VALUES (:county, :name, :revision, :code);

-- name: names_of_county  (county) -> name, revision, code
-- Every revision, so that the last row of a name counts.
SELECT name, revision, code FROM confirmed_name WHERE county = :county ORDER BY name, revision;
