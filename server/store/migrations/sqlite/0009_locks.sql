-- A set against every change, and a learner's place in a group against being taken out (SPEC G10).
ALTER TABLE group_set ADD COLUMN locked BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE group_member ADD COLUMN locked BOOLEAN NOT NULL DEFAULT FALSE;
