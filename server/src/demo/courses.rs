//! The courses of the demo school: who runs them, when they are given, and to whom.

use super::calendar::{Term, academic_year, whole_year};
use super::people::{Class, MEDICINE, NURSING, People};
use domain::course::{ContactKind, Course};
use domain::id::{CohortId, CourseId, OrganisationId, PeriodId, UserId};
use domain::period::Period;
use store::{Layout, NewCourse};
use time::Date;

pub(super) const MED_101: CourseId = CourseId(1);
pub(super) const MED_201: CourseId = CourseId(2);
pub(super) const MED_305: CourseId = CourseId(3);
pub(super) const MED_410: CourseId = CourseId(4);
pub(super) const NUR_110: CourseId = CourseId(6);

const MEDICAL_TERMS: i64 = 1;
const MEDICAL_YEARS: i64 = 2;
const NURSING_TERMS: i64 = 3;

/// Code, name, organisation, layout, and the class it is for, counted from 0; ids from 1 in this order.
const COURSES: [(&str, &str, OrganisationId, i64, Option<i32>); 6] = [
    ("MED-101", "Foundations of Medicine I", MEDICINE, MEDICAL_TERMS, Some(0)),
    ("MED-201", "Foundations of Medicine II", MEDICINE, MEDICAL_TERMS, Some(1)),
    ("MED-305", "Clinical Skills", MEDICINE, MEDICAL_TERMS, Some(2)),
    ("MED-410", "Core Clerkships", MEDICINE, MEDICAL_YEARS, Some(3)),
    ("MED-450", "Transition to Residency", MEDICINE, MEDICAL_YEARS, None),
    ("NUR-110", "Foundations of Nursing Practice", NURSING, NURSING_TERMS, Some(0)),
];

/// The id of a cohort: the classes from the first year to the last, then the nursing intake.
const NURSING_COHORT: CohortId = CohortId(5);

/// Courses, when they are given, and to whom.
#[derive(Debug)]
pub(super) struct Teaching {
    pub layouts: Vec<Layout>,
    pub courses: Vec<NewCourse>,
    pub enrolled_cohorts: Vec<(CourseId, PeriodId, CohortId)>,
    pub enrolled_learners: Vec<(CourseId, PeriodId, UserId)>,
    /// Learners who left after the founding.
    pub leaving: Vec<(CourseId, PeriodId, UserId)>,
    /// The previous, the current and the next term, and the current year, of Medicine.
    pub previous: PeriodId,
    pub current: PeriodId,
    pub current_year: PeriodId,
    pub current_nursing: PeriodId,
}

impl Teaching {
    pub(super) fn of(people: &People, today: Date) -> anyhow::Result<Self> {
        let layouts = layouts(today)?;
        let mut teaching = Self {
            previous: id_of(&layouts, 0, 0),
            current: id_of(&layouts, 0, 1),
            current_year: id_of(&layouts, 1, 1),
            current_nursing: id_of(&layouts, 2, 1),
            layouts,
            courses: courses(people),
            enrolled_cohorts: Vec::new(),
            enrolled_learners: Vec::new(),
            leaving: Vec::new(),
        };
        teaching.enrol_cohorts(people);
        teaching.enrol_singles(people);
        Ok(teaching)
    }

    /// The period a course is given in now.
    pub(super) fn now(&self, course: CourseId) -> PeriodId {
        match course {
            MED_410 => self.current_year,
            NUR_110 => self.current_nursing,
            _ => self.current,
        }
    }

    /// Who was enrolled in a course and period with a cohort and did not leave, in the order of names.
    pub(super) fn whole_class(&self, people: &People, course: CourseId, period: PeriodId) -> Vec<UserId> {
        let enrolled = |id: CohortId| self.enrolled_cohorts.contains(&(course, period, id));
        let left = |learner: &UserId| self.leaving.contains(&(course, period, *learner));
        cohorts(people)
            .filter(|(id, _)| enrolled(*id))
            .flat_map(|(_, class)| class.members.iter().copied())
            .filter(|learner| !left(learner))
            .collect()
    }

    /// A course is for the class that is in its year of study in the academic year of the period.
    fn enrol_cohorts(&mut self, people: &People) {
        for ((code, _, _, layout, year_of_study), id) in COURSES.iter().zip(1..) {
            let periods = self.layouts.iter().filter(|l| l.id == *layout).flat_map(|l| &l.periods);
            for period in periods {
                let Some(index) = year_of_study else { continue };
                let grad_year = academic_year(period.starts) + 4 - index;
                let cohort = if code.starts_with("NUR") {
                    (people.nursing.grad_year == grad_year - 1).then_some(NURSING_COHORT)
                } else {
                    let mut medical = cohorts(people).take(4);
                    medical.find(|(_, class)| class.grad_year == grad_year).map(|(id, _)| id)
                };
                self.enrolled_cohorts.extend(cohort.map(|cohort| (CourseId(id), period.id, cohort)));
            }
        }
    }

