-- What was written stays, in the tables of version 2 too.
CREATE TRIGGER observation_no_update BEFORE UPDATE ON observation
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER observation_no_delete BEFORE DELETE ON observation
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
