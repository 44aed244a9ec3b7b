//! What the import page knows while it is open. The file is with the worker; here is what the worker told of it.

use super::api;
use super::link::Link;
use super::words;
use crate::import::{Source, Step};
use crate::ui::flash::Flashes;
use crate::ui::{Feed, Flash, use_flashes, use_query_text, warn_before_leaving_page};
use domain::import::columns::{Field as _, HeaderKey};
use domain::import::file::Choice;
use domain::import::users::desk::{Answer, Ask, Filter, Kept, Options, Progress, Review, RowView};
use domain::import::users::{UserField, UserImport, plan::ValueChoice};
use domain::import::view::{ColumnsView, FileView};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::cell::RefCell;
use std::sync::Arc;

/// Goes to an address; the flag replaces the one there is in the history.
type Navigate = Arc<dyn Fn(&str, bool) + Send + Sync>;

/// An edit of a cell that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editing {
    pub(super) place: usize,
    pub(super) row: u32,
    /// The column of the table.
    pub(super) column: usize,
    pub(super) field: UserField,
    /// What is in the field.
    pub(super) text: String,
    /// What the text of the file means, where it is of a list.
    pub(super) meaning: Option<String>,
    /// Whether anything was typed or chosen: a cell that is only looked at stays as it is.
    pub(super) touched: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Import {
    pub(super) link: Link,
    /// The step in the address, as far as it can be taken.
    pub(super) step: Memo<Step>,
    /// What is known of the file, or why it cannot be read.
    pub(super) file: RwSignal<Option<Result<FileView, String>>>,
    /// How it comes, and how it is read.
    pub(super) source: Source,
    pub(super) columns: RwSignal<Option<ColumnsView>>,
    pub(super) review: RwSignal<Option<Review>>,
    /// Counts what may have changed the rows.
    pub(super) revision: RwSignal<u32>,
    pub(super) filter: RwSignal<Filter>,
    pub(super) feed: Feed<RowView>,
    pub(super) editing: RwSignal<Option<Editing>>,
    pub(super) progress: RwSignal<Option<Progress>>,
    /// Something takes long: reading, looking up, importing.
    pub(super) busy: RwSignal<bool>,
    /// Why something did not work.
    pub(super) notice: RwSignal<Option<String>>,
    /// Said to screen readers after an edit.
    pub(super) said: RwSignal<String>,
    /// Whether new roles are being decided, and whether going on without the rows with problems is asked.
    pub(super) deciding: RwSignal<bool>,
    pub(super) leaving_out: RwSignal<bool>,
    pub(super) options: RwSignal<Options>,
    /// Keep the choices for the next file with this header.
    pub(super) remember: RwSignal<bool>,
    /// The imports that were made before.
    pub(super) earlier: RwSignal<Vec<UserImport>>,
    /// Whether the server has the file to import, and has not said what came of it.
    pub(super) committing: RwSignal<bool>,
    /// Whether it stays open if an import was made: the server's answer did not arrive, and none is listed.
    pub(super) unsure: RwSignal<bool>,
    behind: StoredValue<Behind>,
}

thread_local! {
    /// The file as it was chosen, to open it again should the worker end.
    static CHOSEN: RefCell<Option<web_sys::File>> = const { RefCell::new(None) };
}

/// What the page does not show.
#[derive(Clone)]
struct Behind {
    flashes: Flashes,
    navigate: Navigate,
    /// What is to be lost by leaving.
    unsaved: RwSignal<bool>,
    /// How often a file was read: what was asked about an earlier reading is of no use any more.
    readings: u32,
}

