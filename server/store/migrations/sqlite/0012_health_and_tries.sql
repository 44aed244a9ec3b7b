-- What `/healthz` writes to know that the database takes writes, and what tries to sign in queue for.
INSERT INTO counter (name, next) VALUES ('health', 0), ('sign_in', 0);
-- Which try a failure is of, so that one that did not fail can be taken back.
ALTER TABLE failed_sign_in ADD COLUMN try BIGINT NOT NULL DEFAULT 0;

-- Browsers in which somebody has signed in, by the hash of the secret they keep: their tries are counted by themselves.
CREATE TABLE known_browser (
    secret_hash BLOB NOT NULL PRIMARY KEY,
    person_id   BIGINT NOT NULL,
    since       DATETIME NOT NULL
);
CREATE INDEX known_browser_person ON known_browser (person_id);
