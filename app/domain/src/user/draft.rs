//! A user as someone types one: everything is text until it is checked.

use super::{Detail, Kind, Lists, Permission, Profile, Settings, Switch, moment_words, parse_moment};
use crate::id::DepartmentId;
use crate::person::{AccountStatus, GenderCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// A field of the form, to say a problem beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    Username,
    Email,
    Number,
    First,
    Middle,
    Last,
    Gender,
    AccessStart,
    AccessFinish,
    EntryYear,
    GradYear,
    Departments,
    Permissions,
    Detail(Detail),
}

impl Field {
    /// The name of its control in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Email => "email",
            Self::Number => "number",
            Self::First => "first",
            Self::Middle => "middle",
            Self::Last => "last",
            Self::Gender => "gender",
            Self::AccessStart => "access-start",
            Self::AccessFinish => "access-finish",
            Self::EntryYear => "entry-year",
            Self::GradYear => "grad-year",
            Self::Departments => "departments",
            Self::Permissions => "permissions",
            Self::Detail(detail) => detail.key(),
        }
    }

    /// The fields that are text, in the order of the form.
    pub fn texts() -> impl Iterator<Item = Self> {
        let own = [
            Self::Username,
            Self::Email,
            Self::Number,
            Self::First,
            Self::Middle,
            Self::Last,
            Self::Gender,
            Self::AccessStart,
            Self::AccessFinish,
            Self::EntryYear,
            Self::GradYear,
        ];
        own.into_iter().chain(Detail::ALL.map(Self::Detail))
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Username => "Username",
            Self::Email => "Primary E-Mail",
            Self::Number => "Institution Number",
            Self::First => "First Name/Legal Name",
            Self::Middle => "Middle Name",
            Self::Last => "Last Name",
            Self::Gender => "Gender",
            Self::AccessStart => "Access Start",
            Self::AccessFinish => "Access Finish",
            Self::EntryYear => "Entry Year",
            Self::GradYear => "Grad Year",
            Self::Departments => "Departments",
            Self::Permissions => "Permissions",
            Self::Detail(detail) => detail.label(),
        }
    }
}

/// The fields of their own profile that a user may change (SPEC U12), in the order of the page.
pub fn own_fields(settings: &Settings) -> Vec<Field> {
    let mut own = vec![Field::Detail(Detail::Title), Field::Detail(Detail::OfficeHours)];
    if settings.is_on(Switch::Pronoun) && settings.is_on(Switch::PronounEdit) {
        own.push(Field::Detail(Detail::Pronoun));
    }
    if settings.is_on(Switch::EmailUpdate) {
        own.push(Field::Email);
    }
    own
}

/// What is wrong with a field, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub field: Field,
    pub words: String,
}

/// A user as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserDraft {
    pub username: String,
    pub email: String,
    pub number: String,
    pub first: String,
    pub middle: String,
    pub last: String,
    pub gender: String,
    pub disabled: bool,
    /// As [`parse_moment`] reads it.
    pub access_start: String,
    pub access_finish: String,
    pub entry_year: String,
    pub grad_year: String,
    pub student_admin: bool,
    pub details: BTreeMap<Detail, String>,
    pub departments: Vec<DepartmentId>,
    pub permissions: Vec<Permission>,
}

impl Default for UserDraft {
    fn default() -> Self {
        Self {
            username: String::new(),
            email: String::new(),
            number: String::new(),
            first: String::new(),
            middle: String::new(),
            last: String::new(),
            gender: GenderCode::UNDEFINED.to_owned(),
            disabled: false,
            access_start: String::new(),
            access_finish: String::new(),
            entry_year: String::new(),
            grad_year: String::new(),
            student_admin: false,
            details: BTreeMap::new(),
            departments: Vec::new(),
            permissions: Vec::new(),
        }
    }
}

/// A draft in which nothing is wrong, trimmed and read. What an import takes back is kept as JSON of this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub username: String,
    pub email: String,
    pub number: Option<String>,
    pub first: String,
    pub middle: Option<String>,
    pub last: String,
    pub gender: GenderCode,
    pub status: AccountStatus,
    pub access_start: Option<OffsetDateTime>,
    pub access_finish: Option<OffsetDateTime>,
    pub entry_year: Option<i32>,
    pub grad_year: Option<i32>,
    pub student_admin: bool,
    pub details: BTreeMap<Detail, String>,
    pub departments: Vec<DepartmentId>,
    pub permissions: Vec<Permission>,
}

impl From<Profile> for Checked {
    /// All of an account that is typed.
    fn from(profile: Profile) -> Self {
        Self {
            username: profile.username,
            email: profile.email,
            number: profile.number,
            first: profile.first,
            middle: profile.middle,
            last: profile.last,
            gender: profile.gender,
            status: profile.status,
            access_start: profile.access_start,
            access_finish: profile.access_finish,
            entry_year: profile.entry_year,
            grad_year: profile.grad_year,
            student_admin: profile.student_admin,
            details: profile.details,
            departments: profile.departments,
            permissions: profile.permissions,
        }
    }
}

