//! Who a row is about: by institution number, then username, then e-mail (SPEC U7).

use super::ground::Key;
use super::problem::{Kind, Says, shown};
use super::reading::Reading;
use super::shared::digest;
use super::twins::KEYS;
use super::{Directory, Known, Reach};
use crate::import::users::UserField;
use std::borrow::Cow;

/// The keys of a row, in the order of [`KEYS`]; blank where it gives none.
pub(super) struct Keyed<'r> {
    texts: [Cow<'r, str>; KEYS.len()],
    digests: [u64; KEYS.len()],
}

impl<'r> Keyed<'r> {
    pub(super) fn of(reading: &'r Reading<'_>) -> Self {
        let texts = KEYS.map(|(field, key, _)| key.of(Cow::Borrowed(reading.text(field))));
        let digest = |at: usize| match KEYS.get(at).zip(texts.get(at)) {
            Some(((_, key, _), text)) if !text.is_empty() => digest(*key, text),
            _ => 0,
        };
        Self { digests: core::array::from_fn(digest), texts }
    }

    /// A digest of each key that is given.
    pub(super) fn digests(&self) -> impl Iterator<Item = Option<u64>> + '_ {
        self.texts.iter().zip(self.digests).map(|(text, digest)| (!text.is_empty()).then_some(digest))
    }

    /// Whoever has that key, the last of several.
    fn one<'d>(&self, at: usize, key: Key, directory: &'d Directory) -> Option<&'d Known> {
        let (text, digest) = self.texts.get(at).zip(self.digests.get(at))?;
        directory.with(key, text, *digest).last()
    }
}

/// The account a row is about. `None` where there is none, or where a problem says why that is unclear.
pub(super) fn identify<'d>(
    keyed: &Keyed<'_>,
    reading: &Reading<'_>,
    directory: &'d Directory,
    says: &mut Says<'_>,
) -> Option<&'d Known> {
    if directory.is_empty() {
        return None;
    }
    let [by_username, by_email] = [(1, Key::Username), (2, Key::Email)].map(|(at, key)| keyed.one(at, key, directory));
    let by_number = match numbered(keyed, reading, directory, by_username.or(by_email)) {
        Ok(found) => found,
        Err(people) => {
            let number = reading.text(UserField::InstitutionNumber);
            let words = format!("{people} people have the number {}. Leave this row out.", shown(number));
            says.say(UserField::InstitutionNumber, Kind::Ambiguous, words);
            return None;
        }
    };
    let mut found = KEYS.iter().zip([by_number, by_username, by_email]).filter_map(|(key, known)| Some((key, known?)));
    let ((field, _, name), known) = found.next()?;
    let mut is_one = true;
    for ((other_field, _, other_name), other) in found.filter(|(_, other)| other.profile.id != known.profile.id) {
        let words = format!("The {name} is of {}, but the {other_name} is of {}.", known.describe(), other.describe());
        says.say(*other_field, Kind::DifferentPeople, words);
        is_one = false;
    }
    if known.profile.deleted {
        let words = format!(
            "The account of {} was deleted. Reactivate it under Manage Users first, or leave this row out.",
            known.describe()
        );
        says.say(*field, Kind::Deleted, words);
        return None;
    }
    Some(known).filter(|_| is_one)
}

/// Who has that number in the row's organisation; deleted only where nobody else has it. Each organisation numbers its
/// own people, so somebody of another one is meant only where username or e-mail name them too.
/// Where several have it, the one that username or e-mail name; else how many they are.
fn numbered<'d>(
    keyed: &Keyed<'_>,
    reading: &Reading<'_>,
    directory: &'d Directory,
    named: Option<&Known>,
) -> Result<Option<&'d Known>, usize> {
    let [key, ..] = &keyed.texts;
    let [digest, ..] = keyed.digests;
    let mut people = directory.with(Key::Number, key, digest);
    let is_named = |known: &&Known| Some(known.profile.id) == named.map(|named| named.profile.id);
    // Of people elsewhere nothing is told; anyone else without a permission belongs to no other organisation.
    let is_here = |known: &&Known| {
        let held = &known.profile.permissions;
        (held.is_empty() && known.reach != Reach::Elsewhere)
            || held.iter().any(|held| Some(held.grant.organisation) == reading.organisation)
    };
    let is_meant = |known: &&Known| is_here(known) || is_named(known);
    // Nearly always nobody or one.
    match (people.next(), people.next()) {
        (None, _) => return Ok(None),
        (Some(known), None) => return Ok(Some(known).filter(is_meant)),
        _ => {}
    }
    let mut people: Vec<&Known> = directory.with(Key::Number, key, digest).filter(is_meant).collect();
    for is_better in [&(|known: &&Known| !known.profile.deleted) as &dyn Fn(&&Known) -> bool, &is_here] {
        if people.iter().any(is_better) {
            people.retain(is_better);
        }
    }
    match people[..] {
        [] => Ok(None),
        [known] => Ok(Some(known)),
        _ => people.iter().copied().find(is_named).map(Some).ok_or(people.len()),
    }
}
