//! What the wizard knows while it is open, and its moves.

use super::api::{self, Claim, EarlierGroups, Into, Start, Wanted};
use super::draft::{By, Draft, Kind, Preview, SetPick, Step, Who};
use super::roster::Roster;
use super::search::Searching;
use super::{kept, words};
use crate::error::AppError;
use crate::frame::{CoursePlace, address};
use crate::groups::undo;
use crate::loaded::Loaded;
use crate::ui::{Flash, use_flashes};
use domain::forming::recipe::{Asked as Rule, Column, Importance, Task, What};
use domain::forming::{Field, Learner, Problem};
use domain::groups::acts::NewGroup;
use domain::groups::{Entry, Formed, Refusal};
use domain::id::{GroupSetId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// How long choosing must rest before the address follows.
const REST: Duration = Duration::from_millis(250);

/// What someone asked for: outlives the data it was asked over.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) draft: RwSignal<Draft>,
    /// Who is ticked in the list of learners.
    pub(super) chosen: RwSignal<Arc<HashSet<UserId>>>,
    /// The columns of files that rules can look at.
    pub(super) columns: RwSignal<Arc<Vec<Column>>>,
    /// The groups of earlier sets that rules look at, as far as the server has told them.
    earlier: RwSignal<Arc<Vec<EarlierGroups>>>,
    pub(super) searching: Searching,
    /// The step in the address.
    step: Memo<Step>,
    /// Whether someone tried to go on from a step that was not complete: then what is missing is said.
    pub(super) tried: RwSignal<bool>,
    pub(super) busy: RwSignal<bool>,
    /// What the server said to the last try: a heading, then lines.
    pub(super) notice: RwSignal<Option<Vec<String>>>,
    behind: StoredValue<Behind>,
}

/// What nothing on the page follows.
struct Behind {
    place: CoursePlace,
    start: Loaded<Result<Start, AppError>>,
    /// The step that was on screen last.
    arrived: Option<Step>,
    /// The roster before the server was asked again, to say what changed.
    before: Option<Arc<Roster>>,
    /// Whose ticks `chosen` holds: the key they are kept under.
    chosen_of: String,
    navigate: Navigate,
    waiting: Option<TimeoutHandle>,
}

/// Goes to an address; `true` replaces the step of the history that is there.
type Navigate = Arc<dyn Fn(&str, bool) + Send + Sync>;

impl Asked {
    /// Reads the address, and keeps it in step with what is chosen from then on.
    pub(super) fn from_address(place: CoursePlace, start: Loaded<Result<Start, AppError>>) -> Self {
        let query = use_query_map();
        let navigate = use_navigate();
        let go = move |href: &str, replace: bool| {
            navigate(href, NavigateOptions { replace, scroll: !replace, ..NavigateOptions::default() });
        };
        let behind = Behind {
            place,
            start,
            arrived: None,
            before: None,
            chosen_of: String::new(),
            navigate: Arc::new(go),
            waiting: None,
        };
        let asked = Self {
            draft: RwSignal::new(query.with_untracked(|query| Draft::read(|key| query.get_str(key)))),
            chosen: RwSignal::new(Arc::default()),
            columns: RwSignal::new(Arc::default()),
            earlier: RwSignal::new(Arc::default()),
            searching: Searching::new(),
            step: Memo::new(move |_| query.with(|query| step_of(query.get_str("step")))),
            tried: RwSignal::new(false),
            busy: RwSignal::new(false),
            notice: RwSignal::new(None),
            behind: StoredValue::new(behind),
        };
        asked.follow();
        asked
    }

