//! The people of the demo school: four classes and a nursing intake, sixty who work there, one who left it.

use super::names::{Fixed, HARD, Names};
use domain::access::Grant;
use domain::id::{DepartmentId, OrganisationId, UserId};
use domain::person::{AccountStatus, GenderCode};
use domain::text::fold;
use store::NewUser;

pub(super) const MEDICINE: OrganisationId = OrganisationId(1);
pub(super) const NURSING: OrganisationId = OrganisationId(2);

/// Departments: the first six are Medicine's.
pub(super) const DEPARTMENTS: [(OrganisationId, &str); 8] = [
    (MEDICINE, "Anatomy and Physiology"),
    (MEDICINE, "Family Medicine"),
    (MEDICINE, "Internal Medicine"),
    (MEDICINE, "Paediatrics"),
    (MEDICINE, "Psychiatry"),
    (MEDICINE, "Surgery"),
    (NURSING, "Adult Health"),
    (NURSING, "Community Health"),
];

/// Learners of each class, from the first year to the last.
pub(super) const CLASS_SIZES: [usize; 4] = [163, 158, 156, 161];
const NURSING_INTAKE: usize = 44;

/// Two learners of the second year share this name to the letter.
const NAMESAKE: Fixed = ("Sofia", "Garcia", "F");
/// Two of the faculty share this one.
pub(super) const NAMESAKE_FACULTY: Fixed = ("Wei", "Chen", "F");

/// Eight of the second year who are one group of MED-201.
pub(super) const PBL_7: [Fixed; 8] = [
    ("Tobi", "Adeyemi", "M"),
    ("Noor", "Al-Rashid", "F"),
    ("Beatriz", "Costa", "F"),
    ("Jonas", "Eriksen", "M"),
    ("Zuzanna", "Kowalczyk", "F"),
    ("Arjun", "Mehta", "M"),
    ("Thu Hà", "Nguyễn", "F"),
    ("Haruto", "Tanaka", "M"),
];
/// Six of the third year who are one group of MED-305.
pub(super) const SKILLS_C: [Fixed; 6] = [
    ("Selam", "Abebe", "F"),
    ("Elín", "Björk", "F"),
    ("Mateo", "Fernández", "M"),
    ("Daria", "Ivanova", "F"),
    ("Cian", "O’Sullivan", "M"),
    ("Emre", "Yılmaz", "M"),
];
/// The learner behind the account `student`: one of [`PBL_7`].
const STUDENT: Fixed = PBL_7[6];

/// Who works in the school and has a name of their own: username or nothing, name, group, role,
/// department (an index of [`DEPARTMENTS`]).
const NAMED: [(&str, Fixed, &str, &str, Option<usize>); 14] = [
    ("medtech", ("Rui", "Ferreira", "M"), "medtech", "admin", None),
    ("staffadmin", ("Abena", "Osei", "F"), "staff", "admin", None),
    ("facultyadmin", ("Karl", "Bergström", "M"), "faculty", "admin", Some(2)),
    ("director", ("Élodie", "Moreau", "F"), "faculty", "director", Some(2)),
    ("coordinator", ("Marta", "Almeida", "F"), "staff", "pcoordinator", None),
    ("lecturer", ("Hannah", "Whitfield", "F"), "faculty", "lecturer", Some(0)),
    ("tutor", ("Maja", "Lindqvist", "F"), "faculty", "faculty", Some(1)),
    ("", ("Dev", "Rao", "M"), "faculty", "faculty", Some(3)),
    ("", ("Omar", "Haddad", "M"), "faculty", "faculty", Some(4)),
    ("", ("Ida", "Sørensen", "F"), "faculty", "faculty", Some(0)),
    ("", ("Ren", "Nakamura", "M"), "faculty", "lecturer", Some(5)),
    ("", ("Ngozi", "Okafor", "F"), "faculty", "faculty", Some(2)),
    ("", NAMESAKE_FACULTY, "faculty", "faculty", Some(3)),
    ("", NAMESAKE_FACULTY, "faculty", "faculty", Some(5)),
];

/// The others who work there: organisation, group, role, how many. With [`NAMED`] they are sixty.
const OTHERS: [(OrganisationId, &str, &str, usize); 18] = [
    (MEDICINE, "staff", "admin", 1),
    (MEDICINE, "faculty", "director", 4),
    (MEDICINE, "staff", "pcoordinator", 3),
    (MEDICINE, "faculty", "lecturer", 4),
    (MEDICINE, "faculty", "faculty", 10),
    (MEDICINE, "resident", "lecturer", 3),
    (MEDICINE, "resident", "resident", 6),
    (MEDICINE, "staff", "staff", 2),
    (MEDICINE, "medtech", "staff", 1),
    (MEDICINE, "staff", "translator", 1),
    (NURSING, "staff", "admin", 1),
    (NURSING, "faculty", "admin", 1),
    (NURSING, "faculty", "director", 1),
    (NURSING, "staff", "pcoordinator", 1),
    (NURSING, "faculty", "lecturer", 1),
    (NURSING, "faculty", "faculty", 4),
    (NURSING, "medtech", "staff", 1),
    (NURSING, "staff", "staff", 1),
];

