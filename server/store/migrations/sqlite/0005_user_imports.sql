-- Importing users: files on their way, imports that were made and what takes them back.

INSERT INTO counter (name, next) VALUES ('upload', 1);

-- A file that arrives in parts, at any server on this database.
CREATE TABLE upload (
    id        INTEGER NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id),
    opened_at DATETIME NOT NULL,
    -- Of all parts, in bytes.
    size      BIGINT NOT NULL
);
CREATE INDEX upload_person ON upload (person_id);

CREATE TABLE upload_part (
    upload_id BIGINT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    place     BIGINT NOT NULL,
    bytes     BLOB NOT NULL,
    PRIMARY KEY (upload_id, place)
);

CREATE TABLE user_import (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at        DATETIME NOT NULL,
    actor_id  BIGINT REFERENCES person (id),
    file_name TEXT NOT NULL,
    -- domain::import::users::plan::Counts as JSON.
    counts    TEXT NOT NULL,
    -- Whether it made or changed an account that holds a permission of the group medtech.
    medtech   BOOLEAN NOT NULL,
    undone_at DATETIME,
    undone_by BIGINT REFERENCES person (id)
);

-- The organisations whose users it made or changed.
CREATE TABLE user_import_organisation (
    import_id       BIGINT NOT NULL REFERENCES user_import (id),
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (import_id, organisation_id)
) WITHOUT ROWID;

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
    kind       TEXT NOT NULL,
    header_key TEXT NOT NULL,
    kept       TEXT NOT NULL,
    kept_at    DATETIME NOT NULL,
    PRIMARY KEY (person_id, kind, header_key)
) WITHOUT ROWID;
