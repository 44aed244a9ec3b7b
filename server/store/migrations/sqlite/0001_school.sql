-- The same tables stand in ../postgres. Times are RFC 3339 text in UTC to the whole second. Text that is
-- searched or must be unique in any case has a folded twin (domain::text::fold).

-- Who hands out ids of rows that also come in bulk with ids of their own.
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL
);
INSERT INTO counter (name, next) VALUES
    ('organisation', 1), ('department', 1), ('person', 1), ('cohort', 1), ('layout', 1), ('period', 1), ('course', 1),
    ('group', 1);

CREATE TABLE organisation (
    id   INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE department (
    id              INTEGER NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    name            TEXT NOT NULL
);

CREATE TABLE gender (
    code     TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    position BIGINT NOT NULL
);
INSERT INTO gender (code, name, position) VALUES
    ('F', 'Female', 1), ('M', 'Male', 2), ('NB', 'Non-Binary', 3), ('U', 'Undefined', 4);

-- A person with their account: what the domain calls a user.
CREATE TABLE person (
    id                   INTEGER NOT NULL PRIMARY KEY,
    username             TEXT NOT NULL,
    username_key         TEXT NOT NULL UNIQUE,
    email                TEXT NOT NULL,
    email_key            TEXT NOT NULL UNIQUE,
    number               TEXT,
    number_key           TEXT,
    first_name           TEXT NOT NULL,
    middle_name          TEXT,
    last_name            TEXT NOT NULL,
    first_folded         TEXT NOT NULL,
    last_folded          TEXT NOT NULL,
    -- "last,first", as files name a person (domain::import::groups::name_key).
    name_key             TEXT NOT NULL,
    search_text          TEXT NOT NULL,
    gender               TEXT NOT NULL REFERENCES gender (code),
    entry_year           INTEGER,
    grad_year            INTEGER,
    password_hash        TEXT,
    must_change_password BOOLEAN NOT NULL,
    status               TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    access_start         DATETIME,
    access_finish        DATETIME,
    created_at           DATETIME NOT NULL,
    last_sign_in_at      DATETIME,
    deleted_at           DATETIME
);
CREATE INDEX person_number ON person (number_key);
CREATE INDEX person_name ON person (name_key);

CREATE TABLE held_grant (
    person_id       BIGINT NOT NULL REFERENCES person (id),
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    held_group      TEXT NOT NULL,
    held_role       TEXT NOT NULL,
    PRIMARY KEY (person_id, organisation_id, held_group, held_role)
) WITHOUT ROWID;
CREATE INDEX held_grant_organisation ON held_grant (organisation_id, held_group);

-- Who works in an organisation, and so may tutor; and who studies there. One row for each grant, so that
-- a condition on the person reaches the index.
CREATE VIEW works_in AS
    SELECT person_id, organisation_id FROM held_grant
    WHERE held_group IN ('faculty', 'resident', 'staff', 'medtech');
CREATE VIEW studies_in AS
    SELECT person_id, organisation_id FROM held_grant WHERE held_group = 'student';

CREATE TABLE person_department (
    person_id     BIGINT NOT NULL REFERENCES person (id),
    department_id BIGINT NOT NULL REFERENCES department (id),
    PRIMARY KEY (person_id, department_id)
) WITHOUT ROWID;

CREATE TABLE cohort (
    id              INTEGER NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    name            TEXT NOT NULL,
    name_folded     TEXT NOT NULL,
    UNIQUE (organisation_id, name_folded)
);

CREATE TABLE cohort_member (
    cohort_id BIGINT NOT NULL REFERENCES cohort (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (cohort_id, person_id)
) WITHOUT ROWID;
CREATE INDEX cohort_member_person ON cohort_member (person_id);

CREATE TABLE curriculum_layout (
    id              INTEGER NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    name            TEXT NOT NULL
);

CREATE TABLE curriculum_period (
    id        INTEGER NOT NULL PRIMARY KEY,
    layout_id BIGINT NOT NULL REFERENCES curriculum_layout (id),
    title     TEXT NOT NULL,
    starts    DATE NOT NULL,
    finishes  DATE NOT NULL,
    CHECK (starts <= finishes)
);
CREATE INDEX curriculum_period_layout ON curriculum_period (layout_id);

CREATE TABLE course (
    id              INTEGER NOT NULL PRIMARY KEY,
    organisation_id BIGINT NOT NULL REFERENCES organisation (id),
    layout_id       BIGINT NOT NULL REFERENCES curriculum_layout (id),
    code            TEXT NOT NULL,
    code_folded     TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL
);

CREATE TABLE contact (
    course_id BIGINT NOT NULL REFERENCES course (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind      TEXT NOT NULL,
    PRIMARY KEY (course_id, person_id, kind)
) WITHOUT ROWID;
CREATE INDEX contact_person ON contact (person_id);

CREATE TABLE enrolled_cohort (
    course_id   BIGINT NOT NULL REFERENCES course (id),
    period_id   BIGINT NOT NULL REFERENCES curriculum_period (id),
    cohort_id   BIGINT NOT NULL REFERENCES cohort (id),
    enrolled_at DATETIME NOT NULL,
    left_at     DATETIME,
    PRIMARY KEY (course_id, period_id, cohort_id)
) WITHOUT ROWID;

CREATE TABLE enrolled_learner (
    course_id   BIGINT NOT NULL REFERENCES course (id),
    period_id   BIGINT NOT NULL REFERENCES curriculum_period (id),
    learner_id  BIGINT NOT NULL REFERENCES person (id),
    enrolled_at DATETIME NOT NULL,
    left_at     DATETIME,
    PRIMARY KEY (course_id, period_id, learner_id)
) WITHOUT ROWID;

-- Who is enrolled now. A learner's own row decides; without one, a cohort that is enrolled brings them:
-- of several the first, so that nobody is there twice and no UNION keeps a condition from the indexes.
CREATE VIEW enrolled_by_name AS
    SELECT own.course_id, own.period_id, own.learner_id
    FROM enrolled_learner AS own
    JOIN person AS p ON p.id = own.learner_id
    WHERE own.left_at IS NULL AND p.deleted_at IS NULL;
CREATE VIEW enrolled_through_cohort AS
    SELECT whole.course_id, whole.period_id, m.person_id AS learner_id
    FROM enrolled_cohort AS whole
    JOIN cohort_member AS m ON m.cohort_id = whole.cohort_id
    JOIN person AS p ON p.id = m.person_id
    WHERE whole.left_at IS NULL AND p.deleted_at IS NULL
      AND NOT EXISTS (
          SELECT 1 FROM enrolled_learner AS own
          WHERE own.course_id = whole.course_id AND own.period_id = whole.period_id AND own.learner_id = m.person_id
      )
      AND NOT EXISTS (
          -- CROSS: SQLite then starts from the learner's few cohorts, not from the course's many.
          SELECT 1 FROM cohort_member AS e CROSS JOIN enrolled_cohort AS earlier
          WHERE e.person_id = m.person_id AND e.cohort_id < whole.cohort_id
            AND earlier.course_id = whole.course_id AND earlier.period_id = whole.period_id
            AND earlier.cohort_id = e.cohort_id AND earlier.left_at IS NULL
      );
CREATE VIEW enrolled_now AS
    SELECT course_id, period_id, learner_id FROM enrolled_by_name
    UNION ALL
    SELECT course_id, period_id, learner_id FROM enrolled_through_cohort;
