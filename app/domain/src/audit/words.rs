//! The audit log as people read it.

use super::event::{ByImport, Called, Event, FieldChange, Held, UserChange};
use crate::enrolment::EnrolmentChange;
use crate::import::columns::Field as _;
use crate::text::day_words;

impl Event {
    /// A dotted word by which such events are found, such as `users.create`.
    pub fn action(&self) -> &str {
        match self {
            Self::SchoolFounded { .. } => "school.found",
            Self::UserCreated { .. } => "users.create",
            Self::UsersDeleted { .. } | Self::UserTakenBack { deleted: true, .. } => "users.delete",
            Self::UserChanged { .. } | Self::UserImported { .. } | Self::UserTakenBack { .. } => "users.save",
            Self::UserReactivated { .. } => "users.reactivate",
            Self::PasswordSet { .. } | Self::PasswordRehashed { .. } => "users.password",
            Self::PasswordResetAsked { .. } | Self::PasswordResetUsed { .. } => "users.password_reset",
            Self::SignedIn { .. } => "sign_in",
            Self::SignedOut { .. } => "sign_out",
            Self::MaskLent { .. } => "masks.lend",
            Self::MaskRevoked { .. } => "masks.revoke",
            Self::MaskWorn { .. } => "masks.wear",
            Self::MaskTakenOff { .. } => "masks.stop",
            Self::UsersImported { .. } => "users.import",
            Self::ImportUndone { .. } => "users.import.undo",
            Self::CohortCreated { .. }
            | Self::CohortRenamed { .. }
            | Self::CohortFilled { .. }
            | Self::CohortChanged { .. }
            | Self::CohortDeleted { .. } => "cohorts.change",
            Self::WordAdded { .. } | Self::WordRemoved { .. } => "settings.list",
            Self::SwitchSet { .. } => "settings.switch",
            Self::ContactAdded { .. } | Self::ContactRemoved { .. } => "courses.contact",
            Self::EnrolmentChanged { .. } => "courses.enrolment",
            Self::LearnersViewed { .. } => "learners.view",
            Self::MailQueued { .. } => "mail.queue",
            Self::Groups { action, .. } => action,
        }
    }

    /// What it was done to: a person, a course and period, a file.
    pub fn object(&self) -> String {
        match self {
            Self::SchoolFounded { organisations, .. } => organisations.join(", "),
            Self::UserCreated { user, .. }
            | Self::UserChanged { user, .. }
            | Self::UserImported { user, .. }
            | Self::UserTakenBack { user, .. }
            | Self::UserReactivated { user, .. } => called(user),
            Self::UsersDeleted { users } => users.first().map(called).unwrap_or_default(),
            Self::PasswordSet { username, .. }
            | Self::PasswordRehashed { username }
            | Self::PasswordResetAsked { username }
            | Self::PasswordResetUsed { username }
            | Self::SignedIn { username }
            | Self::SignedOut { username, .. } => username.clone(),
            Self::MaskLent { lender, .. }
            | Self::MaskRevoked { lender, .. }
            | Self::MaskWorn { lender }
            | Self::MaskTakenOff { lender } => called(lender),
            Self::UsersImported { by, .. } | Self::ImportUndone { by, .. } => by.file.clone(),
            Self::CohortCreated { cohort, .. }
            | Self::CohortRenamed { cohort, .. }
            | Self::CohortFilled { cohort, .. }
            | Self::CohortChanged { cohort, .. }
            | Self::CohortDeleted { cohort, .. } => cohort.clone(),
            Self::WordAdded { list, .. } | Self::WordRemoved { list, .. } => list.label().to_owned(),
            Self::SwitchSet { switch, .. } => switch.key().to_owned(),
            Self::ContactAdded { course, .. } | Self::ContactRemoved { course, .. } => course.clone(),
            Self::EnrolmentChanged { place, .. } | Self::Groups { place, .. } => place.clone(),
            Self::LearnersViewed { .. } => "My Learners".to_owned(),
            Self::MailQueued { to, .. } => to.clone(),
        }
    }

