-- Assessments that were declared final.

-- name: add_frozen  (county, number, revision, period, at_revision, standard, standard_hash, standard_text, settings_hash, settings_text, as_of, engine, assessment, author, approver, reason, stamp)
INSERT INTO frozen (county, number, revision, period, at_revision, standard, standard_hash,
                   standard_text, settings_hash, settings_text, as_of, engine, assessment,
                   author, approver, reason, stamp)
VALUES (:county, :number, :revision, :period, :at_revision, :standard, :standard_hash,
        :standard_text, :settings_hash, :settings_text, :as_of, :engine, :assessment, :author,
        :approver, :reason, :stamp);
