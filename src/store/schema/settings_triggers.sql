-- The history of settings, as triggers.sql keeps that of the registers.
CREATE TRIGGER settings_log_insert AFTER INSERT ON settings WHEN (SELECT writing FROM cercania_meta) IS NULL BEGIN
    UPDATE cercania_meta SET revision = revision + 1, writing = 1;
    INSERT INTO edits (revision, made_at, author, action) SELECT revision, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'another program', 'external' FROM cercania_meta;
    INSERT INTO settings_log (revision, key) SELECT revision, NEW.key FROM cercania_meta;
    UPDATE settings SET revision = (SELECT revision FROM cercania_meta) WHERE fid = NEW.fid;
    UPDATE cercania_meta SET writing = NULL;
END;
CREATE TRIGGER settings_log_update AFTER UPDATE ON settings WHEN (SELECT writing FROM cercania_meta) IS NULL AND (NEW.key != OLD.key OR NEW.value IS NOT OLD.value OR NEW.revision IS NOT OLD.revision) BEGIN
    UPDATE cercania_meta SET revision = revision + 1, writing = 1;
    INSERT INTO edits (revision, made_at, author, action) SELECT revision, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'another program', 'external' FROM cercania_meta;
    INSERT INTO settings_log (revision, key, value) SELECT revision, OLD.key, OLD.value FROM cercania_meta;
    INSERT INTO settings_log (revision, key) SELECT revision, NEW.key FROM cercania_meta WHERE NEW.key != OLD.key;
    UPDATE settings SET revision = (SELECT revision FROM cercania_meta) WHERE fid = NEW.fid;
    UPDATE cercania_meta SET writing = NULL;
END;
CREATE TRIGGER settings_log_delete AFTER DELETE ON settings WHEN (SELECT writing FROM cercania_meta) IS NULL BEGIN
    UPDATE cercania_meta SET revision = revision + 1;
    INSERT INTO edits (revision, made_at, author, action) SELECT revision, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'another program', 'external' FROM cercania_meta;
    INSERT INTO settings_log (revision, key, value) SELECT revision, OLD.key, OLD.value FROM cercania_meta;
END;
