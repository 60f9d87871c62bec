-- What was written stays, in the tables of version 5 too.
CREATE TRIGGER cycle_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cycle
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER form_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON form_step
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER form_cell_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON form_cell
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
