//! Tutors of a row: who they are, and what they become.

use super::super::identify::Role;
use super::super::tutors::{Mention, Typed, mentions};
use super::{Doubt, Field, Kind, Note, Part, Planner, Settle, SheetRow, Target, Way};
use crate::id::UserId;
use crate::tutoring::TutorKind;

impl<'a> Planner<'a> {
    /// Reads the tutors of a row, once for each group: most files repeat them in every row.
    pub(super) fn find_tutors(&mut self, at: usize, row: &'a SheetRow, group: usize) {
        let cells = [Field::Tutors, Field::TutorsNumbers, Field::TutorsTypes].map(|field| row.cell(field));
        let [names, numbers, types] = cells;
        if (names.is_empty() && numbers.is_empty()) || !self.tutors_read.insert((group, cells)) {
            return;
        }
        for (position, mention) in (0..).zip(mentions(names, numbers, types, self.directory)) {
            if self.find_tutor(row, group, position, &mention).is_some() {
                self.plan.rows[at].tutors += 1;
            }
        }
    }

    /// Adds a tutor to the group or gives them another type; `None` where there is nothing to do.
    fn find_tutor(&mut self, row: &SheetRow, group: usize, position: u32, mention: &Mention) -> Option<()> {
        let tutor = match self.lookup().identify(Role::Tutor, &mention.number, &mention.name) {
            Ok(tutor) => tutor,
            Err(doubt) => self.settle(row, Part::Tutor(position), doubt)?.1?,
        };
        let kind = self.tutor_kind(row, position, &mention.kind).ok()?;
        if let Some(given) = self.tutors_given.get(&(group, tutor)) {
            if kind.is_some() && kind != *given {
                self.note_other_kind(row, tutor, *given);
            }
            return None;
        }
        let now = match self.plan.groups[group].target {
            Target::Existing(id) => self.state.group(id).and_then(|found| found.tutors.get(&tutor)).copied(),
            Target::New => None,
        };
        if now.is_none() && !self.state.can_tutor(tutor) {
            let words = format!(
                "{} cannot be a tutor: only faculty, residents and staff of this school can.",
                self.directory.describe(tutor)
            );
            let doubt = Doubt { field: Field::Tutors, kind: Kind::CannotTutor, words, ways: Vec::new() };
            self.settle(row, Part::Tutor(position), doubt);
            return None;
        }
        self.tutors_given.insert((group, tutor), kind.or(now));
        let plan = &mut self.plan.groups[group];
        match (now, kind) {
            (None, kind) => plan.new_tutors.push((tutor, kind.unwrap_or_default())),
            (Some(from), Some(to)) if from != to => plan.retitled.push((tutor, from, to)),
            _ => return None,
        }
        Some(())
    }

    /// The type that is said, if any; `Err` where the tutor is left out or that is open.
    fn tutor_kind(&mut self, row: &SheetRow, position: u32, typed: &Typed) -> Result<Option<TutorKind>, ()> {
        let text = match typed {
            Typed::NotSaid => return Ok(None),
            Typed::As(kind) => return Ok(Some(*kind)),
            Typed::Unclear(text) => text,
        };
        let known: Vec<&str> = TutorKind::ALL.into_iter().map(TutorKind::label).collect();
        let words = format!("“{text}” does not say a type for this tutor. Types are {}.", known.join(", "));
        let ways = vec![Way::new(Settle::TakeAsIs, "Take the tutor without a type")];
        let doubt = Doubt { field: Field::TutorsTypes, kind: Kind::UnknownType, words, ways };
        match self.settle(row, Part::TutorType(position), doubt) {
            Some((Settle::TakeAsIs, _)) => Ok(None),
            _ => Err(()),
        }
    }

    fn note_other_kind(&mut self, row: &SheetRow, tutor: UserId, given: Option<TutorKind>) {
        let words = format!(
            "{} has another type in an earlier row: {}. That counts.",
            self.directory.describe(tutor),
            given.unwrap_or_default().label()
        );
        self.plan.notes.push(Note { row: row.number, field: Field::TutorsTypes, words });
    }
}
