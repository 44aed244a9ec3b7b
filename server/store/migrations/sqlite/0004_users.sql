-- Users as administrators manage them (domain::user).
ALTER TABLE person ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN student_admin BOOLEAN NOT NULL DEFAULT FALSE;
-- What of a profile is only shown: an object of texts by domain::user::Detail.
ALTER TABLE person ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE held_grant ADD COLUMN track TEXT;
CREATE INDEX person_listed ON person (last_folded, first_folded, id);
CREATE INDEX person_department_department ON person_department (department_id);

-- What can be held. An installation may add its own rows: they read only until a rule names them.
CREATE TABLE held_role (
    held_group TEXT NOT NULL,
    held_role  TEXT NOT NULL,
    position   BIGINT NOT NULL,
    PRIMARY KEY (held_group, held_role)
) WITHOUT ROWID;
INSERT INTO held_role (held_group, held_role, position) VALUES
    ('student', 'student', 1), ('faculty', 'faculty', 2), ('faculty', 'lecturer', 3), ('faculty', 'director', 4),
    ('faculty', 'admin', 5), ('resident', 'resident', 6), ('resident', 'lecturer', 7), ('staff', 'staff', 8),
    ('staff', 'pcoordinator', 9), ('staff', 'translator', 10), ('staff', 'admin', 11), ('medtech', 'staff', 12),
    ('medtech', 'admin', 13);
-- Alumni hold the year of their graduation.
INSERT INTO held_role (held_group, held_role, position)
    WITH RECURSIVE graduation (year) AS (SELECT 1990 UNION ALL SELECT year + 1 FROM graduation WHERE year < 2060)
    SELECT 'alumni', CAST(year AS TEXT), 4000 - year FROM graduation;

CREATE TABLE title (
    name     TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);
INSERT INTO title (name, position) VALUES
    ('Dr.', 1), ('Mr.', 2), ('Mrs.', 3), ('Ms.', 4), ('Prof.', 5), ('Assoc. Prof.', 6), ('Asst. Prof.', 7);

CREATE TABLE pronoun (
    name     TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);
INSERT INTO pronoun (name, position) VALUES ('she/her', 1), ('he/him', 2), ('they/them', 3);

CREATE TABLE curriculum_track (
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    name            TEXT NOT NULL,
    PRIMARY KEY (organisation_id, name)
) WITHOUT ROWID;

-- The switches that are on (domain::user::Switch).
CREATE TABLE switched_on (
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    switch          TEXT NOT NULL,
    PRIMARY KEY (organisation_id, switch)
) WITHOUT ROWID;
