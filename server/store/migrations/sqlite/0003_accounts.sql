-- Sessions, password resets and throttling: tokens are kept hashed only.
CREATE TABLE session (
    id         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL UNIQUE,
    person_id  BIGINT NOT NULL REFERENCES person (id),
    opened_at  DATETIME NOT NULL,
    expires_at DATETIME NOT NULL
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE failed_sign_in (
    sought TEXT NOT NULL,
    at     DATETIME NOT NULL
);
CREATE INDEX failed_sign_in_sought ON failed_sign_in (sought, at);
CREATE INDEX failed_sign_in_at ON failed_sign_in (at);

CREATE TABLE password_reset (
    token_hash BLOB NOT NULL PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES person (id),
    opened_at  DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    used_at    DATETIME
);
CREATE INDEX password_reset_person ON password_reset (person_id);

CREATE TABLE mail (
    id           INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    to_address   TEXT NOT NULL,
    to_person_id BIGINT REFERENCES person (id),
    subject      TEXT NOT NULL,
    body         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    created_at   DATETIME NOT NULL,
    -- A queued message is sent when this has come.
    due_at       DATETIME NOT NULL,
    sent_at      DATETIME,
    attempts     BIGINT NOT NULL,
    problem      TEXT
);
CREATE INDEX mail_due ON mail (state, due_at);

CREATE TABLE audit (
    id              INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at              DATETIME NOT NULL,
    actor_id        BIGINT REFERENCES person (id),
    -- Whose permissions were used, where the actor acted under a mask (SPEC P4).
    acted_as_id     BIGINT REFERENCES person (id),
    organisation_id BIGINT REFERENCES organisation (id),
    action          TEXT NOT NULL,
    object          TEXT NOT NULL,
    words           TEXT NOT NULL,
    search_text     TEXT NOT NULL
);
CREATE INDEX audit_organisation ON audit (organisation_id, id);
