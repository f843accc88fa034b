-- GeoPackage 1.3, annex F.3, as GDAL 3.6 writes them. {rtree}, {table} and {column} are quoted names;
-- {base} is the index's name inside quotes.
CREATE TRIGGER "{base}_insert" AFTER INSERT ON {table}
WHEN (NEW.{column} NOT NULL AND NOT ST_IsEmpty(NEW.{column})) BEGIN
    INSERT OR REPLACE INTO {rtree} VALUES (NEW.fid, ST_MinX(NEW.{column}), ST_MaxX(NEW.{column}), ST_MinY(NEW.{column}), ST_MaxY(NEW.{column}));
END;
CREATE TRIGGER "{base}_update1" AFTER UPDATE OF {column} ON {table}
WHEN OLD.fid = NEW.fid AND (NEW.{column} NOTNULL AND NOT ST_IsEmpty(NEW.{column})) BEGIN
    INSERT OR REPLACE INTO {rtree} VALUES (NEW.fid, ST_MinX(NEW.{column}), ST_MaxX(NEW.{column}), ST_MinY(NEW.{column}), ST_MaxY(NEW.{column}));
END;
CREATE TRIGGER "{base}_update2" AFTER UPDATE OF {column} ON {table}
WHEN OLD.fid = NEW.fid AND (NEW.{column} ISNULL OR ST_IsEmpty(NEW.{column})) BEGIN
    DELETE FROM {rtree} WHERE id = OLD.fid;
END;
CREATE TRIGGER "{base}_update3" AFTER UPDATE ON {table}
WHEN OLD.fid != NEW.fid AND (NEW.{column} NOTNULL AND NOT ST_IsEmpty(NEW.{column})) BEGIN
    DELETE FROM {rtree} WHERE id = OLD.fid;
    INSERT OR REPLACE INTO {rtree} VALUES (NEW.fid, ST_MinX(NEW.{column}), ST_MaxX(NEW.{column}), ST_MinY(NEW.{column}), ST_MaxY(NEW.{column}));
END;
CREATE TRIGGER "{base}_update4" AFTER UPDATE ON {table}
WHEN OLD.fid != NEW.fid AND (NEW.{column} ISNULL OR ST_IsEmpty(NEW.{column})) BEGIN
    DELETE FROM {rtree} WHERE id IN (OLD.fid, NEW.fid);
END;
CREATE TRIGGER "{base}_delete" AFTER DELETE ON {table}
WHEN OLD.{column} NOT NULL BEGIN
    DELETE FROM {rtree} WHERE id = OLD.fid;
END;
