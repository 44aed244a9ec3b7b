//! What the wizard knows while it is open, and its moves.

mod adding;
mod by_rules;

use super::api::{EarlierGroups, Start};
use super::draft::{By, Draft, Kind, Preview, SetPick, Step, Who};
use super::roster::Roster;
use super::search::Searching;
use super::{kept, words};
use crate::error::AppError;
use crate::frame::{CoursePlace, address};
use crate::loaded::Loaded;
use domain::forming::recipe::Column;
use domain::forming::{Field, Learner, Problem};
use domain::id::UserId;
use leptos::prelude::*;
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

pub(super) const fn step_key(step: Step) -> &'static str {
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

    /// Whether groups that are there are filled up.
    pub(super) fn is_topping_up(self) -> bool {
        self.asked.draft.with_untracked(|draft| draft.kind == Kind::TopUp)
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
