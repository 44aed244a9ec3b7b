-- How many acts have been done on the groups of a course and period. An act raises it first, which
-- locks the place against every other act.
CREATE TABLE course_period (
    course_id BIGINT NOT NULL REFERENCES course (id),
    period_id BIGINT NOT NULL REFERENCES curriculum_period (id),
    version   BIGINT NOT NULL,
    PRIMARY KEY (course_id, period_id)
);

CREATE TABLE group_set (
    id          BIGINT NOT NULL PRIMARY KEY,
    course_id   BIGINT NOT NULL REFERENCES course (id),
    period_id   BIGINT NOT NULL REFERENCES curriculum_period (id),
    name        TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    several     BOOLEAN NOT NULL,
    UNIQUE (course_id, period_id, name_folded)
);

CREATE TABLE course_group (
    id          BIGINT NOT NULL PRIMARY KEY,
    course_id   BIGINT NOT NULL REFERENCES course (id),
    period_id   BIGINT NOT NULL REFERENCES curriculum_period (id),
    set_id      BIGINT NOT NULL REFERENCES group_set (id),
    name        TEXT COLLATE "C" NOT NULL,
    name_folded TEXT COLLATE "C" NOT NULL,
    deleted     BOOLEAN NOT NULL
);
CREATE INDEX course_group_place ON course_group (course_id, period_id);
CREATE INDEX course_group_set ON course_group (set_id);
CREATE UNIQUE INDEX course_group_live_name ON course_group (course_id, period_id, name_folded) WHERE NOT deleted;

CREATE TABLE group_member (
    group_id   BIGINT NOT NULL REFERENCES course_group (id),
    learner_id BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (group_id, learner_id)
);
CREATE INDEX group_member_learner ON group_member (learner_id);

CREATE TABLE group_tutor (
    group_id BIGINT NOT NULL REFERENCES course_group (id),
    tutor_id BIGINT NOT NULL REFERENCES person (id),
    kind     TEXT NOT NULL,
    PRIMARY KEY (group_id, tutor_id)
);
CREATE INDEX group_tutor_tutor ON group_tutor (tutor_id);

-- The acts that were kept: changes and their inverse as JSON of domain::groups::Change.
CREATE TABLE group_entry (
    id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course_id BIGINT NOT NULL REFERENCES course (id),
    period_id BIGINT NOT NULL REFERENCES curriculum_period (id),
    version   BIGINT NOT NULL,
    at        TIMESTAMPTZ NOT NULL,
    actor_id  BIGINT REFERENCES person (id),
    action    TEXT NOT NULL,
    words     TEXT NOT NULL,
    changes   TEXT NOT NULL,
    inverse   TEXT NOT NULL,
    undone_by BIGINT REFERENCES group_entry (id),
    UNIQUE (course_id, period_id, version)
);
