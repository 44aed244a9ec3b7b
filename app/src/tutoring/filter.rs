//! Which of a tutor's learners are shown. All of it stands in the address.

use domain::tutoring::LinkedGroup;
use time::Date;

/// The value of the period filter that lets all periods through; without one, only current ones do.
pub(super) const ALL: &str = "all";

/// What the filters are set to, as the address says it; empty texts let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Empty: the periods that hold today; [`ALL`]; or an id.
    pub period: String,
    /// A course's code.
    pub course: String,
    /// A group's id.
    pub group: String,
    /// Folded.
    pub query: String,
}

impl Filter {
    pub(super) fn lets_period(&self, group: &LinkedGroup, today: Date) -> bool {
        match self.period.as_str() {
            "" => group.period.holds(today),
            ALL => true,
            id => group.period.id.to_string() == id,
        }
    }

    pub(super) fn lets_course(&self, group: &LinkedGroup) -> bool {
        self.course.is_empty() || group.course.code == self.course
    }

    fn lets_group(&self, group: &LinkedGroup) -> bool {
        self.group.is_empty() || group.id.to_string() == self.group
    }

    /// The groups that are let through, with the learners that the search finds. While nothing is
    /// searched for, a group without learners stays.
    pub(super) fn apply(&self, groups: &[LinkedGroup], today: Date) -> Vec<LinkedGroup> {
        groups
            .iter()
            .filter(|group| self.lets_period(group, today) && self.lets_course(group) && self.lets_group(group))
            .map(|group| {
                let mut group = group.clone();
                group.learners.retain(|learner| learner.matches(&self.query));
                group
            })
            .filter(|group| self.query.trim().is_empty() || !group.learners.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::course::Course;
    use domain::id::{CourseId, GroupId, OrganisationId, PeriodId, UserId};
    use domain::period::Period;
    use domain::person::{GenderCode, Person};
    use domain::tutoring::TutorKind;
    use time::macros::date;

    fn group(id: i64, code: &str, period: (i64, Date, Date), learners: &[&str]) -> LinkedGroup {
        let learner = |last: &&str| Person {
            id: UserId(1),
            number: Some("2510386".to_owned()),
            first: "Noor".to_owned(),
            middle: None,
            last: (*last).to_owned(),
            email: String::new(),
            gender: GenderCode::default(),
            department: None,
        };
        LinkedGroup {
            id: GroupId(id),
            name: format!("Group {id}"),
            course: Course {
                id: CourseId(1),
                organisation: OrganisationId(1),
                code: code.to_owned(),
                name: String::new(),
            },
            period: Period { id: PeriodId(period.0), title: String::new(), starts: period.1, finishes: period.2 },
            kind: TutorKind::Tutor,
            learners: learners.iter().map(learner).collect(),
        }
    }

    #[test]
    fn filters_narrow_and_a_group_without_a_hit_goes() {
        let past = (1, date!(2026 - 02 - 01), date!(2026 - 08 - 31));
        let now = (2, date!(2026 - 09 - 01), date!(2027 - 01 - 31));
        let groups = [
            group(1, "MED-201", now, &["Adeyemi", "Costa"]),
            group(2, "MED-305", now, &["Abebe"]),
            group(3, "MED-305", past, &["Yılmaz"]),
            group(4, "MED-305", now, &[]),
        ];
        let shown = |filter: Filter| -> Vec<(i64, usize)> {
            let shown = filter.apply(&groups, date!(2026 - 11 - 22));
            shown.iter().map(|group| (group.id.0, group.learners.len())).collect()
        };
        let text = str::to_owned;
        assert_eq!(shown(Filter::default()), [(1, 2), (2, 1), (4, 0)]);
        assert_eq!(shown(Filter { period: text(ALL), ..Filter::default() }), [(1, 2), (2, 1), (3, 1), (4, 0)]);
        assert_eq!(shown(Filter { period: text("1"), ..Filter::default() }), [(3, 1)]);
        assert_eq!(shown(Filter { course: text("MED-305"), ..Filter::default() }), [(2, 1), (4, 0)]);
        assert_eq!(shown(Filter { group: text("1"), ..Filter::default() }), [(1, 2)]);
        assert_eq!(shown(Filter { query: text("costa noor"), ..Filter::default() }), [(1, 1)]);
        assert_eq!(shown(Filter { query: text("2510386"), ..Filter::default() }), [(1, 2), (2, 1)]);
    }
}
