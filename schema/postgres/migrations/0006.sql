-- What was written stays, in the table of version 6 too.
CREATE TRIGGER unit_event_share_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
    ON unit_event_share FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
