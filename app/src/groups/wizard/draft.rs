//! What someone has asked for so far: plain values, kept in the address, with what is wrong with them.

use super::api::EarlierGroups;
use super::roster::Roster;
use domain::forming::recipe::{Asked, Column, Importance, Recipe, Task, Trait, What, line, of_line};
use domain::forming::rules::Capacity;
use domain::forming::{Distribution, Fill, Genders, Learner, Naming, Problem, Request, Sizing, filled_up, form};
use domain::groups::acts::{MOST_GROUPS, SetChoice};
use domain::groups::{GroupName, NameProblem};
use domain::id::{GroupSetId, UserId};

/// The steps, in order. Empty groups take the first and the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    #[default]
    Name,
    Learners,
    Groups,
    Rules,
    Preview,
}

/// *Group Type*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    #[default]
    Auto,
    /// Groups that are there get more learners, and nobody moves.
    TopUp,
}

/// Who is placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Who {
    #[default]
    All,
    Chosen,
}

/// Which of *Number of Groups* and *Group Size* counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By {
    #[default]
    Number,
    Size,
}

/// The set the groups go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SetPick {
    /// Nobody touched it: the set named by the prefix, which may be there already.
    #[default]
    ByPrefix,
    New,
    Existing(GroupSetId),
}

/// All choices but who is ticked in the list. Numbers are kept as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) prefix: String,
    pub(super) first: String,
    pub(super) pad: bool,
    pub(super) kind: Kind,
    pub(super) number: String,
    pub(super) size: String,
    pub(super) by: By,
    /// How few and how many a group may have, where sizes may differ by more than one.
    pub(super) least: String,
    pub(super) most: String,
    pub(super) fill: Fill,
    pub(super) genders: Genders,
    pub(super) set: SetPick,
    pub(super) set_name: String,
    pub(super) several: bool,
    pub(super) who: Who,
    pub(super) seed: String,
    /// The set whose groups are filled up.
    pub(super) top: Option<GroupSetId>,
    /// The set whose rules are used again.
    pub(super) again: Option<GroupSetId>,
    pub(super) rules: Vec<Asked>,
}

/// The groups as they will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preview {
    /// Where new groups go; `None` where groups are filled up.
    pub(super) set: Option<SetChoice>,
    pub(super) distribution: Distribution,
    /// Names with members, as places in the roster, in its order.
    pub(super) groups: Vec<(GroupName, Vec<usize>)>,
}

