-- By which rules the groups of a set were formed (SPEC F3): JSON of domain::groups::Formed, kept with the act.
CREATE TABLE group_formed (
    entry_id BIGINT NOT NULL REFERENCES group_entry (id),
    -- A set that was taken back leaves it here: the set may come again, under the same id.
    set_id   BIGINT NOT NULL,
    formed   TEXT NOT NULL,
    PRIMARY KEY (entry_id, set_id)
);
CREATE INDEX group_formed_set ON group_formed (set_id);