/// A class, or another cohort.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub name: String,
    pub organisation: OrganisationId,
    pub grad_year: i32,
    /// In the order of their names.
    pub members: Vec<UserId>,
}

/// Everyone, with ids from 1 in the order of `users`.
#[derive(Debug)]
pub(super) struct People {
    pub users: Vec<(UserId, NewUser)>,
    /// From the first year to the last.
    pub classes: Vec<Class>,
    pub nursing: Class,
    password_hash: String,
    names: Names,
}

impl People {
    /// Everyone in the academic year that starts in `year`.
    pub(super) fn of(year: i32, password_hash: &str) -> Self {
        let nursing = Class {
            name: format!("BScN {}", year + 3),
            organisation: NURSING,
            grad_year: year + 3,
            members: Vec::new(),
        };
        let mut people = Self {
            users: Vec::new(),
            classes: Vec::new(),
            nursing,
            password_hash: password_hash.to_owned(),
            names: Names::new(0x0C07_E81E),
        };
        people.keep_fixed_names();
        people.add_named();
        people.add_others();
        people.add_alumni(year);
        for (index, size) in (0_i32..).zip(CLASS_SIZES) {
            let class = people.class(year + 4 - index, year - index, size, &fixed_of(index));
            people.classes.push(class);
        }
        people.nursing.members = people.learners(NURSING, "N", year + 3, year, NURSING_INTAKE, &[]);
        people
    }

    /// Whether a person is called that.
    pub(super) fn named(&self, (first, last, _): Fixed) -> Option<UserId> {
        self.users.iter().find(|(_, user)| user.first == first && user.last == last).map(|(id, _)| *id)
    }

    /// The person of an account.
    pub(super) fn account(&self, username: &str) -> Option<UserId> {
        self.users.iter().find(|(_, user)| user.username == username).map(|(id, _)| *id)
    }

    /// Everyone of a group and role in an organisation who can be asked to do something.
    pub(super) fn holding(&self, organisation: OrganisationId, group: &str, role: &str) -> Vec<UserId> {
        let holds = |grant: &Grant| grant.organisation == organisation && grant.group == group && grant.role == role;
        let usable = |user: &NewUser| user.status == AccountStatus::Active && user.access_finish.is_none();
        self.users.iter().filter(|(_, u)| usable(u) && u.grants.iter().any(holds)).map(|(id, _)| *id).collect()
    }

    /// The gender of a person.
    pub(super) fn gender(&self, person: UserId) -> Option<&GenderCode> {
        self.users.iter().find(|(id, _)| *id == person).map(|(_, user)| &user.gender)
    }

    fn keep_fixed_names(&mut self) {
        let fixed = NAMED.iter().map(|named| &named.1).chain(&HARD).chain(&PBL_7).chain(&SKILLS_C).chain([&NAMESAKE]);
        for (first, last, _) in fixed {
            self.names.take(first, last);
        }
    }

    fn add(&mut self, mut user: NewUser, username: &str) -> UserId {
        let address = self.names.address(&user.first, &user.last, user.number.as_deref().unwrap_or_default());
        user.email = format!("{address}@med.example");
        if username.is_empty() {
            user.username = address;
        } else {
            username.clone_into(&mut user.username);
            user.password_hash = Some(self.password_hash.clone());
        }
        let id = UserId(i64::try_from(self.users.len()).unwrap_or(i64::MAX) + 1);
        self.users.push((id, user));
        id
    }

    /// The next staff number; letters are allowed in numbers.
    fn staff_number(&self) -> String {
        format!("E{}", 10_207 + 13 * self.users.len())
    }

    fn add_named(&mut self) {
        for (username, (first, last, gender), group, role, department) in NAMED {
            let mut user = person(first, last, gender);
            user.number = Some(self.staff_number());
            user.grants = vec![grant(MEDICINE, group, role)];
            user.departments = department.map(department_id).into_iter().collect();
            if username == "tutor" {
                // Teaches in both schools, and so has an organisation to switch to.
                user.grants.push(grant(NURSING, "faculty", "faculty"));
            }
            self.add(user, username);
        }
    }

    fn add_others(&mut self) {
        for (organisation, group, role, count) in OTHERS {
            for index in 0..count {
                let gender = if self.names.below(100) < 55 { "F" } else { "M" };
                let (first, last) = self.names.draw(&code(gender));
                let mut user = person(&first, &last, gender);
                user.middle = self.names.middle(&user.gender);
                user.grants = vec![grant(organisation, group, role)];
                if matches!(group, "faculty" | "resident") {
                    let first = if organisation == NURSING { 6 } else { 0 };
                    let range = if organisation == NURSING { 2 } else { 6 };
                    user.departments = vec![department_id(first + self.names.below(range))];
                }
                // A visiting tutor has no number of ours; one resident is away.
                if (role, index) != ("faculty", 9) {
                    user.number = Some(self.staff_number());
                }
                if (group, role, index) == ("resident", "resident", 5) {
                    user.status = AccountStatus::Disabled;
                }
                self.add(user, "");
            }
        }
    }

