//! What the import page knows while it is open: a file, how it is read, and what comes of it. Each
//! piece follows from the ones before, so whatever is changed, the preview is of what is there now.

use super::api::{self, Destination};
use super::words;
use crate::error::AppError;
use crate::frame::{CoursePlace, address};
use crate::groups::undo;
use crate::loaded::Loaded;
use crate::ui::flash::Flashes;
use crate::ui::{Flash, use_flashes};
use domain::groups::{CourseGroups, Entry, Refusal};
use domain::import::columns::{Field as _, Mapping, match_columns};
use domain::import::file::{Choice, FileProblem, Reading};
use domain::import::groups::{Decisions, Directory, Field, Kind, Part, Plan, Settle, Sheet, Wanted, read};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

/// A file someone chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChosenFile {
    pub(super) name: String,
    pub(super) bytes: Arc<[u8]>,
}

/// The groups as they are, and the people whom the file may mean.
pub(super) struct Opened {
    /// What was asked for: a sheet that asks for more needs another.
    wanted: Arc<Wanted>,
    pub(super) state: CourseGroups,
    pub(super) directory: Directory,
}

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    All,
    Changing,
    Unchanged,
    LeftOut,
    /// With a problem, settled or not: what one just settled stays in sight.
    Unclear,
    Kind(Kind),
}

type Read = Result<Arc<Reading>, FileProblem>;

#[derive(Clone, Copy)]
pub(super) struct Import {
    /// Or why the file someone chose could not even be opened.
    pub(super) file: RwSignal<Option<Result<ChosenFile, String>>>,
    pub(super) choice: RwSignal<Choice>,
    /// Columns someone chose, in the order of choosing.
    pub(super) columns: RwSignal<Vec<(Field, Option<usize>)>>,
    pub(super) decisions: RwSignal<Decisions>,
    pub(super) filter: RwSignal<Filter>,
    pub(super) page: RwSignal<usize>,
    pub(super) read: Memo<Option<Read>>,
    pub(super) mapping: Memo<Option<Mapping<Field>>>,
    pub(super) sheet: Memo<Option<Arc<Sheet>>>,
    /// What the preview stands on, or why there is none.
    pub(super) ground: RwSignal<Option<Result<Arc<Opened>, AppError>>>,
    pub(super) plan: Memo<Option<Arc<Plan>>>,
    /// What the server said to the last try.
    pub(super) notice: RwSignal<Option<String>>,
    pub(super) busy: RwSignal<bool>,
    behind: StoredValue<Behind>,
}

/// What the state is made of and the page does not show.
#[derive(Clone)]
struct Behind {
    place: CoursePlace,
    destination: Loaded<Result<Destination, AppError>>,
    wanted: Memo<Option<Arc<Wanted>>>,
    /// How often the ground was asked for anew.
    asked: RwSignal<u32>,
    flashes: Flashes,
    navigate: Navigate,
}

/// Goes to an address.
type Navigate = Arc<dyn Fn(&str) + Send + Sync>;