    /// What was done, in a sentence.
    #[expect(clippy::too_many_lines, reason = "a table: a sentence for each kind of event")]
    pub fn words(&self) -> String {
        match self {
            Self::SchoolFounded { people, courses, .. } => {
                format!("Founded with {people} people and {courses} courses.")
            }
            Self::UserCreated { permissions, by, .. } => {
                let roles = if permissions.is_empty() { String::new() } else { [" as ", &held(permissions)].concat() };
                match by {
                    Some(by) => format!("Created{roles} by {}.", import(by)),
                    None => format!("Created{roles}."),
                }
            }
            Self::UserChanged { change, .. } => changed(change),
            Self::UserImported { fields, given, taken, joined, by, .. } => {
                let mut what = vec![fields.iter().map(|field| field.label()).collect::<Vec<_>>().join(", ")];
                if let Some(given) = given {
                    let place = if taken.is_empty() { String::new() } else { [" in place of ", &held(taken)].concat() };
                    what.push([held(core::slice::from_ref(given)), place].concat());
                }
                if *joined {
                    what.push("cohort".to_owned());
                }
                what.retain(|part| !part.is_empty());
                format!("Changed ({}) by {}.", what.join("; "), import(by))
            }
            Self::UsersDeleted { users } => {
                let names: Vec<&str> = users.iter().map(|user| user.username.as_str()).collect();
                format!("Deleted {}: {}.", names.len(), names.join(", "))
            }
            Self::UserTakenBack { deleted, by, .. } => {
                let done = if *deleted { "Deleted" } else { "Restored" };
                format!("{done}: {} was taken back.", import(by))
            }
            Self::UserReactivated { permissions, .. } => format!("Brought back as {}.", held(permissions)),
            Self::PasswordSet { must_change: true, .. } => "Password set, to be changed at sign-in.".to_owned(),
            Self::PasswordSet { .. } => "Password changed.".to_owned(),
            Self::PasswordRehashed { .. } => "Password hashed anew at sign-in.".to_owned(),
            Self::PasswordResetAsked { .. } => "Password reset asked for.".to_owned(),
            Self::PasswordResetUsed { .. } => "Password reset link used.".to_owned(),
            Self::SignedIn { .. } => "Signed in.".to_owned(),
            Self::SignedOut { everywhere: true, .. } => "Signed out everywhere.".to_owned(),
            Self::SignedOut { .. } => "Signed out.".to_owned(),
            Self::MaskLent { borrower, term, .. } => {
                let (starts, finishes) = (day_words(term.starts), day_words(term.finishes));
                format!("Permissions lent to {borrower} from {starts} until {finishes}.")
            }
            Self::MaskRevoked { borrower, .. } => format!("Permissions lent to {borrower} taken back."),
            Self::MaskWorn { .. } => "Began to act for them.".to_owned(),
            Self::MaskTakenOff { .. } => "No longer acts for them.".to_owned(),
            Self::UsersImported { by, created, updated, unchanged, skipped } => {
                let import = by.import;
                format!(
                    "Import {import}: {created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped."
                )
            }
            Self::ImportUndone { by, deleted, restored, kept } => {
                format!("Import {} taken back: {deleted} deleted, {restored} restored, {kept} kept.", by.import)
            }
            Self::CohortCreated { joined: None, .. } => "Created.".to_owned(),
            Self::CohortCreated { joined: Some(joined), .. } => format!("Created. {joined} joined by their grad year."),
            Self::CohortRenamed { before, .. } => format!("Renamed from {before}."),
            Self::CohortFilled { joined, .. } => format!("{joined} joined by their grad year."),
            Self::CohortChanged { joined, left, .. } => {
                let said = |names: &[String], what: &str| {
                    (!names.is_empty()).then(|| format!("{what}: {}.", names.join("; ")))
                };
                let said = [said(joined, "Joined"), said(left, "Left")];
                said.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Self::CohortDeleted { learners, .. } => format!("Deleted, with {learners} learners in it."),
            Self::WordAdded { code, name, .. } if code.is_empty() => format!("Added {name}."),
            Self::WordAdded { code, name, .. } => format!("Added {name} ({code})."),
            Self::WordRemoved { key, .. } => format!("Removed {key}."),
            Self::SwitchSet { on: true, .. } => "Turned on.".to_owned(),
            Self::SwitchSet { .. } => "Turned off.".to_owned(),
            Self::ContactAdded { name, kind, .. } => format!("{name} added to: {}.", kind.label()),
            Self::ContactRemoved { name, kind, .. } => format!("{name} removed from: {}.", kind.label()),
            Self::EnrolmentChanged { changes, more, .. } => enrolment(changes, *more),
            Self::LearnersViewed { learners, groups } => {
                let looked = crate::groups::acts::count(*learners, "learner");
                let groups: Vec<String> =
                    groups.iter().map(|(course, period, group)| [course.as_str(), period, group].join(" ")).collect();
                format!("{looked} looked at: {}", groups.join("; "))
            }
            Self::MailQueued { subject, .. } => subject.clone(),
            Self::Groups { words, .. } => words.clone(),
        }
    }
}

/// "Berg, Bo (bo)".
fn called(user: &Called) -> String {
    format!("{} ({})", user.name, user.username)
}

/// "student:student, staff:staff".
fn held(permissions: &[Held]) -> String {
    permissions.iter().map(|held| [&held.group, ":", &held.role].concat()).collect::<Vec<_>>().join(", ")
}

fn import(by: &ByImport) -> String {
    format!("import {} of {}", by.import, by.file)
}

/// "Changed. Username: bo → bob. Given: staff:admin."
fn changed(change: &UserChange) -> String {
    let UserChange { fields, given, taken, departments, disabled, student_admin } = change;
    let mut said = vec!["Changed.".to_owned()];
    let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
    let field = |FieldChange { field, before, after }: &FieldChange| {
        format!("{}: {} → {}.", field.label(), shown(before), shown(after))
    };
    said.extend(fields.iter().map(field));
    if let Some(disabled) = disabled {
        said.push(if *disabled { "Disabled." } else { "Made active." }.to_owned());
    }
    if let Some(on) = student_admin {
        said.push(if *on { "Administers learners now." } else { "No longer administers learners." }.to_owned());
    }
    if *departments {
        said.push("Other departments.".to_owned());
    }
    for (permissions, what) in [(given, "Given"), (taken, "Taken away")] {
        if !permissions.is_empty() {
            said.push(format!("{what}: {}.", held(permissions)));
        }
    }
    said.join(" ")
}

fn enrolment(changes: &[(EnrolmentChange, String)], more: usize) -> String {
    let mut said: Vec<String> = changes
        .iter()
        .map(|(change, name)| match change {
            EnrolmentChange::EnrolCohort(_) | EnrolmentChange::EnrolLearner(_) => format!("{name} enrolled."),
            EnrolmentChange::WithdrawCohort(_) | EnrolmentChange::WithdrawLearner(_) => format!("{name} withdrawn."),
        })
        .collect();
    if more > 0 {
        said.push(format!("And {more} more."));
    }
    said.join(" ")
}
