//! What a column's name says.
//!
//! A name is taken apart into words, the words are brought to one form (`nm` is "name"), and what is
//! left must be a name of the field, whole: a word that nobody can explain ("parent first name")
//! makes it another thing.

use super::FieldFacts;
use crate::text::fold;

/// How surely a column's name names a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// A name that other things have as well.
    Doubtful,
    /// The words of one of its names, in another order, shortened, or with words that say nothing.
    Words,
    /// One of its other names.
    Alias,
    /// Its name in the sample file.
    Label,
}

/// Letters and digits only, folded.
pub(super) fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a name: parted by signs, by capitals (`firstName`, `STUName`) and before digits.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        let parts = !letter.is_alphanumeric()
            || (letter.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && after.is_lowercase())))
            || (letter.is_ascii_digit() != before.is_ascii_digit() && before.is_alphanumeric());
        if parts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.push(letter);
        }
    }
    words.iter().map(|word| fold(word)).filter(|word| !word.is_empty()).collect()
}

/// Short forms, and the word they stand for.
const SHORT: &[(&str, &str)] = &[
    ("acct", "account"),
    ("addr", "address"),
    ("adr", "address"),
    ("adresse", "address"),
    ("alt", "alternative"),
    ("alternate", "alternative"),
    ("beg", "start"),
    ("begin", "start"),
    ("cntry", "country"),
    ("ctry", "country"),
    ("cd", "code"),
    ("dept", "department"),
    ("dpt", "department"),
    ("departments", "department"),
    ("emails", "email"),
    ("eml", "email"),
    ("expected", "exp"),
    ("finish", "end"),
    ("fst", "first"),
    ("frst", "first"),
    ("given", "first"),
    ("grad", "graduation"),
    ("gndr", "gender"),
    ("ids", "id"),
    ("inst", "institution"),
    ("lst", "last"),
    ("mail", "email"),
    ("n", "number"),
    ("nbr", "number"),
    ("nm", "name"),
    ("no", "number"),
    ("nr", "number"),
    ("num", "number"),
    ("nummer", "number"),
    ("numero", "number"),
    ("numbers", "number"),
    ("org", "organisation"),
    ("organization", "organisation"),
    ("passwd", "password"),
    ("ph", "phone"),
    ("pri", "primary"),
    ("prov", "province"),
    ("pw", "password"),
    ("pwd", "password"),
    ("tel", "telephone"),
    ("tele", "telephone"),
    ("phone", "telephone"),
    ("univ", "university"),
    ("yr", "year"),
];

/// Words that say nothing: articles, and what databases put before a name.
const SILENT: &[&str] = &[
    "af", "attr", "d", "da", "das", "de", "del", "dell", "della", "der", "des", "di", "die", "do", "dt", "du", "fld",
    "het", "la", "le", "of", "s", "the", "txt", "value", "van", "von",
];

/// Words for the person a row is about.
const PERSON: &[&str] = &[
    "aluno",
    "alumno",
    "estudante",
    "estudiante",
    "etudiant",
    "learner",
    "participant",
    "pers",
    "person",
    "std",
    "stdnt",
    "stu",
    "stud",
    "student",
    "studente",
    "studierende",
    "studierenden",
    "teilnehmer",
    "user",
    "users",
    "usr",
];

/// Words in brackets that only explain how to fill the column.
const HARMLESS: &[&str] = &[
    "active",
    "any",
    "by",
    "chars",
    "characters",
    "code",
    "dd",
    "digits",
    "disabled",
    "distinct",
    "f",
    "female",
    "first",
    "hh",
    "id",
    "if",
    "ids",
    "iso",
    "last",
    "m",
    "male",
    "mandatory",
    "max",
    "mm",
    "numeric",
    "only",
    "optional",
    "read",
    "required",
    "s",
    "seconds",
    "semicolon",
    "separated",
    "ss",
    "text",
    "timestamp",
    "unique",
    "unix",
    "upload",
    "yyyy",
];

/// The words in one form, each once: `e mail` is "email", `nm` is "name".
fn plain_words(name: &str) -> Vec<String> {
    let mut plain: Vec<String> = Vec::new();
    let mut rest = words(name).into_iter().peekable();
    while let Some(mut word) = rest.next() {
        if word == "e"
            && let Some(next) = rest.next_if(|next| next.starts_with("mail") || next.starts_with("post"))
        {
            word.push_str(&next);
        }
        // "No phone" is not the number of a phone.
        let is_short = word != "no" || !plain.is_empty();
        let word =
            SHORT.iter().find(|(short, _)| is_short && *short == word).map_or(word, |(_, long)| (*long).to_owned());
        if !plain.contains(&word) {
            plain.push(word);
        }
    }
    plain
}

/// Two keys of the words: one after the other, and in the order of the alphabet.
fn keys(words: &[String]) -> [String; 2] {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    [words.concat(), sorted.join(" ")]
}