/// Characters of a name, an address or a number at most.
pub(crate) const LONGEST: usize = 200;

impl UserDraft {
    /// The draft that says what an account is.
    pub fn of(account: &Profile) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let moment = |at: Option<OffsetDateTime>| at.map(moment_words).unwrap_or_default();
        let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
        Self {
            username: account.username.clone(),
            email: account.email.clone(),
            number: text(&account.number),
            first: account.first.clone(),
            middle: text(&account.middle),
            last: account.last.clone(),
            gender: account.gender.0.clone(),
            disabled: account.status == AccountStatus::Disabled,
            access_start: moment(account.access_start),
            access_finish: moment(account.access_finish),
            entry_year: year(account.entry_year),
            grad_year: year(account.grad_year),
            student_admin: account.student_admin,
            details: account.details.clone(),
            departments: account.departments.clone(),
            permissions: account.permissions.clone(),
        }
    }

    /// The text of a field that is text; empty for the others.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Username => &self.username,
            Field::Email => &self.email,
            Field::Number => &self.number,
            Field::First => &self.first,
            Field::Middle => &self.middle,
            Field::Last => &self.last,
            Field::Gender => &self.gender,
            Field::AccessStart => &self.access_start,
            Field::AccessFinish => &self.access_finish,
            Field::EntryYear => &self.entry_year,
            Field::GradYear => &self.grad_year,
            Field::Detail(detail) => self.details.get(&detail).map_or("", String::as_str),
            Field::Departments | Field::Permissions => "",
        }
    }

    /// Writes a field that is text; does nothing to the others.
    pub fn set_text(&mut self, field: Field, text: String) {
        let place = match field {
            Field::Username => &mut self.username,
            Field::Email => &mut self.email,
            Field::Number => &mut self.number,
            Field::First => &mut self.first,
            Field::Middle => &mut self.middle,
            Field::Last => &mut self.last,
            Field::Gender => &mut self.gender,
            Field::AccessStart => &mut self.access_start,
            Field::AccessFinish => &mut self.access_finish,
            Field::EntryYear => &mut self.entry_year,
            Field::GradYear => &mut self.grad_year,
            Field::Detail(detail) => self.details.entry(detail).or_default(),
            Field::Departments | Field::Permissions => return,
        };
        *place = text;
    }

    /// Whether any permission is a learner's: only then there is a student admin, and the years matter.
    pub fn is_learner(&self) -> bool {
        self.permissions.iter().any(|permission| permission.grant.group == "student")
    }

    /// The user, or everything that is wrong, in the order of the form. Whether a username, an e-mail or a number is
    /// taken only the store knows.
    pub fn check(&self, lists: &Lists) -> Result<Checked, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut say = |field: Field, words: &str| problems.push(Problem { field, words: words.to_owned() });
        self.check_account(&mut say);
        self.check_names(lists, &mut say);
        let (start, finish) = (self.moment(Field::AccessStart, &mut say), self.moment(Field::AccessFinish, &mut say));
        if let (Some(start), Some(finish)) = (start, finish)
            && finish <= start
        {
            say(Field::AccessFinish, "Access must finish after it starts.");
        }
        let (entry, grad) = (self.year(Field::EntryYear, &mut say), self.year(Field::GradYear, &mut say));
        if let (Some(entry), Some(grad)) = (entry, grad)
            && grad < entry
        {
            say(Field::GradYear, "The grad year is before the entry year.");
        }
        let details = self.check_details(lists, &mut say);
        if self.permissions.is_empty() {
            say(Field::Permissions, "Choose a group and a role, and press “Add Permission”.");
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Checked {
            username: self.username.trim().to_owned(),
            email: self.email.trim().to_owned(),
            number: some(&self.number),
            first: self.first.trim().to_owned(),
            middle: some(&self.middle),
            last: self.last.trim().to_owned(),
            gender: GenderCode(self.gender.clone()),
            status: if self.disabled { AccountStatus::Disabled } else { AccountStatus::Active },
            access_start: start,
            access_finish: finish,
            entry_year: entry,
            grad_year: grad,
            student_admin: self.student_admin && self.is_learner(),
            details,
            departments: self.departments.clone(),
            permissions: self.permissions.clone(),
        })
    }

    fn check_account(&self, say: &mut impl FnMut(Field, &str)) {
        let username = self.username.trim();
        if username.is_empty() {
            say(Field::Username, "Type a username: it is what the user signs in with.");
        } else if username.chars().any(|c| c.is_whitespace() || c.is_control()) {
            say(Field::Username, "A username has no spaces.");
        }
        if self.email.trim().is_empty() {
            say(Field::Email, "Type an e-mail address.");
        } else if !is_email(self.email.trim()) {
            say(Field::Email, "This is no e-mail address: it should look like name@school.example.");
        }
        let texts = [(Field::Username, username), (Field::Email, &self.email), (Field::Number, &self.number)];
        for (field, text) in texts {
            if text.chars().count() > LONGEST {
                say(field, "This is too long: 200 characters at most.");
            } else if field == Field::Number && text.chars().any(char::is_control) {
                say(field, "A number has no line breaks or other hidden characters.");
            }
        }
    }

    fn check_names(&self, lists: &Lists, say: &mut impl FnMut(Field, &str)) {
        for (field, text, missing) in [
            (Field::First, &self.first, "Type a first name."),
            (Field::Middle, &self.middle, ""),
            (Field::Last, &self.last, "Type a last name."),
        ] {
            if text.trim().is_empty() && !missing.is_empty() {
                say(field, missing);
            } else if text.chars().count() > LONGEST {
                say(field, "This is too long: 200 characters at most.");
            } else if text.chars().any(char::is_control) {
                say(field, "A name has no line breaks or other hidden characters.");
            }
        }
        if !lists.genders.iter().any(|gender| gender.code.0 == self.gender) {
            say(Field::Gender, "Choose one of the genders.");
        }
    }

    fn moment(&self, field: Field, say: &mut impl FnMut(Field, &str)) -> Option<OffsetDateTime> {
        let text = if field == Field::AccessStart { &self.access_start } else { &self.access_finish };
        let found = parse_moment(text);
        if found.is_none() && !text.trim().is_empty() {
            say(field, "This is no time: type it as 2026-11-30 18:00 (UTC).");
        }
        found
    }

    fn year(&self, field: Field, say: &mut impl FnMut(Field, &str)) -> Option<i32> {
        let text = if field == Field::EntryYear { &self.entry_year } else { &self.grad_year };
        let found = text.trim().parse().ok().filter(|year| (1900..=2200).contains(year));
        if found.is_none() && !text.trim().is_empty() {
            say(field, "This is no year: type it as 2029.");
        }
        found
    }

    /// The details that are given. What the switches hide is kept as it is, unchecked.
    fn check_details(&self, lists: &Lists, say: &mut impl FnMut(Field, &str)) -> BTreeMap<Detail, String> {
        let mut given = BTreeMap::new();
        for (detail, text) in &self.details {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            if text.chars().count() > detail.longest() {
                say(Field::Detail(*detail), &format!("This is too long: {} characters at most.", detail.longest()));
            } else if detail.kind() == Kind::Email && !is_email(text) {
                say(Field::Detail(*detail), "This is no e-mail address: it should look like name@school.example.");
            } else if detail.kind() == Kind::Title && !lists.titles.iter().any(|title| title == text) {
                say(Field::Detail(*detail), "Choose one of the titles.");
            } else if detail.kind() == Kind::Prefix && !Detail::PREFIXES.contains(&text) {
                say(Field::Detail(*detail), "Choose one of the prefixes.");
            }
            given.insert(*detail, text.to_owned());
        }
        given
    }
}

