//! What the import page knows while it is open: a file, how it is read, and what comes of it. Each
//! piece follows from the ones before, so whatever is changed, the preview is of what is there now.

use super::api::{self, Destination};
use super::reading::{Opening, Recalled, columns_memo, found_memo, read_memo, step_memo, view_memo};
use super::{opening, words};
use crate::error::AppError;
use crate::frame::{CoursePlace, address};
use crate::groups::undo;
use crate::import::{Foot, Source, Step, open_in};
use crate::loaded::Loaded;
use crate::refused::RefusedFor;
use crate::ui::flash::Flashes;
use crate::ui::{Flash, use_flashes};
use domain::groups::{CourseGroups, Entry};
use domain::import::columns::{Field as _, HeaderKey, Mapping, Remembered};
use domain::import::file::Choice;
use domain::import::groups::{Decisions, Directory, Field, Kind, Part, Plan, Settle, Sheet, Wanted};
use domain::import::view::{ColumnsView, FileView};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

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

#[derive(Clone, Copy)]
pub(super) struct Import {
    file: RwSignal<Opening>,
    choice: RwSignal<Choice>,
    /// The file as the steps show it.
    view: Memo<Option<Result<FileView, String>>>,
    /// Columns someone chose, in the order of choosing.
    columns: RwSignal<Vec<(Field, Option<usize>)>>,
    /// The columns as the step shows them.
    pub(super) columns_view: Memo<ColumnsView>,
    /// The step someone went to; what is missing before it is shown first.
    wanted_step: RwSignal<Step>,
    pub(super) step: Memo<Step>,
    pub(super) decisions: RwSignal<Decisions>,
    pub(super) filter: RwSignal<Filter>,
    pub(super) page: RwSignal<usize>,
    mapping: Memo<Option<Mapping<Field>>>,
    /// Whether the mapping is that of an earlier file with this header.
    pub(super) remembered: Memo<bool>,
    /// Whether it is kept for the next one.
    pub(super) remember: RwSignal<bool>,
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
    /// How many files were taken, and the last of them.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "files are taken in the browser"))]
    taken: StoredValue<u32>,
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "files are taken in the browser"))]
    last: StoredValue<Option<web_sys::File>, LocalStorage>,
    /// How files with a header were mapped last time.
    recalled: RwSignal<Recalled>,
    header: Memo<Option<HeaderKey>>,
    flashes: Flashes,
    navigate: Navigate,
}

/// Goes to an address.
type Navigate = Arc<dyn Fn(&str) + Send + Sync>;

