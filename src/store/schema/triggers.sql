-- What keeps ids, revisions and history whoever writes; only what SQLite had by 2018. {table} is a register, {letter}
-- begins its minted ids, {columns}, {old} and {differs} are its columns, their old values, and whether any differs.
--
-- While cercania_meta.writing is not NULL the writer keeps all this itself: cercania inside its own transactions, and
-- these triggers while they write. So it does not matter in which order they run, or whether triggers may recurse.
-- One transaction of another program cannot be told from its next: every row that it writes has a revision of its own.
CREATE TRIGGER {table}_mint_id AFTER INSERT ON {table} WHEN NEW.id IS NULL BEGIN
    UPDATE cercania_meta SET writing = 1;
    UPDATE {table} SET id = '{letter}.' || NEW.fid || CASE WHEN EXISTS (SELECT 1 FROM {table} WHERE id = '{letter}.' || NEW.fid) OR EXISTS (SELECT 1 FROM {table}_log WHERE id = '{letter}.' || NEW.fid) THEN '-' || lower(hex(randomblob(4))) ELSE '' END WHERE fid = NEW.fid;
    UPDATE cercania_meta SET writing = NULL;
END;
CREATE TRIGGER {table}_keep_id AFTER UPDATE OF id ON {table} WHEN NEW.id IS NULL AND OLD.id IS NOT NULL BEGIN
    UPDATE cercania_meta SET writing = 1;
    UPDATE {table} SET id = OLD.id WHERE fid = NEW.fid;
    UPDATE cercania_meta SET writing = NULL;
END;
CREATE TRIGGER {table}_log_insert AFTER INSERT ON {table} WHEN (SELECT writing FROM cercania_meta) IS NULL BEGIN
    UPDATE cercania_meta SET revision = revision + 1, writing = 1;
    INSERT INTO edits (revision, made_at, author, action) SELECT revision, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'another program', 'external' FROM cercania_meta;
    INSERT INTO {table}_log (revision, operation, fid) SELECT revision, 'create', NEW.fid FROM cercania_meta;
    UPDATE {table} SET revision = (SELECT revision FROM cercania_meta) WHERE fid = NEW.fid;
    UPDATE cercania_meta SET writing = NULL;
END;
CREATE TRIGGER {table}_log_update AFTER UPDATE ON {table} WHEN (SELECT writing FROM cercania_meta) IS NULL AND (NEW.fid != OLD.fid OR ifnull(NEW.id, OLD.id) IS NOT OLD.id OR NEW.revision IS NOT OLD.revision OR {differs}) BEGIN
    UPDATE cercania_meta SET revision = revision + 1, writing = 1;
    INSERT INTO edits (revision, made_at, author, action) SELECT revision, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'another program', 'external' FROM cercania_meta;
    INSERT INTO {table}_log (revision, operation, fid, geom, id, {columns}, row_revision) SELECT revision, CASE WHEN NEW.fid != OLD.fid OR ifnull(NEW.id, OLD.id) IS NOT OLD.id THEN 'delete' ELSE 'update' END, OLD.fid, OLD.geom, OLD.id, {old}, OLD.revision FROM cercania_meta;
    INSERT INTO {table}_log (revision, operation, fid) SELECT revision, 'create', NEW.fid FROM cercania_meta WHERE NEW.fid != OLD.fid OR ifnull(NEW.id, OLD.id) IS NOT OLD.id;
    UPDATE {table} SET revision = (SELECT revision FROM cercania_meta) WHERE fid = NEW.fid;
    UPDATE cercania_meta SET writing = NULL;
END;
CREATE TRIGGER {table}_log_delete AFTER DELETE ON {table} WHEN (SELECT writing FROM cercania_meta) IS NULL BEGIN
    UPDATE cercania_meta SET revision = revision + 1;
    INSERT INTO edits (revision, made_at, author, action) SELECT revision, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'another program', 'external' FROM cercania_meta;
    INSERT INTO {table}_log (revision, operation, fid, geom, id, {columns}, row_revision) SELECT revision, 'delete', OLD.fid, OLD.geom, OLD.id, {old}, OLD.revision FROM cercania_meta;
END;
