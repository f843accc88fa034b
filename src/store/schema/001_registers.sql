-- Registers, settings, and the counter. The checks keep what other programs write sane; they use only
-- what SQLite had by 2018, because QGIS and GDAL bring their own. Their names are what those programs
-- show when they refuse a value.
--
-- id may be NULL only until the trigger below has given it one: QGIS and ogr2ogr add rows without.
-- A minted id has a dot, which offices do not write, and the fid, which is never used again.

CREATE TABLE cercania_meta (
    fid INTEGER PRIMARY KEY NOT NULL CHECK (fid = 1),
    schema_version INTEGER NOT NULL,
    revision INTEGER NOT NULL
);
INSERT INTO cercania_meta VALUES (1, 0, 0);

CREATE TABLE settings (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE settlements (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    geom MULTIPOLYGON NOT NULL,
    id TEXT UNIQUE,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT id_has_1_to_64_letters_digits_dots_dashes CHECK (id IS NULL OR (typeof(id) = 'text' AND length(CAST(id AS BLOB)) BETWEEN 1 AND 64 AND id NOT GLOB '*[^A-Za-z0-9._-]*'))
);

CREATE TABLE kitchens (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    geom POINT NOT NULL,
    id TEXT UNIQUE,
    name TEXT NOT NULL,
    kind TEXT,
    status TEXT NOT NULL DEFAULT 'open',
    address TEXT,
    rations INTEGER,
    revision INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT id_has_1_to_64_letters_digits_dots_dashes CHECK (id IS NULL OR (typeof(id) = 'text' AND length(CAST(id AS BLOB)) BETWEEN 1 AND 64 AND id NOT GLOB '*[^A-Za-z0-9._-]*')),
    CONSTRAINT kind_is_comedor_popular_or_olla_comun CHECK (kind IS NULL OR kind IN ('comedor_popular', 'olla_comun')),
    CONSTRAINT status_is_open_or_closed CHECK (status IN ('open', 'closed')),
    CONSTRAINT rations_is_a_whole_number_from_0 CHECK (rations IS NULL OR (typeof(rations) = 'integer' AND rations BETWEEN 0 AND 4294967295))
);

CREATE TABLE households (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    geom POINT,
    id TEXT UNIQUE,
    code TEXT,
    address TEXT,
    persons MEDIUMINT,
    accuracy_m DOUBLE,
    declared_settlement_id TEXT,
    fixed_kitchen_id TEXT,
    fixed_reason TEXT,
    closed_on DATE,
    revision INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT id_has_1_to_64_letters_digits_dots_dashes CHECK (id IS NULL OR (typeof(id) = 'text' AND length(CAST(id AS BLOB)) BETWEEN 1 AND 64 AND id NOT GLOB '*[^A-Za-z0-9._-]*')),
    CONSTRAINT persons_is_a_whole_number_from_1_to_10000 CHECK (persons IS NULL OR (typeof(persons) = 'integer' AND persons BETWEEN 1 AND 10000)),
    CONSTRAINT accuracy_m_is_a_number_from_0 CHECK (accuracy_m IS NULL OR (typeof(accuracy_m) IN ('real', 'integer') AND accuracy_m BETWEEN 0 AND 1.7976931348623157e308)),
    CONSTRAINT declared_settlement_id_is_an_id CHECK (declared_settlement_id IS NULL OR declared_settlement_id NOT GLOB '*[^A-Za-z0-9._-]*'),
    CONSTRAINT fixed_kitchen_id_is_an_id CHECK (fixed_kitchen_id IS NULL OR fixed_kitchen_id NOT GLOB '*[^A-Za-z0-9._-]*'),
    CONSTRAINT a_fixed_reason_needs_a_fixed_kitchen_id CHECK (ifnull(fixed_reason, '') = '' OR ifnull(fixed_kitchen_id, '') != ''),
    CONSTRAINT closed_on_is_a_day CHECK (closed_on IS NULL OR (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(closed_on, '+0 days') IS closed_on))
);

CREATE TRIGGER settlements_mint_id AFTER INSERT ON settlements WHEN NEW.id IS NULL BEGIN
    UPDATE settlements SET id = 'S.' || NEW.fid || CASE WHEN EXISTS (SELECT 1 FROM settlements WHERE id = 'S.' || NEW.fid) THEN '-' || lower(hex(randomblob(4))) ELSE '' END WHERE fid = NEW.fid;
END;
CREATE TRIGGER settlements_keep_id AFTER UPDATE OF id ON settlements WHEN NEW.id IS NULL AND OLD.id IS NOT NULL BEGIN
    UPDATE settlements SET id = OLD.id WHERE fid = NEW.fid;
END;
CREATE TRIGGER kitchens_mint_id AFTER INSERT ON kitchens WHEN NEW.id IS NULL BEGIN
    UPDATE kitchens SET id = 'K.' || NEW.fid || CASE WHEN EXISTS (SELECT 1 FROM kitchens WHERE id = 'K.' || NEW.fid) THEN '-' || lower(hex(randomblob(4))) ELSE '' END WHERE fid = NEW.fid;
END;
CREATE TRIGGER kitchens_keep_id AFTER UPDATE OF id ON kitchens WHEN NEW.id IS NULL AND OLD.id IS NOT NULL BEGIN
    UPDATE kitchens SET id = OLD.id WHERE fid = NEW.fid;
END;
CREATE TRIGGER households_mint_id AFTER INSERT ON households WHEN NEW.id IS NULL BEGIN
    UPDATE households SET id = 'H.' || NEW.fid || CASE WHEN EXISTS (SELECT 1 FROM households WHERE id = 'H.' || NEW.fid) THEN '-' || lower(hex(randomblob(4))) ELSE '' END WHERE fid = NEW.fid;
END;
CREATE TRIGGER households_keep_id AFTER UPDATE OF id ON households WHEN NEW.id IS NULL AND OLD.id IS NOT NULL BEGIN
    UPDATE households SET id = OLD.id WHERE fid = NEW.fid;
END;
