-- What a county keeps beside its figures.

-- name: add_document  (county, kind, number, revision, title, author, stamp, gone, body)
INSERT INTO document (county, kind, number, revision, title, author, stamp, gone, body)
VALUES (:county, :kind, :number, :revision, :title, :author, :stamp, :gone, :body);

-- name: last_document  (county, kind) -> number
SELECT max(number) FROM document WHERE county = :county AND kind = :kind;

-- name: documents_of_county  (county, kind) -> number, revision, title, author, stamp, gone
-- Every revision, so that the last row of a number counts; without the texts.
SELECT number, revision, title, author, stamp, gone
  FROM document WHERE county = :county AND kind = :kind ORDER BY number, revision;

-- name: document_newest  (county, kind, number) -> number, revision, title, author, stamp, gone, body
SELECT number, revision, title, author, stamp, gone, body
  FROM document WHERE county = :county AND kind = :kind AND number = :number
 ORDER BY revision DESC LIMIT 1;

-- name: add_evidence  (county, period, item, revision, name, hash, gone)
INSERT INTO evidence (county, period, item, revision, name, hash, gone)
VALUES (:county, :period, :item, :revision, :name, :hash, :gone);

-- name: evidence_of_county  (county, period) -> item, hash, name, gone, revision, size, author, stamp
-- Every revision, so that the last row of an (item, hash) counts.
SELECT e.item, e.hash, e.name, e.gone, e.revision, o.size, a.author, a.stamp
  FROM evidence AS e
  JOIN original AS o ON o.hash = e.hash
  JOIN audit AS a ON a.county = e.county AND a.revision = e.revision
 WHERE e.county = :county AND e.period = :period
 ORDER BY e.item, e.hash, e.revision;

-- name: evidence_stands  (county, period, item, hash) -> gone
SELECT gone FROM evidence
 WHERE county = :county AND period = :period AND item = :item AND hash = :hash
 ORDER BY revision DESC LIMIT 1;
