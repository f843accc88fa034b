-- The history of one register: {table} with the {columns} besides fid, geom, id and revision; minted ids begin with
-- {letter}. A row of the log is a row as it was before, nothing where there was none. Geometries are plain bytes there,
-- so that QGIS does not offer the log as a layer.

CREATE TABLE {schema}.{table}_log (
    entry bigint GENERATED ALWAYS AS IDENTITY,
    revision bigint NOT NULL,
    operation text NOT NULL CHECK (operation IN ('create', 'update', 'delete')),
    fid bigint NOT NULL,
    row_revision bigint,
    geom bytea,
    id text COLLATE "C",
    {typed_columns},
    PRIMARY KEY (revision, fid, entry)
);
CREATE INDEX {table}_log_fid ON {schema}.{table}_log (fid, entry) WHERE operation <> 'create';
CREATE INDEX {table}_log_id ON {schema}.{table}_log (id) WHERE id IS NOT NULL;

-- Gives rows their revision, and an id where they have none. A minted id has a dot, which offices do not write, and the
-- fid, which is never used again.
CREATE FUNCTION {schema}.{table}_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.fid <> OLD.fid THEN
            RAISE EXCEPTION 'fid is the database''s own and cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        NEW.id := coalesce(NEW.id, OLD.id);
        NEW.revision := OLD.revision;
        IF NEW *= OLD THEN
            RETURN OLD;
        END IF;
    ELSIF NEW.id IS NULL THEN
        NEW.id := '{letter}.' || NEW.fid;
        IF EXISTS (SELECT 1 FROM {schema}.{table} WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM {schema}.{table}_log WHERE id = NEW.id) THEN
            NEW.id := NEW.id || '-' || left(md5(random()::text || clock_timestamp()::text), 8);
        END IF;
    END IF;
    NEW.revision := current_setting('cercania.revision')::bigint;
    RETURN NEW;
END $$;

CREATE FUNCTION {schema}.{table}_log_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO {schema}.{table}_log (revision, operation, fid) SELECT revision, 'create', fid FROM new_rows ORDER BY fid;
    IF FOUND THEN
        PERFORM {schema}.cercania_raise_revision();
        -- A program may give fids of its own: the sequence has to be past them.
        PERFORM setval('{schema}.{table}_fid_seq', given.fid)
            FROM (SELECT max(fid) AS fid FROM new_rows) AS given, {schema}.{table}_fid_seq AS sequence WHERE given.fid > sequence.last_value;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION {schema}.{table}_log_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO {schema}.{table}_log (revision, operation, fid, row_revision, geom, id, {columns})
        SELECT is_now.revision, CASE WHEN was.id = is_now.id THEN 'update' ELSE 'delete' END, was.fid, was.revision, {postgis}.ST_AsBinary(was.geom), was.id, {old_columns}
        FROM old_rows AS was JOIN new_rows AS is_now USING (fid) WHERE was *<> is_now ORDER BY fid;
    IF FOUND THEN
        INSERT INTO {schema}.{table}_log (revision, operation, fid)
            SELECT is_now.revision, 'create', is_now.fid FROM old_rows AS was JOIN new_rows AS is_now USING (fid) WHERE was.id <> is_now.id ORDER BY fid;
        PERFORM {schema}.cercania_raise_revision();
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION {schema}.{table}_log_delete() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO {schema}.{table}_log (revision, operation, fid, row_revision, geom, id, {columns})
        SELECT current_setting('cercania.revision')::bigint, 'delete', was.fid, was.revision, {postgis}.ST_AsBinary(was.geom), was.id, {old_columns}
        FROM old_rows AS was ORDER BY fid;
    IF FOUND THEN
        PERFORM {schema}.cercania_raise_revision();
    END IF;
    RETURN NULL;
END $$;
