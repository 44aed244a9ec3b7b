//! Permission masks (SPEC P4): one user lends their permissions to another for a stated period. Who wears a mask acts
//! as the lender, not beside their own permissions, and what they do is recorded under both names.

use crate::access::{Action, Viewer, may, refused_as_student};
use crate::id::{MaskId, UserId};
use crate::person::Person;
use crate::user::parse_moment;
use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// The days a mask is lent for, both included; a day is one of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub starts: Date,
    pub finishes: Date,
}

/// A mask that was lent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mask {
    pub id: MaskId,
    pub lender: UserId,
    pub borrower: UserId,
    pub term: Term,
    /// Whether the lender took it back.
    pub revoked: bool,
}

/// What is said of the accounts that stay as they are under a mask, in files and forms: see
/// [`Viewer::spares`](crate::access::Viewer::spares).
pub const SPARED: &str = "You act under a permission mask: your own account, that of whom you act for, and those of \
                          administrators stay as they are.";

/// How a mask stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MaskState {
    /// Its first day is still to come.
    Coming,
    /// It can be worn.
    Open,
    Over,
    Revoked,
}

impl Mask {
    /// How the mask stands on `today`.
    pub fn state(&self, today: Date) -> MaskState {
        if self.revoked {
            MaskState::Revoked
        } else if today > self.term.finishes {
            MaskState::Over
        } else if today < self.term.starts {
            MaskState::Coming
        } else {
            MaskState::Open
        }
    }
}

/// Whether `lender` may lend to `borrower`: they belong to one organisation, neither is a student anywhere, and
/// neither acts under a mask.
pub fn may_lend(lender: &Viewer, borrower: &Viewer) -> bool {
    let lends = |who: &Viewer, grant: &crate::access::Grant| may(who, Action::LendPermissions(grant.organisation));
    lender.user != borrower.user
        && !refused_as_student(lender)
        && !refused_as_student(borrower)
        && borrower.grants.iter().any(|grant| lends(borrower, grant) && lends(lender, grant))
}

/// Whether a mask holds: asked when it is put on, and again at every request. Both are as they stand now, without a
/// mask; `usable` is whether the lender's own account may be used.
pub fn holds(state: MaskState, usable: bool, lender: &Viewer, borrower: &Viewer) -> bool {
    state == MaskState::Open && usable && may_lend(lender, borrower)
}

/// What the form of lending says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LendDraft {
    pub borrower: Option<UserId>,
    /// As typed: `2026-11-24`.
    pub starts: String,
    pub finishes: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LendField {
    Borrower,
    Starts,
    Finishes,
}

/// What is wrong with a field, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LendProblem {
    pub field: LendField,
    pub words: String,
}

impl LendProblem {
    pub fn new(field: LendField, words: &str) -> Self {
        Self { field, words: words.to_owned() }
    }
}

impl LendDraft {
    /// To whom, and for how long; a year at most, and not in days that are over.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn check(&self, today: Date) -> Result<(UserId, Term), Vec<LendProblem>> {
        let mut problems = Vec::new();
        let mut say = |field, words: &str| problems.push(LendProblem::new(field, words));
        if self.borrower.is_none() {
            say(LendField::Borrower, "Choose whom to lend to.");
        }
        let (starts, finishes) = (day(&self.starts), day(&self.finishes));
        match starts {
            None => say(LendField::Starts, "Choose the first day."),
            Some(starts) if starts < today => say(LendField::Starts, "The first day is over. Choose today or later."),
            Some(_) => {}
        }
        match (starts, finishes) {
            (_, None) => say(LendField::Finishes, "Choose the last day."),
            (Some(starts), Some(finishes)) if finishes < starts => {
                say(LendField::Finishes, "The last day comes before the first.");
            }
            (Some(starts), Some(finishes)) if finishes > a_year_after(starts) => {
                say(LendField::Finishes, "A year at most: choose an earlier last day.");
            }
            _ => {}
        }
        match (self.borrower, starts, finishes) {
            (Some(borrower), Some(starts), Some(finishes)) if problems.is_empty() => {
                Ok((borrower, Term { starts, finishes }))
            }
            _ => Err(problems),
        }
    }
}

fn day(typed: &str) -> Option<Date> {
    // `YYYY-MM-DD` and nothing else that a file may call a time: the form gives days.
    let typed = typed.trim();
    if typed.len() == 10 && typed.matches('-').count() == 2 {
        parse_moment(typed).map(time::OffsetDateTime::date)
    } else {
        None
    }
}

/// The same day of the next year; of 29 February, 1 March.
fn a_year_after(day: Date) -> Date {
    day.replace_year(day.year() + 1).unwrap_or_else(|_| day.saturating_add(Duration::days(366)))
}

/// A mask with whoever is at its other end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedMask {
    pub mask: Mask,
    /// The borrower of a mask one lent, the lender of one that was lent to one.
    pub other: Person,
    pub state: MaskState,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasksPage {
    /// Newest first.
    pub by_me: Vec<ListedMask>,
    /// Only what can be worn now, or later.
    pub to_me: Vec<ListedMask>,
    pub today: Date,
}