    /// Writes choices into the address, a while after the last one.
    fn follow(self) {
        let location = use_location();
        let here = location.pathname.get_untracked();
        Effect::new(move |_| {
            // The address changes before the page someone goes to has come: then there is nothing to write here.
            if location.pathname.with(|path| *path != here) {
                return self.stop_waiting();
            }
            let pieces = self.draft.with(Draft::query);
            let as_said = location
                .query
                .with(|query| pieces.iter().all(|(key, value)| query.get_str(key).unwrap_or_default() == value));
            self.stop_waiting();
            if !as_said {
                let write = move || self.write(self.step.get_untracked(), true);
                let handle = set_timeout_with_handle(write, REST).ok();
                self.behind.update_value(|behind| behind.waiting = handle);
            }
        });
        on_cleanup(move || self.stop_waiting());
    }

    fn stop_waiting(self) {
        if let Some(handle) = self.behind.try_update_value(|behind| behind.waiting.take()).flatten() {
            handle.clear();
        }
    }

    /// Puts all choices and `step` into the address.
    fn write(self, step: Step, replace: bool) {
        self.stop_waiting();
        let place = self.place();
        let (code, period) = (place.code.get_untracked(), place.period.get_untracked());
        let mut href = address::in_course(&code, "groups/new", period);
        let mut glue = if period.is_some() { '&' } else { '?' };
        let mut pieces = self.draft.with_untracked(Draft::query);
        pieces.push(("step", step_key(step).to_owned()));
        for (key, value) in pieces.iter().filter(|(_, value)| !value.is_empty()) {
            href.push(glue);
            href.push_str(key);
            href.push('=');
            href.push_str(&address::encoded(value));
            glue = '&';
        }
        self.navigate(&href, replace);
    }

    fn navigate(self, href: &str, replace: bool) {
        // Not called while the value is borrowed: navigating runs effects that write to it.
        let navigate = self.behind.with_value(|behind| behind.navigate.clone());
        navigate(href, replace);
    }

    /// Takes the rules of a set that is made again, unless others are chosen already; its groupmates are avoided.
    fn start_again(self, roster: &Roster) {
        let Some(again) = &roster.start.again else { return };
        if self.columns.with_untracked(|columns| columns.is_empty()) {
            self.columns.set(Arc::new(again.recipe.columns.clone()));
        }
        if self.draft.with_untracked(|draft| draft.rules.is_empty() && draft.prefix.is_empty()) {
            let mut rules = again.recipe.rules.clone();
            let avoided = rules.iter_mut().find_map(|rule| match &mut rule.what {
                What::NewFaces(sets) => Some(sets),
                _ => None,
            });
            match avoided {
                Some(sets) if sets.contains(&again.set) => {}
                Some(sets) => sets.push(again.set),
                None => rules.push(Rule { what: What::NewFaces(vec![again.set]), force: Importance::Medium }),
            }
            self.draft.update(|draft| {
                draft.rules = rules;
                draft.number = again.groups.to_string();
            });
        }
    }

    /// The course and period in the address.
    pub(super) fn place(self) -> CoursePlace {
        self.behind.with_value(|behind| behind.place)
    }

    /// Whether `step` has just come up after another one. The first one of a visit does not count.
    pub(super) fn arrive(self, step: Step) -> bool {
        let before = self.behind.try_update_value(|behind| behind.arrived.replace(step)).flatten();
        before.is_some_and(|before| before != step)
    }
}

const fn step_key(step: Step) -> &'static str {
    match step {
        Step::Name => "",
        Step::Learners => "learners",
        Step::Groups => "groups",
        Step::Rules => "rules",
        Step::Preview => "preview",
    }
}

fn step_of(key: Option<&str>) -> Step {
    let steps = [Step::Learners, Step::Groups, Step::Rules, Step::Preview];
    steps.into_iter().find(|step| Some(step_key(*step)) == key).unwrap_or_default()
}

/// The wizard over one answer of the server.
#[derive(Clone, Copy)]
pub(super) struct Wizard {
    pub(super) asked: Asked,
    pub(super) roster: StoredValue<Arc<Roster>>,
    /// The learners to be placed.
    pub(super) learners: Memo<Arc<Vec<Learner>>>,
    /// What is wrong, by step.
    problems: Memo<Vec<(Step, Problem)>>,
    /// The step on screen: the one in the address, or an earlier one that is not complete.
    pub(super) step: Memo<Step>,
    /// The groups as they will be, once the last step is on screen.
    pub(super) preview: Memo<Option<Arc<Preview>>>,
}