impl Draft {
    /// Reads the choices from an address; what is missing or strange is as at the beginning.
    pub(super) fn read<'a>(query: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |key| query(key).unwrap_or_default().to_owned();
        let says = |key, word| query(key) == Some(word);
        Self {
            prefix: text("prefix"),
            first: query("first").unwrap_or("1").to_owned(),
            pad: says("pad", "1"),
            kind: match query("type") {
                Some("empty") => Kind::Empty,
                Some("top-up") => Kind::TopUp,
                _ => Kind::Auto,
            },
            number: text("number"),
            size: text("size"),
            // Without WASM the form sends the fields only.
            by: if says("by", "size") || query("number").is_none() && query("size").is_some() {
                By::Size
            } else {
                By::Number
            },
            least: text("least"),
            most: text("most"),
            fill: if says("fill", "order") { Fill::InOrder } else { Fill::Even },
            genders: match query("genders") {
                Some("balanced") => Genders::Balanced,
                Some("homogeneous") => Genders::Homogeneous,
                _ => Genders::Any,
            },
            set: match query("set") {
                Some("new") => SetPick::New,
                Some(id) => id.parse().map_or(SetPick::ByPrefix, SetPick::Existing),
                None => SetPick::ByPrefix,
            },
            set_name: text("set-name"),
            several: says("several", "1"),
            who: if says("who", "chosen") { Who::Chosen } else { Who::All },
            seed: text("seed"),
            top: query("top").and_then(|id| id.parse().ok()),
            again: query("again").and_then(|id| id.parse().ok()),
            rules: query("rules").map(of_line).unwrap_or_default(),
        }
    }

    /// The choices as pieces of the address; empty ones are left out of it.
    pub(super) fn query(&self) -> Vec<(&'static str, String)> {
        let word = |is: bool, word: &str| if is { word.to_owned() } else { String::new() };
        vec![
            ("prefix", self.prefix.clone()),
            ("first", if self.first == "1" { String::new() } else { self.first.clone() }),
            ("pad", word(self.pad, "1")),
            (
                "type",
                match self.kind {
                    Kind::Empty => "empty".to_owned(),
                    Kind::Auto => String::new(),
                    Kind::TopUp => "top-up".to_owned(),
                },
            ),
            ("number", self.number.clone()),
            ("size", self.size.clone()),
            ("by", word(self.by == By::Size, "size")),
            ("least", self.least.clone()),
            ("most", self.most.clone()),
            ("fill", word(self.fill == Fill::InOrder, "order")),
            (
                "genders",
                match self.genders {
                    Genders::Any => String::new(),
                    Genders::Balanced => "balanced".to_owned(),
                    Genders::Homogeneous => "homogeneous".to_owned(),
                },
            ),
            (
                "set",
                match self.set {
                    SetPick::ByPrefix => String::new(),
                    SetPick::New => "new".to_owned(),
                    SetPick::Existing(id) => id.to_string(),
                },
            ),
            ("set-name", self.set_name.clone()),
            ("several", word(self.several, "1")),
            ("who", word(self.who == Who::Chosen, "chosen")),
            ("seed", self.seed.clone()),
            ("top", self.top.map(|set| set.to_string()).unwrap_or_default()),
            ("again", self.again.map(|set| set.to_string()).unwrap_or_default()),
            ("rules", line(&self.rules)),
        ]
    }

    /// The steps this takes.
    pub(super) const fn steps(&self) -> &'static [Step] {
        match self.kind {
            Kind::Empty => &[Step::Name, Step::Preview],
            Kind::Auto | Kind::TopUp => &[Step::Name, Step::Learners, Step::Groups, Step::Rules, Step::Preview],
        }
    }

    pub(super) fn naming(&self) -> Naming {
        let first = self.first.trim();
        // What is no number becomes one that `Naming` refuses.
        let first = if first.is_empty() { 1 } else { first.parse().unwrap_or(u32::MAX) };
        Naming { prefix: self.prefix.clone(), first, pad: self.pad }
    }

    /// The number of groups someone typed.
    pub(super) fn number(&self) -> u32 {
        whole(&self.number)
    }

    pub(super) fn request(&self, start_seed: u64) -> Request {
        let sizing = match self.by {
            By::Number => Sizing::Number(self.number()),
            By::Size => Sizing::Size { size: whole(&self.size), fill: self.fill },
        };
        Request { sizing, genders: self.genders, seed: self.seed_or(start_seed) }
    }

    /// The seed someone typed or drew, else the one the wizard came with.
    pub(super) fn seed_or(&self, start_seed: u64) -> u64 {
        self.seed.trim().parse().unwrap_or(start_seed)
    }

    /// The set the groups go to.
    pub(super) fn set_choice(&self, roster: &Roster) -> Result<SetChoice, Problem> {
        let by_name = |text: &str| {
            let name = GroupName::parse(text).map_err(Problem::Set)?;
            Ok((roster.set_named(&name), name))
        };
        match self.set {
            SetPick::Existing(id) if roster.set(id).is_some() => Ok(SetChoice::Existing(id)),
            SetPick::ByPrefix | SetPick::Existing(_) => {
                let (existing, name) = by_name(&self.prefix)?;
                Ok(existing.map_or(SetChoice::New { name, several: false }, |set| SetChoice::Existing(set.id)))
            }
            SetPick::New => {
                let (existing, name) =
                    by_name(if self.set_name.trim().is_empty() { &self.prefix } else { &self.set_name })?;
                if existing.is_some() {
                    return Err(Problem::SetTaken(name));
                }
                Ok(SetChoice::New { name, several: self.several })
            }
        }
    }

    /// The set that is there already and that learners are put into.
    pub(super) fn existing_set(&self, roster: &Roster) -> Option<GroupSetId> {
        match (self.kind, self.set_choice(roster)) {
            (Kind::TopUp, _) => self.top,
            (_, Ok(SetChoice::Existing(id))) => Some(id),
            _ => None,
        }
    }

    /// What is wrong with the choices of a step, given the learners chosen.
    pub(super) fn problems(
        &self,
        step: Step,
        roster: &Roster,
        learners: &[Learner],
        columns: &[Column],
    ) -> Vec<Problem> {
        match step {
            Step::Name => self.problems_of_name(roster),
            Step::Learners => self.problems_of_learners(roster, learners),
            Step::Groups => self.groups(roster, learners).err().into_iter().collect(),
            Step::Rules => {
                let recipe = Recipe { rules: self.rules.clone(), columns: columns.to_vec() };
                recipe.fault(&roster.earlier_sets()).map(Problem::Rule).into_iter().collect()
            }
            Step::Preview => Vec::new(),
        }
    }

    fn problems_of_name(&self, roster: &Roster) -> Vec<Problem> {
        let set = self.existing_set(roster).and_then(|set| roster.set(set)).filter(|set| set.locked);
        let locked = set.map(|set| Problem::SetLocked(set.name.clone()));
        if self.kind == Kind::TopUp {
            let missing = self.top.is_none_or(|set| roster.standing(set).next().is_none());
            return missing.then_some(Problem::NoSetToFill).or(locked).into_iter().collect();
        }
        let mut problems: Vec<Problem> = locked.into_iter().collect();
        // How many groups to fill is asked later; then the names are looked at again.
        let groups = if self.kind == Kind::Empty { self.number().clamp(1, MOST_GROUPS) } else { 1 };
        problems.extend(self.naming().free_names(groups, |name| roster.is_taken(name)).err());
        if self.kind == Kind::Empty {
            match self.number() {
                0 => problems.push(Problem::NoGroups),
                number if number > MOST_GROUPS => problems.push(Problem::TooManyGroups { most: MOST_GROUPS }),
                _ => {}
            }
        }
        match self.set_choice(roster) {
            Err(Problem::Set(NameProblem::Blank)) | Ok(_) => {}
            // The set is named by the prefix, whose problem is said already.
            Err(Problem::Set(_)) if self.set != SetPick::New => {}
            Err(problem) => problems.push(problem),
        }
        problems
    }

    fn problems_of_learners(&self, roster: &Roster, learners: &[Learner]) -> Vec<Problem> {
        if learners.is_empty() {
            return vec![Problem::NoLearners];
        }
        let Some(id) = self.existing_set(roster) else { return Vec::new() };
        let Some(set) = roster.set(id).filter(|set| !set.several) else { return Vec::new() };
        let seated = learners.iter().filter(|learner| roster.is_in_set(learner.id, id)).count();
        match u32::try_from(seated).unwrap_or(u32::MAX) {
            0 => Vec::new(),
            learners => vec![Problem::InSet { learners, set: set.name.clone() }],
        }
    }

    /// How the learners divide, and the names of the groups.
    pub(super) fn groups(
        &self,
        roster: &Roster,
        learners: &[Learner],
    ) -> Result<(Distribution, Vec<GroupName>), Problem> {
        let distribution = match self.kind {
            Kind::Auto => {
                let even = Distribution::of(&self.request(0), learners)?;
                match self.range(even.groups, even.learners)? {
                    Some(_) => Distribution { sizes: Vec::new(), ..even },
                    None => even,
                }
            }
            Kind::Empty => Distribution { learners: 0, groups: self.number(), sizes: vec![(0, self.number())] },
            Kind::TopUp => {
                let sizes = self.sizes(roster, learners)?;
                let names = self.top.into_iter().flat_map(|set| roster.standing(set)).map(|group| group.name.clone());
                return Ok((Distribution::from_sizes(learners.len(), &sizes), names.collect()));
            }
        };
        let names = self.naming().free_names(distribution.groups, |name| roster.is_taken(name))?;
        Ok((distribution, names))
    }

    /// The size of each group: of those that are filled up in their order, of new ones the large first.
    fn sizes(&self, roster: &Roster, learners: &[Learner]) -> Result<Vec<u32>, Problem> {
        if self.kind == Kind::TopUp {
            let now: Vec<u32> = self
                .top
                .into_iter()
                .flat_map(|set| roster.standing(set))
                .map(|group| short(group.members.len()))
                .collect();
            let most = whole(&self.size);
            return filled_up(&now, short(learners.len()), (most > 0).then_some(most));
        }
        let (distribution, _) = self.groups(roster, learners)?;
        let of = |(size, groups): (u32, u32)| core::iter::repeat_n(size, groups as usize);
        Ok(distribution.sizes.into_iter().flat_map(of).collect())
    }

    /// How many each group may have.
    fn capacities(&self, roster: &Roster, learners: &[Learner]) -> Result<Vec<Capacity>, Problem> {
        let (distribution, _) = self.groups(roster, learners)?;
        let range =
            if self.kind == Kind::Auto { self.range(distribution.groups, distribution.learners)? } else { None };
        if let Some(range) = range {
            return Ok(vec![range; distribution.groups as usize]);
        }
        let exactly = |size| Capacity { least: size, most: size };
        Ok(self.sizes(roster, learners)?.into_iter().map(exactly).collect())
    }

    /// Whether sizes may differ by more than one.
    fn is_elastic(&self) -> bool {
        self.by == By::Number && !(self.least.trim().is_empty() && self.most.trim().is_empty())
    }

    /// How few and how many a group may have, where that was said.
    fn range(&self, groups: u32, learners: u32) -> Result<Option<Capacity>, Problem> {
        if !self.is_elastic() {
            return Ok(None);
        }
        let most = if self.most.trim().is_empty() { learners } else { whole(&self.most) };
        let range = Capacity { least: whole(&self.least), most };
        let all = |size: u32| u64::from(size) * u64::from(groups);
        if range.least > range.most || !(all(range.least)..=all(range.most)).contains(&u64::from(learners)) {
            return Err(Problem::Range { least: range.least, most: range.most, groups, learners });
        }
        Ok(Some(range))
    }

    /// Whether the groups are searched for; else they are dealt, at once.
    pub(super) fn is_searched(&self) -> bool {
        match self.kind {
            Kind::TopUp => true,
            Kind::Auto => !self.rules.is_empty() || self.is_elastic(),
            Kind::Empty => false,
        }
    }

    /// All rules: what *Populate Groups* asks is one of them.
    pub(super) fn recipe(&self, columns: &[Column]) -> Recipe {
        let gender = match self.genders {
            Genders::Any => None,
            Genders::Balanced => Some(What::Balance(Trait::Gender)),
            Genders::Homogeneous => Some(What::Alike(Trait::Gender)),
        };
        // Who sits already may make it impossible.
        let force = if self.kind == Kind::TopUp { Importance::High } else { Importance::Must };
        let gender = gender.filter(|what| self.rules.iter().all(|rule| rule.what != *what));
        let rules = gender.map(|what| Asked { what, force }).into_iter().chain(self.rules.iter().cloned()).collect();
        Recipe { rules, columns: columns.to_vec() }.tidied()
    }

    /// What is to be searched, once the groups of the earlier sets are there that rules look at.
    pub(super) fn task(
        &self,
        roster: &Roster,
        learners: &[Learner],
        columns: &[Column],
        earlier: &[EarlierGroups],
    ) -> Option<Task> {
        let recipe = self.recipe(columns);
        let sets = recipe.earlier();
        let earlier: Vec<_> = earlier.iter().filter(|(set, _)| sets.contains(set)).cloned().collect();
        if earlier.len() < sets.len() {
            return None;
        }
        let standing =
            || self.top.into_iter().filter(|_| self.kind == Kind::TopUp).flat_map(|set| roster.standing(set));
        let fixed: Vec<(UserId, u32)> =
            (0..).zip(standing()).flat_map(|(at, group)| group.members.iter().map(move |who| (*who, at))).collect();
        let people = learners.iter().map(|learner| learner.id).chain(fixed.iter().map(|(who, _)| *who)).collect();
        let groups = self.capacities(roster, learners).ok()?;
        Some(Task {
            recipe,
            ground: roster.ground(people, earlier),
            groups,
            fixed,
            seed: self.seed_or(roster.start.seed),
        })
    }

    /// The groups as they will be; `members` of each, where they were searched for.
    pub(super) fn preview(
        &self,
        roster: &Roster,
        learners: &[Learner],
        members: Option<Vec<Vec<UserId>>>,
    ) -> Result<Preview, Problem> {
        let set = if self.kind == Kind::TopUp { None } else { Some(self.set_choice(roster)?) };
        let (distribution, names) = self.groups(roster, learners)?;
        let formed: Vec<Vec<UserId>> = match (members, self.kind) {
            (Some(members), _) => members,
            (None, Kind::Auto) => form(&self.request(roster.start.seed), learners)?,
            (None, Kind::Empty | Kind::TopUp) => vec![Vec::new(); names.len()],
        };
        let groups: Vec<(GroupName, Vec<usize>)> =
            names.into_iter().zip(formed.iter().map(|group| roster.places(group))).collect();
        let distribution = if distribution.sizes.is_empty() {
            let sizes: Vec<u32> = formed.iter().map(|group| short(group.len())).collect();
            Distribution::from_sizes(learners.len(), &sizes)
        } else {
            distribution
        };
        Ok(Preview { set, distribution, groups })
    }
}

fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A whole number that was typed; 0 when it is none, the largest when it is too large to hold.
fn whole(text: &str) -> u32 {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    text.parse().unwrap_or(u32::MAX)
}

/// Another seed of five digits. All of them come up before the first comes again.
pub(in crate::groups) const fn next_seed(seed: u64) -> u64 {
    10_000 + (seed % 90_000 + 27_813) % 90_000
}

#[cfg(test)]
mod tests;
