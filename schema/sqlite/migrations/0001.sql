-- Version 1, as it was. What was written stays: a correction is a new row. (SQLite's way to say so.)
CREATE TRIGGER observation_no_update BEFORE UPDATE ON observation
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER observation_no_delete BEFORE DELETE ON observation
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_no_update BEFORE UPDATE ON unit
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_no_delete BEFORE DELETE ON unit
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_fact_no_update BEFORE UPDATE ON unit_fact
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_fact_no_delete BEFORE DELETE ON unit_fact
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER original_no_update BEFORE UPDATE ON original
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER original_no_delete BEFORE DELETE ON original
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER file_no_update BEFORE UPDATE ON file
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER file_no_delete BEFORE DELETE ON file
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER sheet_no_update BEFORE UPDATE ON sheet
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER sheet_no_delete BEFORE DELETE ON sheet
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER setting_no_update BEFORE UPDATE ON setting
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