impl Wizard {
    pub(super) fn new(asked: Asked, start: Start) -> Self {
        let roster = Arc::new(Roster::new(start));
        if let Some(before) = asked.behind.try_update_value(|behind| behind.before.take()).flatten() {
            let lines = changes(&before, &roster);
            asked.notice.update(|notice| notice.iter_mut().for_each(|notice| notice.extend(lines.clone())));
        }
        asked.start_again(&roster);
        let roster = StoredValue::new(roster);
        let draft = asked.draft;
        let who = Memo::new(move |_| draft.with(|draft| (draft.who, draft.top.filter(|_| draft.kind == Kind::TopUp))));
        let learners = Memo::new(move |_| {
            roster.with_value(|roster| {
                Arc::new(match who.get() {
                    (Who::All, Some(set)) => roster.learners(|learner| !roster.is_in_set(learner, set)),
                    (Who::All, None) => roster.learners(|_| true),
                    (Who::Chosen, _) => {
                        asked.chosen.with(|chosen| roster.learners(|learner| chosen.contains(&learner)))
                    }
                })
            })
        });
        let problems: Memo<Vec<(Step, Problem)>> = Memo::new(move |_| {
            let (learners, draft, columns) = (learners.get(), draft.read(), asked.columns.get());
            roster.with_value(|roster| {
                let of = |step: &Step| {
                    let step = *step;
                    draft.problems(step, roster, &learners, &columns).into_iter().map(move |problem| (step, problem))
                };
                draft.steps().iter().flat_map(of).collect()
            })
        });
        let step = Memo::new(move |_| {
            let first = problems.with(|problems| problems.first().map(|(step, _)| *step));
            let wanted = asked.step.get();
            let wanted = if draft.with(|draft| draft.steps().contains(&wanted)) { wanted } else { Step::Name };
            first.map_or(wanted, |first| first.min(wanted))
        });
        let preview = Memo::new(move |_| {
            if step.get() != Step::Preview {
                return None;
            }
            let (learners, draft) = (learners.get(), draft.read());
            let members = if draft.is_searched() {
                Some(asked.searching.shown.with(|shown| shown.as_ref().map(|shown| shown.outcome.members()))?)
            } else {
                None
            };
            kept::measured("preview", || {
                roster.with_value(|roster| draft.preview(roster, &learners, members).ok().map(Arc::new))
            })
        });
        let wizard = Self { asked, roster, learners, problems, step, preview };
        wizard.keep_choices();
        wizard.search();
        wizard
    }

    /// Searches for the groups while the last step is on screen, if rules ask for it.
    fn search(self) {
        let Asked { draft, columns, earlier, searching, .. } = self.asked;
        let wanted = move || self.step.get() == Step::Preview && draft.with(Draft::is_searched);
        let missing: Memo<Vec<GroupSetId>> = Memo::new(move |_| {
            let sets = if wanted() { draft.with(|draft| draft.recipe(&columns.read()).earlier()) } else { Vec::new() };
            let there = earlier.get();
            sets.into_iter().filter(|set| there.iter().all(|(known, _)| known != set)).collect()
        });
        Effect::new(move |_| {
            let sets = missing.get();
            if !sets.is_empty() {
                self.ask_for(sets);
            }
        });
        let task: Memo<Option<Arc<Task>>> = Memo::new(move |_| {
            if !wanted() {
                return None;
            }
            let (learners, draft, columns, earlier) = (self.learners.get(), draft.read(), columns.get(), earlier.get());
            self.roster.with_value(|roster| draft.task(roster, &learners, &columns, &earlier).map(Arc::new))
        });
        Effect::new(move |_| {
            if let Some(task) = task.get() {
                searching.begin(&task);
            } else {
                Searching::stop();
            }
        });
    }

