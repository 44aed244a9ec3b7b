//! Whom the server looks up.

use super::standing::Touched;
use super::{Desk, LOOKED_UP_AT_ONCE, UserField, Wanted};
use crate::id::UserId;
use crate::import::users::plan::{KEYS, Key};
use crate::import::users::plan::{Known, Sheet};
use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher as _};

/// What was asked for, and what an edit brought since.
#[derive(Debug, Default)]
pub(super) struct LookUp {
    /// Digests of the keys that were asked for.
    asked: HashSet<u64>,
    /// The keys that edits brought: the field and the text.
    brought: Vec<(Key, String)>,
}

/// Texts longer than this are no key of any account.
const LONGEST: usize = 200;

impl LookUp {
    pub(super) fn clear(&mut self) {
        self.asked.clear();
        self.brought.clear();
    }

    fn ask(&mut self, key: Key, text: &str) -> bool {
        self.asked.insert(digest(key, text))
    }

    fn has_asked(&self, key: Key, text: &str) -> bool {
        self.asked.contains(&digest(key, text))
    }
}

fn digest(key: Key, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(key as u8);
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Whom a part of the rows of a sheet may be about, counted from 0, those left out among them; none behind the last.
/// [`Desk::wanted`] in the browser, this on the server.
pub fn wanted(sheet: &Sheet<'_>, part: usize) -> Option<Wanted> {
    let from = part.checked_mul(LOOKED_UP_AT_ONCE).filter(|from| *from < sheet.count())?;
    let mut wanted = Wanted::default();
    for at in from..sheet.count().min(from + LOOKED_UP_AT_ONCE) {
        for (field, key, _) in KEYS {
            if let Some(text) = key_of(key, sheet.row(at).cell(field)) {
                wanted.add(key, text);
            }
        }
    }
    for texts in [&mut wanted.numbers, &mut wanted.usernames, &mut wanted.emails] {
        texts.sort_unstable();
        texts.dedup();
    }
    Some(wanted)
}

fn key_of(key: Key, text: Cow<'_, str>) -> Option<String> {
    let text = Some(text).filter(|text| !text.is_empty() && text.chars().nth(LONGEST).is_none())?;
    Some(key.of(text).into_owned())
}

impl Wanted {
    fn of(&self, key: Key) -> &Vec<String> {
        match key {
            Key::Number => &self.numbers,
            Key::Username => &self.usernames,
            Key::Email => &self.emails,
        }
    }

    fn add(&mut self, key: Key, text: String) {
        match key {
            Key::Number => self.numbers.push(text),
            Key::Username => self.usernames.push(text),
            Key::Email => self.emails.push(text),
        }
    }

    /// Whether it names nobody.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.usernames.is_empty() && self.emails.is_empty()
    }
}

impl Desk {
    /// Whom a part of the rows may be about, counted from 0; none behind the last. The answers go to
    /// [`Desk::found`]. With part 0 the looking up begins: rows are planned anew by the next [`Desk::review`].
    pub fn wanted(&mut self, part: usize) -> Option<Wanted> {
        if part == 0 {
            self.reviewed = None;
            self.look_up.clear();
        }
        let wanted = wanted(&self.sheet()?, part)?;
        for (_, key, _) in KEYS {
            for text in wanted.of(key) {
                self.look_up.ask(key, text);
            }
        }
        Some(wanted)
    }

    /// Whom the last edits name that nobody looked up yet: the plan takes them for new until they are
    /// [`Desk::found`]. None where there is nobody.
    pub fn wanted_after_edit(&mut self) -> Option<Wanted> {
        let mut wanted = Wanted::default();
        for (key, text) in std::mem::take(&mut self.look_up.brought) {
            wanted.add(key, text);
        }
        Some(wanted).filter(|wanted| !wanted.is_empty())
    }

    /// Whom a text names that is to be tried in a cell. None where it names nobody, or they were looked up before.
    pub fn wanted_to_try(&self, field: UserField, text: &str) -> Option<Wanted> {
        let (_, key, _) = KEYS.into_iter().find(|(of, ..)| *of == field)?;
        let text = key_of(key, Cow::Borrowed(text.trim())).filter(|text| !self.look_up.has_asked(key, text))?;
        let mut wanted = Wanted::default();
        wanted.add(key, text);
        Some(wanted)
    }

    /// Takes the people who were looked up.
    pub fn found(&mut self, people: Vec<Known>) {
        let Some(directory) = &mut self.directory else { return };
        let ids: Vec<UserId> = people.iter().map(|known| known.profile.id).collect();
        if directory.add(people) {
            self.replan(&Touched::All);
        } else {
            self.replan_people(&ids);
        }
    }

    /// Notes the keys that rows have since an edit.
    pub(super) fn note_keys(&mut self, rows: &[u32], field: UserField) {
        let Some((_, key, _)) = KEYS.into_iter().find(|(of, ..)| *of == field) else { return };
        let Some(sheet) = self.sheet() else { return };
        let texts = rows.iter().filter_map(|row| key_of(key, sheet.row(sheet.place(*row)?).cell(field)));
        for text in texts.collect::<Vec<_>>() {
            if self.look_up.ask(key, &text) {
                self.look_up.brought.push((key, text));
            }
        }
    }
}
