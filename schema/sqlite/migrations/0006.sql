-- What was written stays, in the table of version 6 too.
CREATE TRIGGER unit_event_share_no_update BEFORE UPDATE ON unit_event_share
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER unit_event_share_no_delete BEFORE DELETE ON unit_event_share
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