    /// Asks the server for the groups of earlier sets.
    fn ask_for(self, sets: Vec<GroupSetId>) {
        let Asked { earlier, searching, .. } = self.asked;
        let code = self.asked.place().code.get_untracked();
        spawn_local(async move {
            match api::groups_of_sets(code, sets.clone()).await {
                Ok(found) => {
                    let _ = earlier.try_update(|earlier| {
                        let earlier = Arc::make_mut(earlier);
                        // A set that has no groups any more has none to avoid.
                        let gone = sets.iter().filter(|set| found.iter().all(|(other, _)| other != *set));
                        earlier.extend(gone.map(|set| (*set, Vec::new())));
                        earlier.extend(found);
                    });
                }
                Err(error) => {
                    let _ = searching.fault.try_set(Some(error.to_string()));
                }
            }
        });
    }

    /// Ticks and columns of files come back after a reload, and the seed that was shown stays.
    fn keep_choices(self) {
        let Asked { behind, chosen, columns, draft, .. } = self.asked;
        let place = self.asked.place();
        let period = self.roster.with_value(|roster| roster.start.period);
        let key = [&place.code.get_untracked(), "/", &period.to_string()].concat();
        Effect::new(move |first: Option<()>| {
            let (now, told) = (chosen.get(), columns.get());
            if behind.with_value(|behind| behind.chosen_of != key) {
                behind.update_value(|behind| behind.chosen_of.clone_from(&key));
                chosen.set(Arc::new(kept::load(&key)));
                if told.is_empty() {
                    columns.set(Arc::new(kept::load_columns(&key)));
                }
            } else if first.is_some() {
                kept::save(&key, &now);
                kept::save_columns(&key, &told);
            }
        });
        let seed = self.roster.with_value(|roster| roster.start.seed);
        Effect::new(move |_| {
            if self.step.get() == Step::Preview && draft.with_untracked(|draft| draft.seed.is_empty()) {
                draft.update(|draft| draft.seed = seed.to_string());
            }
        });
    }

    pub(super) fn steps(self) -> Vec<Step> {
        self.asked.draft.with(|draft| draft.steps().to_vec())
    }

    /// The step before the one on screen.
    pub(super) fn before(self) -> Option<Step> {
        let step = self.step.get();
        self.steps().into_iter().rev().find(|before| *before < step)
    }

    /// The words for the first problem of `fields` on the step on screen. What is merely not filled in
    /// yet is not said before someone tried to go on.
    pub(super) fn problem(self, is: impl Fn(&Problem) -> bool) -> Option<String> {
        let (step, tried) = (self.step.get(), self.asked.tried.get());
        self.problems.with(|problems| {
            let here = problems.iter().filter(|(of, problem)| *of == step && (tried || !is_blank(problem)));
            here.map(|(_, problem)| problem).find(|problem| is(problem)).map(ToString::to_string)
        })
    }

    /// Shows `step`.
    pub(super) fn go(self, step: Step) {
        self.asked.tried.set(false);
        self.asked.notice.set(None);
        self.asked.write(step, false);
    }

    /// Goes on: to the next step, or puts the focus on what is wrong with this one; from the last step
    /// it adds the groups.
    pub(super) fn forward(self) {
        let step = self.step.get_untracked();
        let wrong = self
            .problems
            .with_untracked(|problems| problems.iter().find(|(of, _)| *of == step).map(|(_, problem)| problem.field()));
        if let Some(field) = wrong {
            self.asked.tried.set(true);
            focus(self.control(step, field));
            return;
        }
        let next = self.asked.draft.with_untracked(|draft| draft.steps().iter().copied().find(|next| *next > step));
        match next {
            Some(next) => self.go(next),
            None => self.add(),
        }
    }

