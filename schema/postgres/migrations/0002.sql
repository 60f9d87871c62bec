-- What was written stays, in the tables of version 2 too.
CREATE TRIGGER observation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON observation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_event_part_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_event_part
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER confirmed_name_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON confirmed_name
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER frozen_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON frozen
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
