//! **"Import Users"**, and what to say when the server's answer to it did not arrive: then an import may have been made
//! or not, and nothing is claimed that is not known.

use super::api;
use super::state::Import;
use super::words;
use crate::import::Step;
use crate::ui::Flash;
use core::time::Duration;
use domain::import::users::UserImport;
use domain::import::users::desk::{Answer, Ask};
use domain::import::users::plan::Counts;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long is waited, in milliseconds, before each look at the imports that were made. The server may still be writing,
/// or have been told only now that nobody listens.
const LOOKS: [u64; 4] = [300, 1_000, 2_000, 3_000];

impl Import {
    /// **"Import Users"**.
    pub(super) fn commit(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.notice.set(None);
        self.unsure.set(false);
        self.busy.set(true);
        let options = self.options.get_untracked();
        spawn_local(async move {
            // To know an import that is made from those there were.
            match api::earlier().await {
                Ok(earlier) => {
                    // The page may be gone.
                    if self.earlier.try_set(earlier).is_some() {
                        return;
                    }
                    self.committing.set(true);
                    self.link.ask(&Ask::Commit { options }, move |answer| {
                        self.committing.set(matches!(answer, Answer::Progress(_) | Answer::Unsure));
                        self.hear(answer);
                    });
                }
                Err(error) => self.fail(error.to_string()),
            }
        });
    }

    /// Goes to the page of an import that was made.
    pub(super) fn show_made(self, import: i64, words: String) {
        self.leave_for(&words::import_address(import), Some(Flash::done(words)));
    }

    /// Asks the server whether the import was made, of which its answer did not arrive.
    pub(super) fn find_out(self) {
        batch(|| {
            self.committing.set(false);
            self.progress.set(None);
            self.busy.set(true);
            self.notice.set(Some(words::FINDING_OUT.to_owned()));
        });
        let file = self.file.with_untracked(|file| Some(file.as_ref()?.as_ref().ok()?.name.clone()));
        let counts = self.review.with_untracked(|review| Some(review.as_ref()?.counts));
        self.look_for(Sought { before: self.earlier.get_untracked(), file, counts }, 0);
    }

    /// Looks among the imports that were made, some times.
    fn look_for(self, sought: Sought, times: usize) {
        let Some(pause) = LOOKS.get(times) else { return self.stays_unsure() };
        let look = move || {
            spawn_local(async move {
                if let Ok(now) = api::earlier().await {
                    let made = sought.among(&now).map(|made| (made.id.0, words::made_after_all(&made.counts)));
                    // The page may be gone.
                    if self.earlier.try_set(now).is_some() {
                        return;
                    }
                    if let Some((import, words)) = made {
                        self.is_over();
                        return self.show_made(import, words);
                    }
                }
                self.look_for(sought, times + 1);
            });
        };
        set_timeout(look, Duration::from_millis(*pause));
    }

    fn stays_unsure(self) {
        // The page may be gone.
        if self.unsure.try_set(true).is_some() {
            return;
        }
        batch(|| {
            self.notice.set(None);
            self.is_over();
            // What was planned may be done: everyone is looked up anew.
            self.forget_review();
            self.go(Step::Review);
        });
    }
}

/// An import that may have been made.
struct Sought {
    /// The imports that there were.
    before: Vec<UserImport>,
    file: Option<String>,
    counts: Option<Counts>,
}

impl Sought {
    /// The import of that file which was not there before.
    fn among<'i>(&self, now: &'i [UserImport]) -> Option<&'i UserImport> {
        now.iter().find(|import| {
            let is_new = self.before.iter().all(|earlier| earlier.id != import.id);
            is_new && self.file.as_ref() == Some(&import.file_name) && self.counts == Some(import.counts)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::UserImportId;
    use time::macros::datetime;

    fn import(id: i64, file_name: &str, created: usize) -> UserImport {
        let counts = Counts { created, rows: created, ..Counts::default() };
        UserImport {
            id: UserImportId(id),
            at: datetime!(2026-09-01 08:00 UTC),
            by: None,
            file_name: file_name.to_owned(),
            counts,
            undone: None,
            organisations: Vec::new(),
            medtech: false,
        }
    }

    #[test]
    fn an_import_is_told_from_those_before_and_those_of_others() {
        let before = vec![import(1, "users.csv", 3)];
        let sought = Sought { counts: Some(before[0].counts), file: Some("users.csv".to_owned()), before };
        let found = |now: &[UserImport]| sought.among(now).map(|made| made.id.0);
        assert_eq!(found(&sought.before), None);
        assert_eq!(found(&[import(2, "others.csv", 3), import(1, "users.csv", 3)]), None);
        assert_eq!(found(&[import(3, "users.csv", 4), import(1, "users.csv", 3)]), None);
        assert_eq!(found(&[import(3, "users.csv", 4), import(2, "users.csv", 3)]), Some(2));
    }
}
