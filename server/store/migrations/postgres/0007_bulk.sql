-- PostgreSQL checks each reference by a statement of its own, which took more than half of the time of an import of
-- users. These say what holds anyway: rows of people, organisations, departments and cohorts are never deleted (a
-- gender only while nobody else writes people), new people get their ids from the counter in the transaction that
-- refers to them, an import's rows are written with it, and what callers name is looked up before it is written
-- (`people/referred.rs`). SQLite, where a check costs next to nothing, keeps them.
ALTER TABLE person DROP CONSTRAINT person_gender_fkey;
ALTER TABLE held_grant
    DROP CONSTRAINT held_grant_person_id_fkey, DROP CONSTRAINT held_grant_organisation_id_fkey;
ALTER TABLE person_department
    DROP CONSTRAINT person_department_person_id_fkey, DROP CONSTRAINT person_department_department_id_fkey;
ALTER TABLE cohort_member
    DROP CONSTRAINT cohort_member_person_id_fkey, DROP CONSTRAINT cohort_member_cohort_id_fkey;
ALTER TABLE imported_user
    DROP CONSTRAINT imported_user_import_id_fkey,
    DROP CONSTRAINT imported_user_person_id_fkey,
    DROP CONSTRAINT imported_user_joined_fkey;
ALTER TABLE audit DROP CONSTRAINT audit_actor_id_fkey, DROP CONSTRAINT audit_organisation_id_fkey;
