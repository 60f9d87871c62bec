-- What was written stays: a correction is a new row. (SQLite's way to say so.)
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
CREATE TRIGGER unit_event_no_update BEFORE UPDATE ON unit_event
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_event_no_delete BEFORE DELETE ON unit_event
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_event_part_no_update BEFORE UPDATE ON unit_event_part
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_event_part_no_delete BEFORE DELETE ON unit_event_part
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER confirmed_name_no_update BEFORE UPDATE ON confirmed_name
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER confirmed_name_no_delete BEFORE DELETE ON confirmed_name
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER frozen_no_update BEFORE UPDATE ON frozen
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER frozen_no_delete BEFORE DELETE ON frozen
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
CREATE TRIGGER cycle_no_update BEFORE UPDATE ON cycle
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER cycle_no_delete BEFORE DELETE ON cycle
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER form_step_no_update BEFORE UPDATE ON form_step
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER form_step_no_delete BEFORE DELETE ON form_step
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER form_cell_no_update BEFORE UPDATE ON form_cell
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER form_cell_no_delete BEFORE DELETE ON form_cell
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_event_share_no_update BEFORE UPDATE ON unit_event_share
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_event_share_no_delete BEFORE DELETE ON unit_event_share
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