/// Whether nobody gave the column a name: "Column 3", "F1", "7".
pub(super) fn is_anonymous(name: &str) -> bool {
    let key = key(name);
    let letters = key.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(
        letters,
        "" | "column" | "col" | "field" | "unnamed" | "spalte" | "feld" | "f" | "c" | "colonne" | "columna"
    )
}

/// Whether a word of the name is about e-mail.
pub(super) fn speaks_of_email(name: &str) -> bool {
    ["mail", "epost", "courriel", "correo", "courrier"].iter().any(|word| key(name).contains(word))
}

/// All names of the fields of an import, found by key.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Sorted: key, field, how surely it is the field's, and whether it is a key of plain words.
    names: Vec<(String, u8, Likeness)>,
    personal: Vec<bool>,
}

impl Vocabulary {
    pub(super) fn new(fields: &[FieldFacts]) -> Self {
        let mut names = Vec::new();
        for (at, field) in (0..).zip(fields) {
            let label = std::iter::once((field.label, Likeness::Label));
            let aliases = parts_of(field.aliases).map(|name| (name, Likeness::Alias));
            let doubtful = parts_of(field.doubtful).map(|name| (name, Likeness::Doubtful));
            for (name, likeness) in label.chain(aliases).chain(doubtful) {
                names.push((key(name), at, likeness));
                let words = likeness.min(Likeness::Words);
                names.extend(keys(&plain_words(name)).map(|key| (key, at, words)));
            }
        }
        // The surest of each key and field first.
        names.sort_unstable_by(|a, b| (&a.0, a.1, b.2).cmp(&(&b.0, b.1, a.2)));
        names.dedup_by(|later, first| later.0 == first.0 && later.1 == first.1);
        Self { names, personal: fields.iter().map(|field| field.personal).collect() }
    }

    fn at<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (usize, Likeness)> + 'a {
        let from = self.names.partition_point(|(name, ..)| name.as_str() < key);
        let same = self.names.iter().skip(from).take_while(move |(name, ..)| name == key && !key.is_empty());
        same.map(|(_, field, likeness)| (usize::from(*field), *likeness))
    }

    /// The fields that `name` may name, each once.
    pub(super) fn find(&self, name: &str) -> Vec<(usize, Likeness)> {
        let whole = self.find_whole(name);
        if whole.is_empty() { self.find_in_parts(name) } else { whole }
    }

    fn find_whole(&self, name: &str) -> Vec<(usize, Likeness)> {
        let mut found: Vec<(usize, Likeness)> = self.at(&key(name)).collect();
        let words = plain_words(name);
        let telling: Vec<String> = words.iter().filter(|word| !SILENT.contains(&word.as_str())).cloned().collect();
        let impersonal: Vec<String> = telling.iter().filter(|word| !PERSON.contains(&word.as_str())).cloned().collect();
        for (words, personal) in [(words, false), (telling, false), (impersonal, true)] {
            for key in keys(&words) {
                let more = self.at(&key).filter(|(field, _)| !personal || self.personal.get(*field) == Some(&true));
                let more: Vec<_> = more.map(|(field, likeness)| (field, likeness.min(Likeness::Words))).collect();
                for (field, likeness) in more {
                    if found.iter().all(|(known, _)| *known != field) {
                        found.push((field, likeness));
                    }
                }
            }
        }
        found
    }

    /// "Surname (Family Name)", "Zip / Postal Code", "First Name [Required]": every part says the
    /// same or only how to fill the column.
    fn find_in_parts(&self, name: &str) -> Vec<(usize, Likeness)> {
        let parts: Vec<&str> = name
            .split(['/', '|', '(', ')', '[', ']', '{', '}'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let Some((first, others)) = parts.split_first().filter(|(_, others)| !others.is_empty()) else {
            return Vec::new();
        };
        let is_remark = |part: &str| {
            let words = words(part);
            words.iter().all(|word| HARMLESS.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let mut found = self.find_whole(first);
        found.retain(|(field, _)| {
            others.iter().all(|part| is_remark(part) || self.find_whole(part).iter().any(|(other, _)| other == field))
        });
        found
    }
}

/// The names in a text where `|` parts them.
pub(super) fn parts_of(names: &'static str) -> impl Iterator<Item = &'static str> {
    names.split('|').map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_into_words() {
        for (name, expected) in [
            ("STU_FIRST_NM", "stu first name"),
            ("firstName", "first name"),
            ("STUFirstName", "stu first name"),
            ("E-Mail Adresse", "email address"),
            ("eMail", "email"),
            ("phone1", "telephone 1"),
            ("Name - Last Name", "name last"),
            ("N° étudiant", "number etudiant"),
            ("", ""),
        ] {
            assert_eq!(plain_words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn columns_without_a_name_are_known() {
        for (name, expected) in [("Column 3", true), ("7", true), ("", true), ("F12", true), ("Fax", false)] {
            assert_eq!(is_anonymous(name), expected, "{name}");
        }
    }
}
