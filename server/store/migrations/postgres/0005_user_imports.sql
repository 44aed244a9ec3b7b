-- Importing users: files on their way, imports that were made and what takes them back.

-- SQLite's functions of these names, so that one statement text takes times and bytes in bulk on both: JSON has
-- neither. A time is RFC 3339 text in UTC; bytes are hexadecimal digits.
CREATE FUNCTION strftime(format TEXT, moment TEXT) RETURNS TIMESTAMPTZ LANGUAGE SQL STABLE PARALLEL SAFE
    AS $$ SELECT moment::timestamptz $$;
CREATE FUNCTION unhex(digits TEXT) RETURNS BYTEA LANGUAGE SQL IMMUTABLE PARALLEL SAFE
    AS $$ SELECT decode(digits, 'hex') $$;

INSERT INTO counter (name, next) VALUES ('upload', 1);

-- A file that arrives in parts, at any server on this database.
CREATE TABLE upload (
    id        BIGINT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id),
    opened_at TIMESTAMPTZ NOT NULL,
    -- Of all parts, in bytes.
    size      BIGINT NOT NULL
);
CREATE INDEX upload_person ON upload (person_id);

CREATE TABLE upload_part (
    upload_id BIGINT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    place     BIGINT NOT NULL,
    bytes     BYTEA NOT NULL,
    PRIMARY KEY (upload_id, place)
);

CREATE TABLE user_import (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        TIMESTAMPTZ NOT NULL,
    actor_id  BIGINT REFERENCES person (id),
    file_name TEXT NOT NULL,
    -- domain::import::users::plan::Counts as JSON.
    counts    TEXT NOT NULL,
    -- Whether it made or changed an account that holds a permission of the group medtech.
    medtech   BOOLEAN NOT NULL,
    undone_at TIMESTAMPTZ,
    undone_by BIGINT REFERENCES person (id)
);

-- The organisations whose users it made or changed.
CREATE TABLE user_import_organisation (
    import_id       BIGINT NOT NULL REFERENCES user_import (id),
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (import_id, organisation_id)
);

-- Who was made or changed, and what takes it back.
CREATE TABLE imported_user (
    import_id BIGINT NOT NULL REFERENCES user_import (id),
    -- The row of the file.
    place     BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES person (id),
    -- Of the account as the import left it.
    version   BIGINT NOT NULL,
    -- The account before as JSON of domain::user::Checked; none where the import made it.
    before    TEXT,
    -- What was new in it: JSON of domain::import::users::UserField.
    changed   TEXT,
    -- The cohort it was put into.
    joined    BIGINT REFERENCES cohort (id),
    -- Why it was left as it was when the import was taken back (domain::import::users::KeptBecause).
    kept      TEXT,
    PRIMARY KEY (import_id, place)
);

-- How files with a header were mapped, by who mapped them.
CREATE TABLE remembered_header (
    person_id  BIGINT NOT NULL REFERENCES person (id),
    kind       TEXT COLLATE "C" NOT NULL,
    header_key TEXT COLLATE "C" NOT NULL,
    kept       TEXT NOT NULL,
    kept_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (person_id, kind, header_key)
);
