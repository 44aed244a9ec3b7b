//! The groups of the demo school, made the way people make them: through the store's one write path.

use super::courses::{MED_201, MED_305, MED_410, NUR_110, Teaching};
use super::people::{MEDICINE, NURSING, PBL_7, People, SKILLS_C};
use domain::groups::GroupName;
use domain::groups::acts::NewGroup;
use domain::id::{CourseId, PeriodId, UserId};
use domain::seed::Seeded;
use domain::tutoring::TutorKind;

/// Groups made in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub course: CourseId,
    pub period: PeriodId,
    pub by: Option<UserId>,
    pub set: GroupName,
    pub several: bool,
    pub groups: Vec<NewGroup>,
}

/// Who may be asked to tutor.
struct Tutors {
    account: Option<UserId>,
    rao: Option<UserId>,
    faculty: Vec<UserId>,
    residents: Vec<UserId>,
    nurses: Vec<UserId>,
}

/// All groups, in the order they are made.
pub(super) fn plan(people: &People, teaching: &Teaching) -> anyhow::Result<Vec<Made>> {
    let tutors = Tutors::of(people);
    let coordinator = people.account("coordinator");
    let mut seeded = Seeded::new(0x5EED_0201);
    let mut plan = Vec::new();
    let mut make = |course, period, set: &str, names: Vec<String>, wanted: (usize, &[UserId]), tutored: &Tutored| {
        let learners = teaching.whole_class(people, course, period);
        if learners.is_empty() {
            return anyhow::Ok(());
        }
        let mut members = deal(people, &mut seeded, learners, names.len());
        gather(people, &mut members, wanted.0, wanted.1);
        let groups = names
            .iter()
            .zip(members)
            .enumerate()
            .map(|(index, (name, members))| {
                Ok(NewGroup { name: GroupName::parse(name)?, members, tutors: tutored(&tutors, index) })
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        let by = coordinator.filter(|_| matches!(course, MED_201 | MED_305));
        plan.push(Made { course, period, by, set: GroupName::parse(set)?, several: false, groups });
        Ok(())
    };
    let pbl_7: Vec<UserId> = PBL_7.into_iter().filter_map(|name| people.named(name)).collect();
    let skills_c: Vec<UserId> = SKILLS_C.into_iter().filter_map(|name| people.named(name)).collect();
    let now = |course| teaching.now(course);
    make(MED_201, teaching.previous, "PBL", numbered("PBL", 18), (0, &[]), &past_tutors)?;
    make(MED_201, now(MED_201), "PBL", numbered("PBL", 20), (6, &pbl_7), &pbl_tutors)?;
    make(MED_305, now(MED_305), "Clinical Skills", lettered("Clinical Skills"), (2, &skills_c), &skills_tutors)?;
    make(MED_305, now(MED_305), "OSCE", numbered("OSCE Circuit", 12), (0, &[]), &osce_tutors)?;
    make(NUR_110, now(NUR_110), "Lab", numbered("Lab", 5), (0, &[]), &lab_tutors)?;
    plan.extend(electives(people, teaching)?);
    Ok(plan)
}

/// A set where a learner may be in several groups: half of the class chose one elective, some two.
fn electives(people: &People, teaching: &Teaching) -> anyhow::Result<Option<Made>> {
    let period = teaching.now(MED_410);
    let mut class = teaching.whole_class(people, MED_410, period);
    Seeded::new(0x5EED_0410).shuffle(&mut class);
    let names = ["Dermatology", "Emergency Medicine", "Global Health", "Palliative Care"];
    let groups = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let members = class.iter().skip(15 * index).take(22).copied().collect();
            Ok(NewGroup { name: GroupName::parse(name)?, members, tutors: Vec::new() })
        })
        .collect::<anyhow::Result<Vec<_>>>()?;
    let set = GroupName::parse("Electives")?;
    Ok((!class.is_empty()).then_some(Made { course: MED_410, period, by: None, set, several: true, groups }))
}

/// Deals learners out like cards, one gender after the other: sizes differ by at most one, and so does
/// each gender's count.
fn deal(people: &People, seeded: &mut Seeded, mut learners: Vec<UserId>, groups: usize) -> Vec<Vec<UserId>> {
    seeded.shuffle(&mut learners);
    learners.sort_by_key(|learner| people.gender(*learner));
    let mut dealt = vec![Vec::new(); groups];
    for (index, learner) in learners.into_iter().enumerate() {
        dealt[index % groups].push(learner);
    }
    dealt
}

