CREATE TRIGGER {table}_take_revision BEFORE INSERT OR UPDATE OR DELETE ON {schema}.{table} FOR EACH STATEMENT EXECUTE FUNCTION {schema}.cercania_take_revision();
CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {schema}.{table} FOR EACH STATEMENT EXECUTE FUNCTION {schema}.cercania_refuse_truncate();
-- Rows that cercania inserts have all of it already: a call for each of a million is saved.
CREATE TRIGGER {table}_keep_insert BEFORE INSERT ON {schema}.{table} FOR EACH ROW WHEN ({missing_id}NEW.revision::text IS DISTINCT FROM current_setting('cercania.revision', true)) EXECUTE FUNCTION {schema}.{table}_keep();
CREATE TRIGGER {table}_keep_update BEFORE UPDATE ON {schema}.{table} FOR EACH ROW EXECUTE FUNCTION {schema}.{table}_keep();
CREATE TRIGGER {table}_log_insert AFTER INSERT ON {schema}.{table} REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{table}_log_insert();
CREATE TRIGGER {table}_log_update AFTER UPDATE ON {schema}.{table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{table}_log_update();
CREATE TRIGGER {table}_log_delete AFTER DELETE ON {schema}.{table} REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION {schema}.{table}_log_delete();