    /// The id of the control to change on `step`.
    fn control(self, step: Step, field: Field) -> &'static str {
        let by_size = self.asked.draft.with_untracked(|draft| draft.by == By::Size);
        match (step, field) {
            (Step::Groups, Field::Genders) => "genders-any",
            (Step::Groups, Field::Size) if !by_size && !self.is_topping_up() => "least",
            (Step::Groups, Field::Size) => "size",
            (Step::Groups, _) if by_size => "size",
            (Step::Groups, _) | (_, Field::Groups) => "number",
            (Step::Learners, _) => "who-all",
            (Step::Rules, _) => "rules",
            (_, Field::First) => "first",
            (_, Field::Set) if self.is_topping_up() => "top",
            (_, Field::Set) => "set-name",
            _ => "prefix",
        }
    }

    /// **"Add"**: sends exactly what is shown.
    fn add(self) {
        let Some(preview) = self.preview.get_untracked() else { return };
        if self.asked.busy.get_untracked() {
            return;
        }
        let Some(wanted) = self.wanted(&preview) else { return };
        self.asked.busy.set(true);
        let start = self.roster.with_value(|roster| (roster.start.period, roster.start.version));
        let code = self.asked.place().code.get_untracked();
        let flashes = use_flashes();
        spawn_local(async move {
            let (period, version) = start;
            let answer = api::add(code.clone(), period, version, wanted).await;
            // The page may be gone by now; what was done was done.
            if self.asked.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(entry) => self.done(&code, &entry, flashes),
                Err(error) => self.refused(&error),
            }
        });
    }

    /// What is shown, to be sent; nothing, and words, where it breaks a must.
    fn wanted(self, preview: &Preview) -> Option<Wanted> {
        let searching = self.asked.searching;
        let searched = self.asked.draft.with_untracked(Draft::is_searched);
        let shown = searching.shown.get_untracked().filter(|_| searched);
        Searching::stop();
        if shown.as_ref().is_some_and(|shown| !shown.keeps_musts()) {
            self.asked.notice.set(Some(vec![words::NOT_SENT.to_owned(), Refusal::RuleBroken.to_string()]));
            return None;
        }
        let into = self.roster.with_value(|roster| match &preview.set {
            Some(set) => Into::New { set: set.clone(), groups: new_groups(preview, roster) },
            None => Into::Standing(self.joining(preview, roster)),
        });
        let someone = preview.distribution.learners > 0;
        let everyone = someone && self.asked.draft.with_untracked(|draft| draft.who == Who::All);
        let formed = shown.filter(|shown| !shown.task.recipe.rules.is_empty()).map(|shown| {
            let (recipe, seed) = (shown.task.recipe.clone(), shown.task.seed);
            let formed = Formed { recipe, seed, steps: shown.outcome.steps };
            Claim { formed, groups: shown.task.groups.clone(), cost: shown.cost() }
        });
        Some(Wanted { into, everyone, formed })
    }

    /// Who joins which of the groups that are filled up; groups that nobody joins too, for rules look at all.
    fn joining(self, preview: &Preview, roster: &Roster) -> Vec<(domain::id::GroupId, Vec<UserId>)> {
        let Some(set) = self.asked.draft.with_untracked(|draft| draft.top) else { return Vec::new() };
        let of = |(group, (_, members)): (&api::Standing, &(_, Vec<usize>))| {
            let ids = members.iter().filter_map(|at| roster.learner(*at)).map(|learner| learner.person.id);
            (group.id, ids.filter(|who| !group.members.contains(who)).collect())
        };
        roster.standing(set).zip(&preview.groups).map(of).collect()
    }

    /// Whether groups that are there are filled up.
    pub(super) fn is_topping_up(self) -> bool {
        self.asked.draft.with_untracked(|draft| draft.kind == Kind::TopUp)
    }

    fn done(self, code: &str, entry: &Entry, flashes: crate::ui::flash::Flashes) {
        let period = self.roster.with_value(|roster| roster.start.period);
        self.asked.behind.with_value(|behind| kept::forget(&behind.chosen_of));
        let href = address::groups(code, Some(period));
        flashes.carry(Flash::done(entry.words.clone()).undo(undo::of(code, period, entry.id)), &href);
        self.asked.stop_waiting();
        self.asked.navigate(&href, false);
    }

    /// Says why, and where things changed asks the server again: what was chosen stays, and the preview
    /// is made anew from it.
    fn refused(self, error: &AppError) {
        let lines = match error {
            AppError::Refused(Refusal::Stale { since }) => {
                let entries = since.iter().map(words::entry);
                core::iter::once(words::NOT_ADDED.to_owned()).chain(entries).collect()
            }
            AppError::Refused(Refusal::PreviewMoved) => vec![words::NOT_ADDED.to_owned()],
            AppError::Refused(refusal) => vec![words::NOT_ADDED.to_owned(), refusal.to_string()],
            other => vec![words::NOT_SENT.to_owned(), other.to_string()],
        };
        self.asked.notice.set(Some(lines));
        if let AppError::Refused(_) = error {
            let roster = self.roster.get_value();
            self.asked.behind.update_value(|behind| behind.before = Some(roster));
            self.asked.earlier.set(Arc::default());
            self.asked.behind.with_value(|behind| behind.start).refetch();
        }
    }

    /// Leaves out the chosen learners who are in a group of the chosen set already.
    pub(super) fn leave_out_seated(self) {
        let set = self.roster.with_value(|roster| self.asked.draft.with_untracked(|draft| draft.existing_set(roster)));
        let Some(set) = set else { return };
        let free = self.roster.with_value(|roster| {
            let learners = self.learners.get_untracked();
            learners.iter().map(|learner| learner.id).filter(|learner| !roster.is_in_set(*learner, set)).collect()
        });
        self.asked.chosen.set(Arc::new(free));
        self.asked.draft.update(|draft| draft.who = Who::Chosen);
    }

    /// Whether there is a choice of sets to speak of.
    pub(super) fn hears_of_sets(self) -> bool {
        let touched = self.asked.draft.with(|draft| draft.set != SetPick::ByPrefix);
        touched || self.roster.with_value(|roster| roster.has_several_sets())
    }
}

