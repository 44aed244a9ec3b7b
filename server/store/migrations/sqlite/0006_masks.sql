-- Permission masks (SPEC P4): who lent theirs to whom, and for which days, both included.
CREATE TABLE mask (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    lender_id   BIGINT NOT NULL REFERENCES person (id),
    borrower_id BIGINT NOT NULL REFERENCES person (id),
    starts      DATE NOT NULL,
    finishes    DATE NOT NULL,
    lent_at     DATETIME NOT NULL,
    revoked_at  DATETIME,
    CHECK (starts <= finishes),
    CHECK (lender_id <> borrower_id)
);
CREATE INDEX mask_lender ON mask (lender_id);
CREATE INDEX mask_borrower ON mask (borrower_id);

-- The mask that is worn, and the organisation that is looked at (SPEC P5); none: oneself, and all.
ALTER TABLE session ADD COLUMN mask_id BIGINT REFERENCES mask (id);
ALTER TABLE session ADD COLUMN organisation_id BIGINT REFERENCES organisation (id);

-- Whose permissions were used, as in audit.
ALTER TABLE group_entry ADD COLUMN acted_as_id BIGINT REFERENCES person (id);
