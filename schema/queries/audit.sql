-- The audit: who wrote what, in a chain.

-- name: last_audit  (county) -> entry, chain
SELECT entry, chain FROM audit WHERE county = :county ORDER BY entry DESC LIMIT 1;

-- name: add_audit  (county, entry, revision, act, author, reason, approver, stamp, counts, content, chain)
INSERT INTO audit (county, entry, revision, act, author, reason, approver, stamp, counts, content,
                   chain)
VALUES (:county, :entry, :revision, :act, :author, :reason, :approver, :stamp, :counts, :content,
        :chain);

-- name: audit_of_county  (county) -> entry, revision, act, author, reason, approver, stamp, counts, content, chain
SELECT entry, revision, act, author, reason, approver, stamp, counts, content, chain
  FROM audit WHERE county = :county ORDER BY entry;