impl Import {
    pub(super) fn new(earlier: Vec<UserImport>) -> Self {
        let link = Link::new();
        let file = RwSignal::new(None::<Result<FileView, String>>);
        let columns = RwSignal::new(None::<ColumnsView>);
        let review = RwSignal::new(None::<Review>);
        let filter = RwSignal::new(Filter::All);
        let in_address = use_query_text("step");
        let step = step_in(in_address, columns, review);
        let unsaved = RwSignal::new(false);
        warn_before_leaving_page(unsaved.into());
        let navigate = use_navigate();
        let go = move |href: &str, replace: bool| {
            navigate(href, NavigateOptions { replace, ..NavigateOptions::default() });
        };
        let behind = Behind { flashes: use_flashes(), navigate: Arc::new(go), unsaved, readings: 0 };
        let this = StoredValue::new(None::<Self>);
        let feed = Feed::new(move |from, count| {
            if let Some(import) = this.get_value() {
                import.link.ask(&Ask::Rows { filter: filter.get_untracked(), from, count }, move |a| import.hear(a));
            }
        });
        let is_elsewhere = step_named(&in_address.get_untracked()) != Step::File;
        let import = Self {
            link,
            step,
            file,
            source: source_of(file, this),
            columns,
            review,
            revision: RwSignal::new(0),
            filter,
            feed,
            editing: RwSignal::new(None),
            progress: RwSignal::new(None),
            busy: RwSignal::new(false),
            notice: RwSignal::new(is_elsewhere.then(|| words::CHOOSE_AGAIN.to_owned())),
            said: RwSignal::new(String::new()),
            deciding: RwSignal::new(false),
            leaving_out: RwSignal::new(false),
            options: RwSignal::new(Options { notify: true, send_list: true }),
            remember: RwSignal::new(true),
            earlier: RwSignal::new(earlier),
            committing: RwSignal::new(false),
            unsure: RwSignal::new(false),
            behind: StoredValue::new(behind),
        };
        this.set_value(Some(import));
        // A reload, or a link: the file is not there.
        if is_elsewhere {
            Effect::new(move |_| import.behind.with_value(|behind| (behind.navigate)(&address(Step::File), true)));
        }
        import.look_up_in_time();
        on_cleanup(|| drop(CHOSEN.take()));
        import
    }

    /// Has everyone looked up when Review comes up and it was not done for what is chosen now.
    fn look_up_in_time(self) {
        Effect::new(move |_| {
            if self.step.get() >= Step::Review
                && self.review.with_untracked(Option::is_none)
                && !self.busy.get_untracked()
            {
                self.look_up();
            }
        });
        Effect::new(move |_| {
            if self.link.dead.get().is_some() {
                self.is_over();
                self.feed.forget();
                if self.committing.get_untracked() {
                    self.find_out();
                }
            }
        });
    }

    /// Goes to a step.
    pub(super) fn go(self, step: Step) {
        self.behind.with_value(|behind| (behind.navigate)(&address(step), false));
    }

    /// Goes to another page; nothing is lost by it.
    pub(super) fn leave_for(self, href: &str, flash: Option<Flash>) {
        let behind = self.behind.get_value();
        behind.unsaved.set(false);
        if let Some(flash) = flash {
            behind.flashes.carry(flash, href);
        }
        (behind.navigate)(href, true);
    }

    // ── The file ────────────────────────────────────────────────────────────────────────────────

    /// Takes a file in place of the one there was.
    fn open(self, chosen: web_sys::File) {
        batch(|| {
            self.forget_all();
            self.file.set(None);
            self.busy.set(true);
        });
        let ask = Ask::Open { name: chosen.name(), choice: Choice::default(), sheet: 0 };
        self.link.ask_with(&ask, chosen.as_ref(), move |answer| self.hear(answer));
        CHOSEN.set(Some(chosen));
    }

    /// Starts the worker again, with the file it had.
    pub(super) fn start_again(self) {
        self.link.start();
        match CHOSEN.take() {
            Some(chosen) => self.open(chosen),
            None => self.forget_all(),
        }
        self.go(Step::File);
    }

    /// Reads the file otherwise; what was chosen and corrected goes.
    fn reread(self, choice: Choice, sheet: usize) {
        batch(|| {
            self.forget_all();
            self.busy.set(true);
        });
        self.link.ask(&Ask::Reread { choice, sheet }, move |answer| self.hear(answer));
    }

    fn forget_all(self) {
        self.behind.update_value(|behind| behind.readings += 1);
        self.notice.set(None);
        self.unsure.set(false);
        self.columns.set(None);
        self.forget_review();
    }