/// Brings `wanted` into one group by swapping with others of the same gender where there are any.
fn gather(people: &People, groups: &mut [Vec<UserId>], target: usize, wanted: &[UserId]) {
    for learner in wanted {
        let Some((group, seat)) = seat_of(groups, *learner).filter(|(group, _)| *group != target) else { continue };
        let Some(members) = groups.get(target) else { continue };
        let alike = |other: &UserId| people.gender(*other) == people.gender(*learner);
        let open = |other: &UserId| !wanted.contains(other);
        let other = members.iter().position(|m| open(m) && alike(m)).or_else(|| members.iter().position(open));
        if let Some(other) = other {
            let leaving = groups[target][other];
            groups[target][other] = *learner;
            groups[group][seat] = leaving;
        }
    }
}

fn seat_of(groups: &[Vec<UserId>], learner: UserId) -> Option<(usize, usize)> {
    let seat = |members: &Vec<UserId>| members.iter().position(|m| *m == learner);
    groups.iter().enumerate().find_map(|(group, members)| seat(members).map(|seat| (group, seat)))
}

fn numbered(prefix: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("{prefix} {number}")).collect()
}

fn lettered(prefix: &str) -> Vec<String> {
    ('A'..='Z').map(|letter| format!("{prefix} {letter}")).collect()
}

impl Tutors {
    fn of(people: &People) -> Self {
        let account = people.account("tutor");
        let others = |organisation| {
            let mut faculty = people.holding(organisation, "faculty", "faculty");
            faculty.retain(|person| Some(*person) != account);
            faculty
        };
        let faculty = others(MEDICINE);
        Self {
            account,
            rao: faculty.first().copied(),
            faculty,
            residents: people.holding(MEDICINE, "resident", "resident"),
            nurses: others(NURSING),
        }
    }
}

/// Who tutors the group of that index.
type Tutored = dyn Fn(&Tutors, usize) -> Vec<(UserId, TutorKind)>;

fn turn(people: &[UserId], index: usize, kind: TutorKind) -> Option<(UserId, TutorKind)> {
    people.get(index % people.len().max(1)).map(|person| (*person, kind))
}

fn past_tutors(tutors: &Tutors, index: usize) -> Vec<(UserId, TutorKind)> {
    turn(&tutors.faculty, index, TutorKind::Tutor).into_iter().collect()
}

fn pbl_tutors(tutors: &Tutors, index: usize) -> Vec<(UserId, TutorKind)> {
    let teacher = tutors.rao.map(|rao| (rao, TutorKind::Teacher));
    match index {
        // Every sixth still looks for one.
        2 | 8 | 14 => Vec::new(),
        6 => tutors.account.map(|account| (account, TutorKind::Tutor)).into_iter().chain(teacher).collect(),
        // From the second on: the first is the teacher beside others.
        _ => {
            let tutor = turn(&tutors.faculty[1..], index, TutorKind::Tutor);
            let beside = if index == 0 { teacher } else { None };
            tutor.into_iter().chain(beside).collect()
        }
    }
}

fn skills_tutors(tutors: &Tutors, index: usize) -> Vec<(UserId, TutorKind)> {
    let lead = match index {
        2 => tutors.account.map(|account| (account, TutorKind::Tutor)),
        _ => turn(&tutors.faculty, index, TutorKind::Tutor),
    };
    let assistant = index.is_multiple_of(3).then(|| turn(&tutors.residents, index / 3, TutorKind::TeachersAssistant));
    lead.into_iter().chain(assistant.flatten()).collect()
}

fn osce_tutors(tutors: &Tutors, index: usize) -> Vec<(UserId, TutorKind)> {
    let lead = turn(&tutors.residents, index, TutorKind::Tutor);
    let auditor = index.is_multiple_of(4).then(|| turn(&tutors.faculty, index, TutorKind::Auditor));
    lead.into_iter().chain(auditor.flatten()).collect()
}

fn lab_tutors(tutors: &Tutors, index: usize) -> Vec<(UserId, TutorKind)> {
    turn(&tutors.nurses, index, TutorKind::Teacher).into_iter().collect()
}
