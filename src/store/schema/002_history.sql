-- History: every edit, and every row as it was before it. What a row became is the next entry's before, or the row as
-- it is now. Rows that were there already are created by the edit that their revision names.

ALTER TABLE cercania_meta ADD COLUMN writing INTEGER;

CREATE TABLE edits (
    revision INTEGER PRIMARY KEY NOT NULL,
    made_at DATETIME NOT NULL,
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    undoes INTEGER,
    CONSTRAINT action_is_edit_import_undo_or_external CHECK (action IN ('edit', 'import', 'undo', 'external'))
);
CREATE INDEX edits_by_undoes ON edits (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE settings_log (
    entry INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    revision INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT
);
CREATE INDEX settings_log_by_revision ON settings_log (revision);

CREATE TABLE settlements_log (
    entry INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    revision INTEGER NOT NULL,
    operation TEXT NOT NULL,
    fid INTEGER NOT NULL,
    geom BLOB,
    id TEXT,
    name TEXT,
    row_revision INTEGER,
    CONSTRAINT operation_is_create_update_or_delete CHECK (operation IN ('create', 'update', 'delete'))
);

CREATE TABLE kitchens_log (
    entry INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    revision INTEGER NOT NULL,
    operation TEXT NOT NULL,
    fid INTEGER NOT NULL,
    geom BLOB,
    id TEXT,
    name TEXT,
    kind TEXT,
    status TEXT,
    address TEXT,
    rations INTEGER,
    row_revision INTEGER,
    CONSTRAINT operation_is_create_update_or_delete CHECK (operation IN ('create', 'update', 'delete'))
);

CREATE TABLE households_log (
    entry INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    revision INTEGER NOT NULL,
    operation TEXT NOT NULL,
    fid INTEGER NOT NULL,
    geom BLOB,
    id TEXT,
    code TEXT,
    address TEXT,
    persons MEDIUMINT,
    accuracy_m DOUBLE,
    declared_settlement_id TEXT,
    fixed_kitchen_id TEXT,
    fixed_reason TEXT,
    closed_on DATE,
    row_revision INTEGER,
    CONSTRAINT operation_is_create_update_or_delete CHECK (operation IN ('create', 'update', 'delete'))
);

-- What other programs added before there was a log has no revision of its own.
UPDATE cercania_meta SET revision = revision + 1 WHERE EXISTS (SELECT 1 FROM settlements WHERE revision NOT BETWEEN 1 AND (SELECT revision FROM cercania_meta)) OR EXISTS (SELECT 1 FROM kitchens WHERE revision NOT BETWEEN 1 AND (SELECT revision FROM cercania_meta)) OR EXISTS (SELECT 1 FROM households WHERE revision NOT BETWEEN 1 AND (SELECT revision FROM cercania_meta));
UPDATE settlements SET revision = (SELECT revision FROM cercania_meta) WHERE revision NOT BETWEEN 1 AND (SELECT revision FROM cercania_meta);
UPDATE kitchens SET revision = (SELECT revision FROM cercania_meta) WHERE revision NOT BETWEEN 1 AND (SELECT revision FROM cercania_meta);
UPDATE households SET revision = (SELECT revision FROM cercania_meta) WHERE revision NOT BETWEEN 1 AND (SELECT revision FROM cercania_meta);

INSERT INTO edits (revision, made_at, author, action)
    SELECT revision, ifnull((SELECT last_change FROM gpkg_contents WHERE table_name = 'cercania_meta'), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), 'local', 'import'
    FROM (SELECT revision FROM settlements UNION SELECT revision FROM kitchens UNION SELECT revision FROM households UNION SELECT revision FROM settings)
    WHERE revision BETWEEN 1 AND (SELECT revision FROM cercania_meta);
INSERT INTO settlements_log (revision, operation, fid) SELECT revision, 'create', fid FROM settlements ORDER BY fid;
INSERT INTO kitchens_log (revision, operation, fid) SELECT revision, 'create', fid FROM kitchens ORDER BY fid;
INSERT INTO households_log (revision, operation, fid) SELECT revision, 'create', fid FROM households ORDER BY fid;
INSERT INTO settings_log (revision, key) SELECT revision, key FROM settings ORDER BY fid;

CREATE INDEX settlements_log_by_revision ON settlements_log (revision, operation);
CREATE INDEX settlements_log_by_fid ON settlements_log (fid);
CREATE INDEX settlements_log_by_id ON settlements_log (id) WHERE id IS NOT NULL;
CREATE INDEX kitchens_log_by_revision ON kitchens_log (revision, operation);
CREATE INDEX kitchens_log_by_fid ON kitchens_log (fid);
CREATE INDEX kitchens_log_by_id ON kitchens_log (id) WHERE id IS NOT NULL;
CREATE INDEX households_log_by_revision ON households_log (revision, operation);
CREATE INDEX households_log_by_fid ON households_log (fid);
CREATE INDEX households_log_by_id ON households_log (id) WHERE id IS NOT NULL;
