//! The mails of an import (SPEC U9). Names in them are text of the file: no line of it can pass for one of ours, or for
//! a header.

use domain::import::users::UserField;
use domain::import::users::plan::{Counts, Outcome, Plan, Sheet};
use domain::user::Checked;
use std::fmt::Write as _;
use store::NewMail;

/// How many of each kind a list names.
const NAMED: usize = 1_000;

/// How long the link of an invitation works.
pub(super) const INVITATION: time::Duration = time::Duration::days(14);

/// Tells a new user of their account, with the link to set a password.
pub(super) fn invitation(user: &Checked, school: &str, importer: &str, link: &str) -> NewMail {
    let [first, last, username] = [&user.first, &user.last, &user.username].map(|text| line(text));
    let (school, importer) = (line(school), line(importer));
    NewMail {
        to: line(&user.email),
        subject: format!("Your account at {school}"),
        body: format!(
            "Dear {first} {last},\n\n\
             {importer} invites you to Coterie, the course groups of {school}. Your username is “{username}”.\n\n\
             Set your password here:\n\n{link}\n\n\
             The link works once, for 14 days. After that, choose “Forgotten your password?” when you sign in.\n"
        ),
    }
}

/// A heading, how many there are, and which rows are listed under it.
type Listed<'h> = (&'h str, usize, fn(&Outcome) -> bool);

/// Tells the importer who was created, updated and skipped.
pub(super) fn list(to: &str, file_name: &str, sheet: &Sheet<'_>, plan: &Plan) -> NewMail {
    let file_name = line(file_name);
    let Counts { created, updated, unchanged, skipped, .. } = plan.counts;
    let mut body = format!(
        "Your import of “{file_name}” is made: {created} created, {updated} updated, {unchanged} unchanged, {skipped} \
         skipped.\n"
    );
    let kinds: [Listed<'_>; 3] = [
        ("Created", created, |outcome| matches!(outcome, Outcome::Create)),
        ("Updated", updated, |outcome| {
            matches!(outcome, Outcome::Update | Outcome::AddGrant | Outcome::Ask { answer: Some(true), .. })
        }),
        ("Skipped", skipped, |outcome| {
            matches!(outcome, Outcome::LeftOut | Outcome::Declined | Outcome::Ask { answer: Some(false), .. })
        }),
    ];
    for (heading, count, is_of) in kinds.into_iter().filter(|(_, count, _)| *count > 0) {
        // Writing into a string cannot fail.
        let _ = write!(body, "\n{heading} ({count}):\n");
        let rows = plan.rows.iter().enumerate().filter(|(_, row)| is_of(&row.outcome));
        for (at, _) in rows.take(NAMED) {
            let _ = writeln!(body, "  {}", name(sheet, at));
        }
        if count > NAMED {
            let _ = writeln!(body, "  and {} more", count - NAMED);
        }
    }
    NewMail { to: line(to), subject: format!("Import of {file_name}: who was created, updated and skipped"), body }
}

/// "Row 2: Last, First (username)".
fn name(sheet: &Sheet<'_>, at: usize) -> String {
    let row = sheet.row(at);
    let cell = |field| line(&row.cell(field));
    let [last, first, username] = [UserField::LastName, UserField::FirstName, UserField::Username].map(cell);
    format!("Row {}: {last}, {first} ({username})", row.number)
}

/// A text as part of one line: line breaks and other hidden characters are blanks, nothing turns the rest of the line
/// around, and it is not endless.
fn line(text: &str) -> String {
    const MOST: usize = 200;
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = text.chars().filter(|c| !turns(*c)).map(|c| if breaks(c) { ' ' } else { c });
    plain.take(MOST).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_breaks_out_of_its_line() {
        for (text, expected) in [
            ("Ada", "Ada"),
            ("a@b.example\r\nBcc: c@d.example", "a@b.example  Bcc: c@d.example"),
            ("one\u{2028}two\u{85}three\0", "one two three"),
            ("\u{202e}moc.live", "moc.live"),
        ] {
            assert_eq!(line(text), expected);
        }
        assert_eq!(line(&"x".repeat(5_000)).len(), 200);
    }
}
