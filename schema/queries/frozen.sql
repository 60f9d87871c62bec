-- Assessments that were declared final.

-- name: add_frozen  (county, number, revision, period, at_revision, standard, standard_hash, standard_text, settings_hash, settings_text, as_of, engine, assessment, author, approver, reason, stamp, content, output, marks)
INSERT INTO frozen (county, number, revision, period, at_revision, standard, standard_hash,
                    standard_text, settings_hash, settings_text, as_of, engine, assessment, author,
                    approver, reason, stamp, content, output, marks)
VALUES (:county, :number, :revision, :period, :at_revision, :standard, :standard_hash,
        :standard_text, :settings_hash, :settings_text, :as_of, :engine, :assessment, :author,
        :approver, :reason, :stamp, :content, :output, :marks);

-- name: frozen_of_county  (county) -> county, number, revision, period, at_revision, standard, standard_hash, standard_text, settings_hash, settings_text, as_of, engine, assessment, author, approver, reason, stamp, content, output, marks
-- The columns in the order in which the row is added and hashed.
SELECT county, number, revision, period, at_revision, standard, standard_hash, standard_text,
       settings_hash, settings_text, as_of, engine, assessment, author, approver, reason, stamp,
       content, output, marks
  FROM frozen WHERE county = :county ORDER BY number;