/// A field that is not filled in, rather than filled in wrongly.
const fn is_blank(problem: &Problem) -> bool {
    use domain::forming::recipe::Fault;
    matches!(
        problem,
        Problem::BlankPrefix
            | Problem::NoGroups
            | Problem::NoSize
            | Problem::NoLearners
            | Problem::NoSetToFill
            | Problem::Rule(Fault::Blank { .. })
    )
}

fn new_groups(preview: &Preview, roster: &Roster) -> Vec<NewGroup> {
    let id = |at: &usize| roster.learner(*at).map(|learner| learner.person.id);
    let group = |(name, members): &(_, Vec<usize>)| NewGroup {
        name: Clone::clone(name),
        members: members.iter().filter_map(id).collect(),
        tutors: Vec::new(),
    };
    preview.groups.iter().map(group).collect()
}

/// Who came and who left between two answers of the server, in words.
pub(in crate::groups) fn changes(before: &Roster, now: &Roster) -> Vec<String> {
    let missing = |from: &Roster, of: &Roster| -> Vec<String> {
        let there: HashSet<UserId> = of.start.learners.iter().map(|learner| learner.person.id).collect();
        let gone = from.start.learners.iter().filter(|learner| !there.contains(&learner.person.id));
        gone.map(|learner| learner.person.name()).collect()
    };
    let (left, came) = (missing(before, now), missing(now, before));
    [(left, words::LEFT), (came, words::CAME)]
        .into_iter()
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, said)| [said, &names.join("; "), "."].concat())
        .collect()
}

pub(in crate::groups) fn focus(control: &str) {
    if let Some(control) = document().get_element_by_id(control)
        && let Ok(control) = control.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = control.focus();
    }
}
