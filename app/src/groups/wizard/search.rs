//! The search for groups by rules, in a worker of its own, as long as the wizard is open.

use super::words;
use crate::worker::{self, from_json, to_json};
use domain::forming::recipe::{Fault, Outcome, Task};
use domain::forming::rules::Cost;
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::cell::RefCell;
use std::sync::Arc;

/// What came of a task so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) task: Arc<Task>,
    pub(super) outcome: Arc<Outcome>,
}

impl Shown {
    /// Whether every must is kept.
    pub(super) fn keeps_musts(&self) -> bool {
        self.outcome.report.cost.must == 0
    }

    pub(super) fn cost(&self) -> Cost {
        self.outcome.report.cost
    }
}

/// How far a search is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    pub(super) steps: u32,
    pub(super) of: u32,
    pub(super) ended: bool,
}

/// The search, as the page sees it.
#[derive(Clone, Copy)]
pub(super) struct Searching {
    pub(super) shown: RwSignal<Option<Shown>>,
    pub(super) at: RwSignal<At>,
    /// Why there is none.
    pub(super) fault: RwSignal<Option<String>>,
    /// The results of this task with other seeds, in the order they were tried.
    pub(super) tried: RwSignal<Vec<Shown>>,
}

/// A worker that runs.
struct Line {
    worker: web_sys::Worker,
    /// The number of the search that is heard.
    search: u32,
    task: Arc<Task>,
    _message: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _error: Closure<dyn FnMut(web_sys::Event)>,
}

thread_local! {
    /// The browser has one thread with one page on it; what is of the browser cannot be in a signal.
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

impl Searching {
    pub(super) fn new() -> Self {
        on_cleanup(end);
        Self {
            shown: RwSignal::new(None),
            at: RwSignal::default(),
            fault: RwSignal::new(None),
            tried: RwSignal::default(),
        }
    }

    /// Searches for the groups of a task; what was found for it before is shown at once.
    pub(super) fn begin(self, task: &Arc<Task>) {
        self.fault.set(None);
        let alike = |shown: &Shown| *shown.task == Task { seed: shown.task.seed, ..Task::clone(task) };
        if !self.tried.with_untracked(|tried| tried.iter().all(alike)) {
            self.tried.set(Vec::new());
        }
        if !self.shown.with_untracked(|shown| shown.as_ref().is_some_and(alike)) {
            self.shown.set(None);
        }
        let known = self.tried.with_untracked(|tried| tried.iter().find(|shown| shown.task.seed == task.seed).cloned());
        if let Some(known) = known {
            send_to_running("stop");
            let steps = short(known.outcome.steps);
            self.at.set(At { steps, of: steps, ended: true });
            return self.shown.set(Some(known));
        }
        self.search(task, None);
    }

    /// Searches on, for as long again.
    pub(super) fn more(self) {
        let Some(shown) = self.shown.get_untracked() else { return };
        let runs = LINE.with_borrow(|line| line.as_ref().is_some_and(|line| line.task == shown.task));
        self.at.update(|at| at.ended = false);
        if runs {
            send_to_running("more");
        } else {
            self.search(&shown.task, Some(2 * shown.outcome.steps));
        }
    }

    /// Ends the search where it is.
    pub(super) fn stop() {
        send_to_running("stop");
    }

    fn search(self, task: &Arc<Task>, steps: Option<u64>) {
        self.at.set(At::default());
        let Some(text) = to_json::<Task>(task) else { return };
        if LINE.with_borrow(Option::is_none) {
            match self.open(task) {
                Ok(line) => LINE.set(Some(line)),
                Err(_) => return self.fault.set(Some(words::NO_WORKER.to_owned())),
            }
        }
        LINE.with_borrow_mut(|line| {
            let Some(line) = line else { return };
            line.search += 1;
            line.task = task.clone();
            #[expect(clippy::cast_precision_loss, reason = "nobody waits for 2^53 steps")]
            let steps = steps.map_or(JsValue::UNDEFINED, |steps| JsValue::from(steps as f64));
            post(&line.worker, line.search, &[("task", &text.into()), ("steps", &steps)]);
        });
    }

    fn open(self, task: &Arc<Task>) -> Result<Line, JsValue> {
        let worker = worker::start("forming.js")?;
        let message = Closure::new(move |event: web_sys::MessageEvent| self.hear(&event.data()));
        let error = Closure::new(move |_: web_sys::Event| self.died());
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Line { worker, search: 0, task: task.clone(), _message: message, _error: error })
    }

    fn died(self) {
        end();
        let _ = self.fault.try_set(Some(words::WORKER_DIED.to_owned()));
    }

    fn hear(self, message: &JsValue) {
        let part = |name: &str| js_sys::Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of searches and steps")]
        let whole = |name| part(name).as_f64().unwrap_or_default() as u32;
        let task = LINE
            .with_borrow(|line| line.as_ref().filter(|line| line.search == whole("id")).map(|line| line.task.clone()));
        let Some(task) = task else { return };
        if let Some(fault) = part("fault").as_string() {
            let fault =
                from_json::<Fault>(&fault).map_or_else(|| words::WORKER_DIED.to_owned(), |fault| fault.to_string());
            let _ = self.fault.try_set(Some(fault));
            return;
        }
        let at = At { steps: whole("steps"), of: whole("of"), ended: part("ended").is_truthy() };
        let _ = self.at.try_set(at);
        let Some(outcome) = part("outcome").as_string().and_then(|text| from_json::<Outcome>(&text)) else { return };
        let shown = Shown { task, outcome: Arc::new(outcome) };
        let _ = self.shown.try_set(Some(shown.clone()));
        if at.ended {
            let _ = self.tried.try_update(|tried| {
                tried.retain(|other| other.task.seed != shown.task.seed);
                tried.push(shown);
            });
        }
    }
}

fn short(steps: u64) -> u32 {
    u32::try_from(steps).unwrap_or(u32::MAX)
}

fn send_to_running(what: &str) {
    LINE.with_borrow(|line| {
        if let Some(line) = line {
            post(&line.worker, line.search, &[(what, &JsValue::TRUE)]);
        }
    });
}

fn post(worker: &web_sys::Worker, search: u32, parts: &[(&str, &JsValue)]) {
    let message = js_sys::Object::new();
    // Setting a property of a plain object does not fail, and a message of plain data can always be posted.
    let _ = js_sys::Reflect::set(&message, &"id".into(), &search.into());
    for (name, part) in parts {
        let _ = js_sys::Reflect::set(&message, &(*name).into(), part);
    }
    let _ = worker.post_message(&message);
}

fn end() {
    if let Some(line) = LINE.take() {
        line.worker.set_onmessage(None);
        line.worker.set_onerror(None);
        line.worker.terminate();
    }
}