impl Import {
    pub(super) fn new(place: CoursePlace, destination: Loaded<Result<Destination, AppError>>) -> Self {
        let file = RwSignal::new(None);
        let choice = RwSignal::new(Choice::default());
        let columns = RwSignal::new(Vec::<(Field, Option<usize>)>::new());
        let decisions = RwSignal::new(Decisions::default());
        let ground = RwSignal::new(None::<Result<Arc<Opened>, AppError>>);
        let read = read_memo(file, choice);
        let header = Memo::new(move |_| HeaderKey::of(&read.get()?.ok()?.table.columns));
        let recalled = RwSignal::new(None);
        let found = found_memo(read, header, recalled);
        let mapping = Memo::new(move |_| {
            let (mut mapping, _) = found.get()?;
            columns.with(|chosen| chosen.iter().for_each(|(field, column)| mapping.choose(*field, *column)));
            Some(mapping)
        });
        let remembered = Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(|(_, again)| *again)));
        let sheet = Memo::new(move |_| {
            let (reading, mapping) = (read.get()?.ok()?, mapping.get()?);
            let name = file.with(|file| file.as_ref()?.as_ref().ok().map(|file| file.name.clone()))?;
            mapping.missing().is_empty().then(|| Arc::new(Sheet::new(&reading.table, &mapping, &name)))
        });
        let wanted = Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().map(|sheet| Arc::new(sheet.wanted()))));
        let plan = plan_memo(sheet, wanted, ground, decisions);
        let behind = StoredValue::new(Behind::new(place, destination, wanted, header, recalled));
        let wanted_step = RwSignal::new(Step::File);
        let import = Self {
            file,
            choice,
            view: view_memo(file, read),
            columns,
            columns_view: columns_memo(read, mapping, remembered),
            wanted_step,
            step: step_memo(wanted_step, read, mapping),
            decisions,
            filter: RwSignal::new(Filter::All),
            page: RwSignal::new(0),
            mapping,
            remembered,
            remember: RwSignal::new(true),
            sheet,
            ground,
            plan,
            notice: RwSignal::new(None),
            busy: RwSignal::new(false),
            behind,
        };
        import.recall();
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

    /// Asks how a file with this header was mapped last time, whenever the header is another.
    fn recall(self) {
        let Behind { place, recalled, header, .. } = self.behind();
        Effect::new(move |_| {
            let Some(key) = header.get() else { return };
            let code = place.code.get();
            spawn_local(async move {
                let kept = api::recall(code, key.clone()).await.ok().flatten();
                // What someone chose meanwhile counts.
                let chose = self.columns.try_with_untracked(|columns| !columns.is_empty()).unwrap_or(true);
                if let Some(kept) = kept.filter(|_| !chose) {
                    self.decisions.update(Decisions::clear);
                    recalled.set(Some((key, kept)));
                }
            });
        });
    }

    /// Keeps the mapping for the next file with this header, where someone wants that.
    async fn keep(code: String, header: Option<HeaderKey>, mapping: Option<Remembered<Field>>) {
        if let (Some(header), Some(mapping)) = (header, mapping) {
            // The import is done: a mapping that is not kept is found or chosen again.
            drop(api::remember(code, header, mapping).await);
        }
    }

    /// The mapping, if it is to be kept.
    fn to_keep(self) -> Option<Remembered<Field>> {
        let width = self.columns_view.with_untracked(|view| view.columns.len());
        let mapping = self.mapping.get_untracked().filter(|_| self.remember.get_untracked())?;
        Some(mapping.remember(width))
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

    /// The file for the steps, with how another is taken.
    pub(super) fn source(self) -> Source {
        let take = Callback::new(move |file| opening::open(self, file));
        let reread = Callback::new(move |(choice, sheet)| self.reread(choice, sheet));
        Source::new(self.view.into(), take, reread)
    }

    /// A ticket for opening a file: only the latest is good.
    #[cfg(feature = "hydrate")]
    pub(super) fn take_ticket(self, file: &web_sys::File) -> u32 {
        let Behind { taken, last, .. } = self.behind();
        last.set_value(Some(file.clone()));
        taken.update_value(|taken| *taken += 1);
        taken.get_value()
    }

    /// The file that was taken last, with a ticket to open it anew.
    #[cfg(feature = "hydrate")]
    pub(super) fn last_taken(self) -> Option<(u32, web_sys::File)> {
        let file = self.behind().last.get_value()?;
        Some((self.take_ticket(&file), file))
    }

    #[cfg(feature = "hydrate")]
    fn is_latest(self, ticket: u32) -> bool {
        let taken = self.behind.try_with_value(|behind| behind.taken);
        taken.and_then(|taken| taken.try_get_value()) == Some(ticket)
    }

    /// A file was opened, in place of the one there was; or why it could not be. Where all of it is sure, nobody has to
    /// look at the columns.
    #[cfg(feature = "hydrate")]
    pub(super) fn opened(self, ticket: u32, file: Result<super::reading::ChosenFile, String>) {
        if !self.is_latest(ticket) {
            return;
        }
        batch(|| {
            self.notice.set(None);
            self.choice.set(Choice::default());
            self.columns.set(Vec::new());
            self.decisions.set(Decisions::default());
            self.show(Filter::All);
            self.file.set(Some(file));
            let unsure = self.columns_view.with_untracked(|view| view.fields.iter().any(|field| field.unsure));
            self.wanted_step.set(if unsure { Step::Columns } else { Step::Review });
        });
    }

    /// Another sheet of the workbook was read.
    #[cfg(feature = "hydrate")]
    pub(super) fn opened_sheet(self, ticket: u32, file: Result<super::reading::ChosenFile, String>) {
        if self.is_latest(ticket) {
            batch(|| {
                self.forget_choices();
                self.file.set(Some(file));
            });
        }
    }

    /// Reads the file otherwise, or another sheet of it.
    pub(super) fn reread(self, choice: Choice, sheet: usize) {
        let other_sheet = self.file.with_untracked(|file| match file {
            Some(Ok(file)) => !file.sheets.is_empty() && file.sheet != sheet,
            _ => false,
        });
        if other_sheet {
            opening::open_sheet(self, sheet);
        } else {
            batch(|| {
                self.forget_choices();
                self.choice.set(choice);
            });
        }
    }

    /// Rows and columns may be others now, so choices about them go.
    fn forget_choices(self) {
        self.columns.set(Vec::new());
        self.decisions.update(Decisions::clear);
        self.page.set(0);
    }

    pub(super) fn go(self, step: Step) {
        self.wanted_step.set(step);
    }

    /// Takes another column for a field, by their places. More may be to choose: one stays there until one goes on.
    pub(super) fn choose_column(self, field: usize, column: Option<usize>) {
        let Some(field) = Field::ALL.get(field) else { return };
        batch(|| {
            self.wanted_step.set(Step::Columns);
            self.decisions.update(Decisions::clear);
            self.columns.update(|columns| columns.push((*field, column)));
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

    /// What the bar at the foot says on the step that is shown.
    pub(super) fn foot(self) -> Foot {
        match self.step.get() {
            Step::File => self.foot_of_file(),
            Step::Columns => {
                let said = self.columns_view.with(open_in);
                let open = said.is_some();
                Foot { said, open, shows: open, on: words::CONTINUE, ..Foot::default() }
            }
            Step::Review | Step::Finish => self.foot_of_review(),
        }
    }

    fn foot_of_file(self) -> Foot {
        let foot = Foot { on: words::CONTINUE, ..Foot::default() };
        match self.view.with(|file| file.as_ref().map(Result::is_ok)) {
            None => Foot { said: Some(words::NO_FILE.to_owned()), off: true, ..foot },
            Some(false) => Foot { said: Some(words::NOT_READ.to_owned()), open: true, ..foot },
            Some(true) => foot,
        }
    }

    fn foot_of_review(self) -> Foot {
        let busy = self.busy.get();
        let on = if busy { words::IMPORTING } else { words::IMPORT };
        let foot = Foot { busy, on, ..Foot::default() };
        let Some(plan) = self.plan.get() else {
            let failed = self.ground.with(|ground| matches!(ground, Some(Err(_))));
            let said = if failed { words::NOT_LOOKED_UP } else { words::LOOKING };
            return Foot { said: Some(said.to_owned()), open: failed, off: true, ..foot };
        };
        match plan.open() {
            0 if plan.is_nothing() => Foot { said: Some(words::NOTHING.to_owned()), off: true, ..foot },
            0 => Foot { said: Some(plan.summary()), ..foot },
            open => Foot { said: Some(words::open_problems(open)), open: true, shows: true, ..foot },
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
        if self.busy.get_untracked() || plan.open() > 0 || plan.is_nothing() {
            return;
        }
        self.busy.set(true);
        self.notice.set(None);
        let code = behind.place.code.get_untracked();
        let digest = plan.digest(&ground.state);
        let decisions = self.decisions.get_untracked();
        let (header, kept) = (behind.header.get_untracked(), self.to_keep());
        spawn_local(async move {
            let sheet = sheet.as_ref().clone();
            let answer = api::import(code.clone(), destination.period, sheet, decisions, digest).await;
            // The page may be gone by now; what was done was done.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(entry) => {
                    behind.done(&code, &destination, &entry);
                    Self::keep(code, header, kept).await;
                }
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
            AppError::Refused(refused) if refused.reason == RefusedFor::PreviewMoved => not_imported(words::LOOK_AGAIN),
            other => not_imported(&other.to_string()),
        };
        self.notice.set(Some(said));
        if let AppError::Refused(_) = error {
            self.look_again();
        }
    }
}

/// What would be done, as far as everything that it stands on is known.
fn plan_memo(
    sheet: Memo<Option<Arc<Sheet>>>,
    wanted: Memo<Option<Arc<Wanted>>>,
    ground: RwSignal<Option<Result<Arc<Opened>, AppError>>>,
    decisions: RwSignal<Decisions>,
) -> Memo<Option<Arc<Plan>>> {
    Memo::new(move |_| {
        let (sheet, ground) = (sheet.get()?, ground.get()?.ok()?);
        let fits = wanted.with(|wanted| wanted.as_ref() == Some(&ground.wanted));
        fits.then(|| {
            decisions.with(|decisions| Arc::new(Plan::new(&sheet, &ground.directory, &ground.state, decisions)))
        })
    })
}

impl Behind {
    fn new(
        place: CoursePlace,
        destination: Loaded<Result<Destination, AppError>>,
        wanted: Memo<Option<Arc<Wanted>>>,
        header: Memo<Option<HeaderKey>>,
        recalled: RwSignal<Recalled>,
    ) -> Self {
        let navigate = use_navigate();
        let go = move |href: &str| navigate(href, NavigateOptions::default());
        Self {
            place,
            destination,
            wanted,
            asked: RwSignal::new(0),
            taken: StoredValue::new(0),
            last: StoredValue::new_local(None),
            recalled,
            header,
            flashes: use_flashes(),
            navigate: Arc::new(go),
        }
    }

    /// On to the dashboard, which shows what was done.
    fn done(&self, code: &str, destination: &Destination, entry: &Entry) {
        let period = destination.period;
        let href = address::groups(code, Some(period));
        self.flashes.carry(Flash::done(entry.words.clone()).undo(undo::of(code, period, entry.id)), &href);
        (self.navigate)(&href);
    }
}