impl Import {
    pub(super) fn new(place: CoursePlace, destination: Loaded<Result<Destination, AppError>>) -> Self {
        let file = RwSignal::new(None::<Result<ChosenFile, String>>);
        let choice = RwSignal::new(Choice::default());
        let columns = RwSignal::new(Vec::<(Field, Option<usize>)>::new());
        let decisions = RwSignal::new(Decisions::default());
        let ground = RwSignal::new(None::<Result<Arc<Opened>, AppError>>);
        let read = Memo::new(move |_| {
            let choice = choice.get();
            file.with(|file| match file {
                Some(Ok(file)) => Some(read(&file.bytes, choice).map(Arc::new)),
                _ => None,
            })
        });
        let mapping = Memo::new(move |_| {
            let reading = read.get()?.ok()?;
            let mut mapping = match_columns(&reading.table.columns);
            columns.with(|chosen| chosen.iter().for_each(|(field, column)| mapping.choose(*field, *column)));
            Some(mapping)
        });
        let sheet = Memo::new(move |_| {
            let (reading, mapping) = (read.get()?.ok()?, mapping.get()?);
            let name = file.with(|file| file.as_ref()?.as_ref().ok().map(|file| file.name.clone()))?;
            mapping.missing().is_empty().then(|| Arc::new(Sheet::new(&reading.table, &mapping, &name)))
        });
        let wanted = Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().map(|sheet| Arc::new(sheet.wanted()))));
        let plan = Memo::new(move |_| {
            let (sheet, ground) = (sheet.get()?, ground.get()?.ok()?);
            let fits = wanted.with(|wanted| wanted.as_ref() == Some(&ground.wanted));
            fits.then(|| {
                decisions.with(|decisions| Arc::new(Plan::new(&sheet, &ground.directory, &ground.state, decisions)))
            })
        });
        let navigate = use_navigate();
        let go = move |href: &str| navigate(href, NavigateOptions::default());
        let behind = Behind {
            place,
            destination,
            wanted,
            asked: RwSignal::new(0),
            flashes: use_flashes(),
            navigate: Arc::new(go),
        };
        let import = Self {
            file,
            choice,
            columns,
            decisions,
            filter: RwSignal::new(Filter::All),
            page: RwSignal::new(0),
            read,
            mapping,
            sheet,
            ground,
            plan,
            notice: RwSignal::new(None),
            busy: RwSignal::new(false),
            behind: StoredValue::new(behind),
        };
        import.look_up();
        import
    }

    fn behind(self) -> Behind {
        self.behind.get_value()
    }

    /// The course and period in the address.
    pub(super) fn place(self) -> CoursePlace {
        self.behind.with_value(|behind| behind.place)
    }

    /// Asks for the ground whenever the sheet names other people, or the period is another.
    fn look_up(self) {
        let Behind { place, destination, wanted, asked, .. } = self.behind();
        let latest = StoredValue::new(0_u32);
        Effect::new(move |_| {
            asked.track();
            latest.update_value(|latest| *latest += 1);
            self.ground.set(None);
            let (Some(wanted), Some(Ok(destination))) = (wanted.get(), destination.get()) else { return };
            let code = place.code.get();
            let ticket = latest.get_value();
            spawn_local(async move {
                let answer = api::look_up(code, destination.period, wanted.as_ref().clone()).await;
                // Meanwhile the page may be gone, or something else be asked for.
                if latest.try_get_value() == Some(ticket) {
                    let ground = answer.map(|ground| {
                        let (state, directory) = ground.open();
                        Arc::new(Opened { wanted, state, directory })
                    });
                    self.ground.set(Some(ground));
                }
            });
        });
    }

    /// Asks for the ground again.
    pub(super) fn look_again(self) {
        self.behind().asked.update(|asked| *asked += 1);
    }

    /// Takes a file in place of the one there was.
    #[cfg(feature = "hydrate")]
    pub(super) fn take(self, file: ChosenFile) {
        batch(|| {
            self.start_over();
            self.file.set(Some(Ok(file)));
        });
    }

    /// A file that cannot be opened, and why.
    #[cfg(feature = "hydrate")]
    pub(super) fn cannot_open(self, why: String) {
        batch(|| {
            self.start_over();
            self.file.set(Some(Err(why)));
        });
    }

    #[cfg(feature = "hydrate")]
    fn start_over(self) {
        self.notice.set(None);
        self.choice.set(Choice::default());
        self.columns.set(Vec::new());
        self.decisions.set(Decisions::default());
        self.show(Filter::All);
    }

    /// Reads the file otherwise. Rows and columns may then be others, so choices about them go.
    pub(super) fn choose(self, change: impl FnOnce(&mut Choice)) {
        batch(|| {
            self.columns.set(Vec::new());
            self.decisions.update(Decisions::clear);
            self.page.set(0);
            self.choice.update(change);
        });
    }

    /// Takes another column for a field.
    pub(super) fn choose_column(self, field: Field, column: Option<usize>) {
        batch(|| {
            self.decisions.update(Decisions::clear);
            self.columns.update(|columns| columns.push((field, column)));
        });
    }

    /// Shows other rows.
    pub(super) fn show(self, filter: Filter) {
        batch(|| {
            self.filter.set(filter);
            self.page.set(0);
        });
    }

    /// Settles a problem, or opens it again.
    pub(super) fn settle(self, row: u32, part: Part, settle: Option<Settle>) {
        self.decisions.update(|decisions| match settle {
            Some(settle) => decisions.settle(row, part, settle),
            None => decisions.reopen(row, part),
        });
    }

    /// Settles all open problems of a kind that can be settled that way.
    pub(super) fn settle_alike(self, kind: Kind, settle: Settle) {
        if let Some(plan) = self.plan.get_untracked() {
            self.decisions.update(|decisions| {
                decisions.settle_alike(&plan, kind, settle);
            });
        }
    }

    /// Why nothing can be imported now; `None` when it can.
    pub(super) fn hindrance(self) -> Option<String> {
        let Some(read) = self.read.get() else { return Some(words::NO_FILE.to_owned()) };
        if read.is_err() {
            return Some(words::NOT_READ.to_owned());
        }
        let missing = self.mapping.with(|mapping| mapping.as_ref().map(Mapping::missing).unwrap_or_default());
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(|field| field.label()).collect();
            return Some(words::no_column_for(&names.join(", ")));
        }
        let Some(plan) = self.plan.get() else {
            let failed = self.ground.with(|ground| matches!(ground, Some(Err(_))));
            return Some(if failed { words::NOT_LOOKED_UP } else { words::LOOKING }.to_owned());
        };
        match plan.open() {
            0 if plan.is_nothing() => Some(words::NOTHING.to_owned()),
            0 => None,
            open => Some(words::open_problems(open)),
        }
    }

    /// **"Import CSV"**: sends exactly what is shown.
    pub(super) fn import(self) {
        let (Some(sheet), Some(plan), Some(Ok(ground))) =
            (self.sheet.get_untracked(), self.plan.get_untracked(), self.ground.get_untracked())
        else {
            return;
        };
        let behind = self.behind();
        let Some(Ok(destination)) = behind.destination.get_untracked() else { return };
        if self.busy.get_untracked() || untrack(|| self.hindrance()).is_some() {
            return;
        }
        self.busy.set(true);
        self.notice.set(None);
        let code = behind.place.code.get_untracked();
        let digest = plan.digest(&ground.state);
        let decisions = self.decisions.get_untracked();
        spawn_local(async move {
            let sheet = sheet.as_ref().clone();
            let answer = api::import(code.clone(), destination.period, sheet, decisions, digest).await;
            // The page may be gone by now; what was done was done.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(entry) => behind.done(&code, &destination, &entry),
                Err(error) => self.refused(&error),
            }
        });
    }

    /// Says why; where things changed it makes the preview anew.
    fn refused(self, error: &AppError) {
        let not_imported = |why: &str| [words::NOT_IMPORTED, " ", why].concat();
        let said = match error {
            // The answer may be what was lost.
            AppError::Unreachable => words::NOT_KNOWN.to_owned(),
            AppError::Refused(Refusal::PreviewMoved) => not_imported(words::LOOK_AGAIN),
            other => not_imported(&other.to_string()),
        };
        self.notice.set(Some(said));
        if let AppError::Refused(_) = error {
            self.look_again();
        }
    }
}

impl Behind {
    /// On to the dashboard, which shows what was done.
    fn done(&self, code: &str, destination: &Destination, entry: &Entry) {
        let period = destination.period;
        let href = address::groups(code, Some(period));
        self.flashes.carry(Flash::done(entry.words.clone()).undo(undo::of(code, period, entry.id)), &href);
        (self.navigate)(&href);
    }
}