    pub(super) fn forget_review(self) {
        self.review.set(None);
        self.editing.set(None);
        self.filter.set(Filter::All);
    }

    /// What a file with this header was mapped to, and what the installation knows; then the columns.
    pub(super) fn match_columns(self) {
        self.notice.set(None);
        self.busy.set(true);
        let (key, reading) = (self.key(), self.behind.with_value(|behind| behind.readings));
        spawn_local(async move {
            let opened = api::open(key).await;
            // The page may be gone by now, or the file be read anew: that would be stopped by matching the one before.
            if self.behind.try_with_value(|behind| behind.readings) != Some(reading) {
                return;
            }
            match opened {
                Ok(opened) => {
                    let ask = Ask::Match { ground: Box::new(opened.ground), remembered: opened.remembered };
                    self.link.ask(&ask, move |answer| self.hear(answer));
                }
                Err(error) => self.fail(error.to_string()),
            }
        });
    }

    // ── Columns ─────────────────────────────────────────────────────────────────────────────────

    /// Reads a field from a column.
    pub(super) fn choose(self, field: usize, column: Option<usize>) {
        if let Some(field) = UserField::ALL.get(field) {
            self.forget_review();
            self.link.ask(&Ask::Choose { field: *field, column }, move |answer| self.hear(answer));
        }
    }

    /// Says what a value means.
    pub(super) fn choose_value(self, at: usize, text: String, code: Option<String>) {
        let Some(field) = UserField::ALL.get(at) else { return };
        let choice = ValueChoice { field: *field, text: text.clone(), code: code.clone() };
        self.link.ask(&Ask::ChooseValue(choice), move |answer| {
            // With rows planned the worker tells of them instead, and of the columns this one thing changed.
            if matches!(answer, Answer::Review(_)) {
                self.columns.update(|columns| {
                    let field = columns.as_mut().and_then(|columns| columns.fields.get_mut(at));
                    let value = field.and_then(|field| field.values.iter_mut().find(|value| value.text == text));
                    if let Some(value) = value {
                        value.meaning.clone_from(&code);
                        words::CHOSEN.clone_into(&mut value.why);
                    }
                });
            }
            self.hear(answer);
        });
    }

    /// On from Columns: what was chosen is kept, and everyone looked up.
    pub(super) fn review_now(self) {
        if self.remember.get_untracked() {
            self.link.ask(&Ask::Keep, move |answer| self.hear(answer));
        }
        self.go(Step::Review);
    }

    fn key(self) -> Option<HeaderKey> {
        self.file.with_untracked(|file| file.as_ref()?.as_ref().ok()?.key.clone())
    }

    fn keep(self, kept: Kept) {
        let Some(key) = self.key() else { return };
        // Not being remembered is no reason to stop anyone.
        spawn_local(async move { drop(api::remember(key, kept).await) });
    }

    // ── Review ──────────────────────────────────────────────────────────────────────────────────

    /// Has everyone looked up whom the file names.
    pub(super) fn look_up(self) {
        self.notice.set(None);
        self.busy.set(true);
        self.link.ask(&Ask::Review, move |answer| self.hear(answer));
    }

    /// Stops what takes long, which answers itself.
    pub(super) fn stop(self) {
        self.link.ask(&Ask::Stop, |_| {});
    }

    /// Shows other rows.
    pub(super) fn show(self, filter: Filter) {
        if self.filter.get_untracked() != filter {
            self.editing.set(None);
            self.filter.set(filter);
            self.feed.renew();
        }
    }

    pub(super) fn fail(self, why: String) {
        // The page may be gone.
        let _ = self.busy.try_set(false);
        let _ = self.progress.try_set(None);
        let _ = self.notice.try_set(Some(why));
    }

