-- What was written stays, in the tables of version 4 too.
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER deed_no_update BEFORE UPDATE ON deed
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER deed_no_delete BEFORE DELETE ON deed
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