    fn add_alumni(&mut self, year: i32) {
        let mut user = person("Camila", "Santos", "F");
        self.names.take("Camila", "Santos");
        user.number = Some(format!("{:02}10088", (year - 4).rem_euclid(100)));
        user.entry_year = Some(year - 4);
        user.grad_year = Some(year);
        user.grants = vec![grant(MEDICINE, "alumni", &year.to_string())];
        self.add(user, "alumni");
    }

    fn class(&mut self, grad_year: i32, entry_year: i32, size: usize, fixed: &[Learner]) -> Class {
        let members = self.learners(MEDICINE, "", grad_year, entry_year, size, fixed);
        Class { name: format!("Class of {grad_year}"), organisation: MEDICINE, grad_year, members }
    }

    /// Learners of one entry year: the fixed ones and as many more as are missing, numbered in the order
    /// of their names.
    fn learners(
        &mut self,
        organisation: OrganisationId,
        prefix: &str,
        grad_year: i32,
        entry_year: i32,
        size: usize,
        fixed: &[Learner],
    ) -> Vec<UserId> {
        let mut learners = fixed.to_vec();
        for gender in self.missing_genders(size, fixed) {
            let (first, last) = self.names.draw(&gender);
            let middle = self.names.middle(&gender);
            learners.push(Learner { first, middle, last, gender });
        }
        learners.sort_by_cached_key(|l| (fold(&l.last), fold(&l.first), l.middle.clone()));
        let mut number = 10_000;
        let add = |learner: Learner| {
            number += 1 + self.names.below(4);
            let account = if learner.is(STUDENT) { "student" } else { "" };
            let mut user = person(&learner.first, &learner.last, learner.gender.as_str());
            user.number = Some(format!("{prefix}{:02}{number}", entry_year.rem_euclid(100)));
            user.middle = learner.middle;
            user.entry_year = Some(entry_year);
            user.grad_year = Some(grad_year);
            user.grants = vec![grant(organisation, "student", "student")];
            self.add(user, account)
        };
        learners.into_iter().map(add).collect()
    }

    /// Genders for those who are missing, so that a class is 54 % F, 40 % M, 4 % NB and the rest U.
    fn missing_genders(&mut self, size: usize, fixed: &[Learner]) -> Vec<GenderCode> {
        let women = size * 54 / 100;
        let men = size * 40 / 100;
        let non_binary = size * 4 / 100;
        let shares = [("F", women), ("M", men), ("NB", non_binary), ("U", size - women - men - non_binary)];
        let mut genders = Vec::with_capacity(size);
        for (gender, share) in shares {
            let there = fixed.iter().filter(|l| l.gender.as_str() == gender).count();
            genders.extend(std::iter::repeat_n(code(gender), share.saturating_sub(there)));
        }
        self.names.shuffle(&mut genders);
        genders
    }
}

#[derive(Clone, Debug)]
struct Learner {
    first: String,
    middle: Option<String>,
    last: String,
    gender: GenderCode,
}

impl Learner {
    fn fixed((first, last, gender): Fixed) -> Self {
        Self { first: first.to_owned(), middle: None, last: last.to_owned(), gender: code(gender) }
    }

    fn is(&self, (first, last, _): Fixed) -> bool {
        self.first == first && self.last == last
    }
}

/// Who is always in the class of that year of study, counted from 0.
fn fixed_of(index: i32) -> Vec<Learner> {
    match index {
        1 => {
            let twin = Learner { middle: Some("Renata".to_owned()), ..Learner::fixed(NAMESAKE) };
            PBL_7.into_iter().chain(HARD).chain([NAMESAKE]).map(Learner::fixed).chain([twin]).collect()
        }
        2 => SKILLS_C.into_iter().map(Learner::fixed).collect(),
        _ => Vec::new(),
    }
}

fn person(first: &str, last: &str, gender: &str) -> NewUser {
    NewUser {
        username: String::new(),
        email: String::new(),
        number: None,
        first: first.to_owned(),
        middle: None,
        last: last.to_owned(),
        gender: code(gender),
        entry_year: None,
        grad_year: None,
        grants: Vec::new(),
        departments: Vec::new(),
        password_hash: None,
        must_change_password: false,
        status: AccountStatus::Active,
        access_start: None,
        access_finish: None,
    }
}

fn code(gender: &str) -> GenderCode {
    GenderCode(gender.to_owned())
}

fn grant(organisation: OrganisationId, group: &str, role: &str) -> Grant {
    Grant { organisation, group: group.to_owned(), role: role.to_owned() }
}

fn department_id(index: usize) -> DepartmentId {
    DepartmentId(i64::try_from(index).unwrap_or(0) + 1)
}