    /// Takes what the worker answers.
    pub(super) fn hear(self, answer: Answer) {
        match answer {
            Answer::Progress(progress) => self.progress.set(Some(progress)),
            Answer::File(file) => self.take_file(*file),
            Answer::Unreadable(why) => {
                self.is_over();
                self.file.set(Some(Err(why)));
            }
            Answer::Columns(columns) => {
                self.busy.set(false);
                self.columns.set(Some(*columns));
            }
            Answer::Kept(kept) => self.keep(kept),
            Answer::Review(review) => self.take_review(*review),
            Answer::Rows(rows) if rows.filter == self.filter.get_untracked() => {
                self.feed.hear(rows.from, rows.rows, rows.total);
            }
            // Meanwhile other rows are wanted.
            Answer::Rows(_) => {
                self.feed.forget();
                self.feed.renew();
            }
            Answer::Imported(imported) => {
                self.is_over();
                self.show_made(imported.import, words::imported(&imported.counts));
            }
            Answer::Moved(review) => self.take_moved(*review),
            Answer::Unsure => self.find_out(),
            Answer::Refused(why) => self.fail(why),
            Answer::Stopped => self.fail(words::STOPPED.to_owned()),
            Answer::Row(_) | Answer::Place(_) | Answer::Text(_) | Answer::Tried(_) => {}
        }
    }

    pub(super) fn is_over(self) {
        self.busy.set(false);
        self.progress.set(None);
    }

    fn take_file(self, file: FileView) {
        let whole = file.whole;
        self.behind.with_value(|behind| behind.unsaved.set(true));
        self.file.set(Some(Ok(file)));
        if whole {
            self.match_columns();
        }
    }

    fn take_review(self, review: Review) {
        let before = self.review.with_untracked(|review| review.as_ref().map(|review| review.open));
        if before.is_some() {
            self.said.set(words::left(&review));
        }
        batch(|| {
            self.is_over();
            // The first look is at what is wrong.
            if before.is_none() && review.counts.problems + review.counts.refused > 0 {
                self.filter.set(Filter::Problems);
            }
            self.review.set(Some(review));
            self.revision.update(|revision| *revision += 1);
        });
        self.feed.renew();
    }

    /// Nothing was written: people changed meanwhile. The rows that are affected come up.
    fn take_moved(self, review: Review) {
        let words = words::moved(review.moved);
        batch(|| {
            self.filter.set(if review.moved > 0 { Filter::Moved } else { Filter::All });
            self.take_review(review);
            self.notice.set(Some(words));
        });
        self.go(Step::Review);
    }
}

/// The step in the address, as far as it can be taken.
fn step_in(
    in_address: Memo<String>,
    columns: RwSignal<Option<ColumnsView>>,
    review: RwSignal<Option<Review>>,
) -> Memo<Step> {
    let furthest = Memo::new(move |_| {
        let mapped = columns.with(|columns| columns.as_ref().map(|columns| columns.missing().next().is_none()));
        let open = review.with(|review| review.as_ref().map(|review| review.open));
        match (mapped, open) {
            (None, _) => Step::File,
            (Some(false), _) => Step::Columns,
            (Some(true), Some(0)) => Step::Finish,
            (Some(true), _) => Step::Review,
        }
    });
    Memo::new(move |_| step_named(&in_address.read()).min(furthest.get()))
}

/// The file as the first step gives it, for the import that is about to be.
fn source_of(file: RwSignal<Option<Result<FileView, String>>>, this: StoredValue<Option<Import>>) -> Source {
    let take = Callback::new(move |chosen: web_sys::File| {
        if let Some(import) = this.get_value() {
            import.open(chosen);
        }
    });
    let reread = Callback::new(move |(choice, sheet)| {
        if let Some(import) = this.get_value() {
            import.reread(choice, sheet);
        }
    });
    Source::new(file.into(), take, reread)
}

/// The address of a step.
pub(super) fn address(step: Step) -> String {
    match key(step) {
        "" => "/admin/users/import".to_owned(),
        key => ["/admin/users/import?step=", key].concat(),
    }
}

const fn key(step: Step) -> &'static str {
    match step {
        Step::File => "",
        Step::Columns => "columns",
        Step::Review => "review",
        Step::Finish => "finish",
    }
}

fn step_named(name: &str) -> Step {
    Step::ALL.into_iter().find(|step| key(*step) == name).unwrap_or_default()
}
