-- What was written stays, in the tables of version 5 too.
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