/// Whether this could be an e-mail address: something, `@`, a domain with a dot, and no space anywhere. Whether mail
/// arrives there only a mail can tell.
pub(crate) fn is_email(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut signs, mut at, mut is_bad) = (0, 0, false);
    for (place, byte) in bytes.iter().enumerate() {
        is_bad |= NOT_IN_EMAIL[usize::from(*byte)];
        if *byte == b'@' {
            signs += 1;
            at = place;
        }
    }
    if is_bad || signs != 1 {
        return false;
    }
    let (user, domain) = (&bytes[..at], &bytes[at + 1..]);
    let is_whole = |part: &[u8]| matches!(part, [first, .., last] | [first @ last] if *first != b'.' && *last != b'.');
    let parts = domain.split(|byte| *byte == b'.');
    let (count, is_gap) = parts.fold((0, false), |(count, is_gap), part| (count + 1, is_gap | part.is_empty()));
    is_whole(user)
        && count > 1
        && !is_gap
        && (text.is_ascii() || !text.chars().any(|c| c.is_whitespace() || c.is_control()))
}

/// White space, control characters, and the signs that part addresses.
const NOT_IN_EMAIL: [bool; 256] = {
    let mut not = [false; 256];
    let mut byte = 0;
    while byte <= 0x20 {
        not[byte] = true;
        byte += 1;
    }
    not[0x7F] = true;
    let signs = b"<>(),;:\"[]\\";
    let mut at = 0;
    while at < signs.len() {
        not[signs[at] as usize] = true;
        at += 1;
    }
    not
};

#[cfg(test)]
mod tests;
