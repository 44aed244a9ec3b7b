-- What `/healthz` writes to know that the database takes writes, and what tries to sign in queue for.
INSERT INTO counter (name, next) VALUES ('health', 0), ('sign_in', 0);
-- Which try a failure is of, so that one that did not fail can be taken back.
ALTER TABLE failed_sign_in ADD COLUMN try BIGINT NOT NULL DEFAULT 0;