/// How lending went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lent {
    Done,
    /// Nothing was lent: these fields are wrong.
    Problems(Vec<LendProblem>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Grant;
    use crate::id::OrganisationId;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 11 - 24);

    fn viewer(user: i64, grants: &[(i64, &str, &str)]) -> Viewer {
        let grant = |(organisation, group, role): &(i64, &str, &str)| Grant {
            organisation: OrganisationId(*organisation),
            group: (*group).to_owned(),
            role: (*role).to_owned(),
        };
        let grants = grants.iter().map(grant).collect();
        Viewer { user: UserId(user), grants, contacts: Vec::new(), tutors: false, worn_by: None }
    }

    #[test]
    fn the_days_of_a_mask_are_both_included() {
        let term = Term { starts: date!(2026 - 11 - 24), finishes: date!(2026 - 11 - 30) };
        let mask = Mask { id: MaskId(1), lender: UserId(1), borrower: UserId(2), term, revoked: false };
        for (day, expected) in [
            (date!(2026 - 11 - 23), MaskState::Coming),
            (date!(2026 - 11 - 24), MaskState::Open),
            (date!(2026 - 11 - 30), MaskState::Open),
            (date!(2026 - 12 - 01), MaskState::Over),
        ] {
            assert_eq!(mask.state(day), expected, "{day}");
            assert_eq!(Mask { revoked: true, ..mask }.state(day), MaskState::Revoked);
        }
    }

    #[test]
    fn one_lends_to_people_of_ones_own_organisations_who_are_no_students() {
        let director = viewer(1, &[(1, "faculty", "director")]);
        for (what, lender, borrower, expected) in [
            ("a colleague", &director, viewer(2, &[(1, "staff", "staff")]), true),
            ("someone above", &director, viewer(2, &[(1, "medtech", "admin")]), true),
            ("someone who graduated", &director, viewer(2, &[(1, "alumni", "2019")]), true),
            ("oneself", &director, director.clone(), false),
            ("someone of another school", &director, viewer(2, &[(2, "staff", "staff")]), false),
            ("someone of both", &director, viewer(2, &[(2, "staff", "staff"), (1, "staff", "staff")]), true),
            ("a student", &director, viewer(2, &[(1, "student", "student")]), false),
            ("a student elsewhere", &director, viewer(2, &[(1, "staff", "staff"), (2, "student", "student")]), false),
            ("someone in no known group", &director, viewer(2, &[(1, "guild", "warden")]), false),
            ("someone who holds nothing", &director, viewer(2, &[]), false),
            ("by a student", &viewer(3, &[(1, "student", "student")]), director.clone(), false),
            (
                "by an admin who studies",
                &viewer(3, &[(1, "medtech", "admin"), (2, "student", "student")]),
                director.clone(),
                false,
            ),
            (
                "by an admin of everything, like others",
                &viewer(3, &[(1, "medtech", "admin")]),
                viewer(2, &[(2, "staff", "staff")]),
                false,
            ),
            ("under a mask", &director.clone().worn_by(UserId(9)), viewer(2, &[(1, "staff", "staff")]), false),
            ("to someone under a mask", &director, viewer(2, &[(1, "staff", "staff")]).worn_by(UserId(9)), false),
        ] {
            assert_eq!(may_lend(lender, &borrower), expected, "{what}");
        }
    }

    #[test]
    fn a_mask_holds_only_while_everything_about_it_does() {
        let (lender, borrower) = (viewer(1, &[(1, "staff", "admin")]), viewer(2, &[(1, "staff", "staff")]));
        assert!(holds(MaskState::Open, true, &lender, &borrower));
        for state in [MaskState::Coming, MaskState::Over, MaskState::Revoked] {
            assert!(!holds(state, true, &lender, &borrower), "{state:?}");
        }
        assert!(!holds(MaskState::Open, false, &lender, &borrower));
        assert!(!holds(MaskState::Open, true, &lender, &viewer(2, &[(2, "staff", "staff")])));
    }

    #[test]
    fn a_form_says_every_field_that_is_wrong() {
        use LendField::{Borrower, Finishes, Starts};
        let draft = |borrower: Option<i64>, starts: &str, finishes: &str| LendDraft {
            borrower: borrower.map(UserId),
            starts: starts.to_owned(),
            finishes: finishes.to_owned(),
        };
        let term = |starts, finishes| Ok((UserId(2), Term { starts, finishes }));
        assert_eq!(draft(Some(2), "2026-11-24", " 2026-11-24 ").check(TODAY), term(TODAY, TODAY));
        assert_eq!(
            draft(Some(2), "2026-12-01", "2027-12-01").check(TODAY),
            term(date!(2026 - 12 - 01), date!(2027 - 12 - 01))
        );
        assert_eq!(
            draft(Some(2), "2028-02-29", "2029-03-01").check(TODAY),
            term(date!(2028 - 02 - 29), date!(2029 - 03 - 01))
        );
        for (borrower, starts, finishes, expected) in [
            (None, "", "", vec![Borrower, Starts, Finishes]),
            (Some(2), "2026-11-23", "2026-11-30", vec![Starts]),
            (Some(2), "2026-11-30", "2026-11-29", vec![Finishes]),
            (Some(2), "2026-12-01", "2027-12-02", vec![Finishes]),
            (Some(2), "2028-02-29", "2029-03-02", vec![Finishes]),
            (Some(2), "tomorrow", "2026-11-30", vec![Starts]),
            (Some(2), "2026-11-24", "1796083200", vec![Finishes]),
            (None, "2026-11-24", "2026-11-31", vec![Borrower, Finishes]),
        ] {
            let problems = draft(borrower, starts, finishes).check(TODAY).unwrap_err();
            let fields: Vec<LendField> = problems.iter().map(|problem| problem.field).collect();
            assert_eq!(fields, expected, "{starts} {finishes}");
        }
    }
}