    /// Three of the year above repeat MED-201 and one of its own class has left: 160 are enrolled now.
    fn enrol_singles(&mut self, people: &People) {
        let nth = |class: usize, index: usize| people.classes.get(class).and_then(|c| c.members.get(index)).copied();
        let repeating = [12, 57, 101].into_iter().filter_map(|index| nth(2, index));
        self.enrolled_learners.extend(repeating.map(|learner| (MED_201, self.current, learner)));
        self.enrolled_learners.extend(nth(3, 40).map(|learner| (MED_101, self.current, learner)));
        self.leaving.extend(nth(1, 74).map(|learner| (MED_201, self.current, learner)));
    }
}

/// Every cohort with its id.
pub(super) fn cohorts(people: &People) -> impl Iterator<Item = (CohortId, &Class)> {
    (1..).map(CohortId).zip(people.classes.iter().chain([&people.nursing]))
}

fn id_of(layouts: &[Layout], layout: usize, period: usize) -> PeriodId {
    layouts.get(layout).and_then(|l| l.periods.get(period)).map(|p| p.id).unwrap_or_default()
}

fn layouts(today: Date) -> anyhow::Result<Vec<Layout>> {
    let year = academic_year(today);
    let years = [whole_year(4, year - 1)?, whole_year(5, year)?, whole_year(6, year + 1)?];
    let layout = |id, organisation, name: &str, periods: [Period; 3]| Layout {
        id,
        organisation,
        name: name.to_owned(),
        periods: periods.into(),
    };
    Ok(vec![
        layout(MEDICAL_TERMS, MEDICINE, "Pre-clerkship terms", terms(1, today)?),
        layout(MEDICAL_YEARS, MEDICINE, "Clerkship years", years),
        layout(NURSING_TERMS, NURSING, "Nursing terms", terms(7, today)?),
    ])
}

/// The previous, the current and the next term.
fn terms(first_id: i64, today: Date) -> anyhow::Result<[Period; 3]> {
    let now = Term::holding(today);
    Ok([now.before().period(first_id)?, now.period(first_id + 1)?, now.after().period(first_id + 2)?])
}

fn courses(people: &People) -> Vec<NewCourse> {
    COURSES
        .iter()
        .zip(1..)
        .map(|((code, name, organisation, layout, _), id)| {
            let id = CourseId(id);
            let (code, name) = ((*code).to_owned(), (*name).to_owned());
            NewCourse {
                course: Course { id, organisation: *organisation, code, name },
                layout: *layout,
                contacts: contacts(people, id, *organisation),
            }
        })
        .collect()
}

/// Contacts of every kind; the demo's accounts where a visitor looks first.
fn contacts(people: &People, course: CourseId, organisation: OrganisationId) -> Vec<(UserId, ContactKind)> {
    let mut contacts = Vec::new();
    let mut name = |person: Option<UserId>, kind| contacts.extend(person.map(|person| (person, kind)));
    let turn = usize::try_from(course.0).unwrap_or_default();
    let held = |group, role, turn: usize| {
        let people = people.holding(organisation, group, role);
        people.get(turn % people.len().max(1)).copied()
    };
    // The first holder of a role in Medicine is the account; the others come after.
    match course {
        MED_101 | MED_201 => name(people.account("director"), ContactKind::Director),
        _ if organisation == NURSING => name(held("faculty", "director", 0), ContactKind::Director),
        _ => name(held("faculty", "director", 1 + turn % 4), ContactKind::Director),
    }
    if course == MED_201 {
        name(held("faculty", "director", 2), ContactKind::Director);
    }
    name(held("staff", "admin", usize::from(organisation == MEDICINE)), ContactKind::CurriculumCoordinator);
    match course {
        MED_201 | MED_305 => name(people.account("coordinator"), ContactKind::ProgramCoordinator),
        _ if organisation == NURSING => name(held("staff", "pcoordinator", 0), ContactKind::ProgramCoordinator),
        _ => name(held("staff", "pcoordinator", 1 + turn % 3), ContactKind::ProgramCoordinator),
    }
    name(held("faculty", "lecturer", turn % 2), ContactKind::Faculty);
    name(held("faculty", "faculty", turn), ContactKind::Faculty);
    name(held("faculty", "faculty", turn + 3), ContactKind::Faculty);
    name(held("resident", "resident", turn), ContactKind::TeachingAssistant);
    contacts
}
