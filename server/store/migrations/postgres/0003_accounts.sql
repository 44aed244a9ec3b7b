-- Sessions, password resets and throttling: tokens are kept hashed only.
CREATE TABLE session (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    person_id  BIGINT NOT NULL REFERENCES person (id),
    opened_at  TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE failed_sign_in (
    sought TEXT NOT NULL,
    at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX failed_sign_in_sought ON failed_sign_in (sought, at);
CREATE INDEX failed_sign_in_at ON failed_sign_in (at);

CREATE TABLE password_reset (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES person (id),
    opened_at  TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at    TIMESTAMPTZ
);
CREATE INDEX password_reset_person ON password_reset (person_id);

CREATE TABLE mail (
    id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    to_address   TEXT NOT NULL,
    to_person_id BIGINT REFERENCES person (id),
    subject      TEXT NOT NULL,
    body         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    created_at   TIMESTAMPTZ NOT NULL,
    -- A queued message is sent when this has come.
    due_at       TIMESTAMPTZ NOT NULL,
    sent_at      TIMESTAMPTZ,
    attempts     BIGINT NOT NULL,
    problem      TEXT
);
CREATE INDEX mail_due ON mail (state, due_at);

CREATE TABLE audit (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at              TIMESTAMPTZ NOT NULL,
    actor_id        BIGINT REFERENCES person (id),
    -- Whose permissions were used, where the actor acted under a mask (SPEC P4).
    acted_as_id     BIGINT REFERENCES person (id),
    organisation_id BIGINT REFERENCES organisation (id),
    action          TEXT NOT NULL,
    object          TEXT NOT NULL,
    words           TEXT NOT NULL,
    search_text     TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_organisation ON audit (organisation_id, id);
