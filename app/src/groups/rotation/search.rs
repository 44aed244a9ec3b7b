//! The search for rounds, in a worker of its own: it is started with the first wish and ended with the page.

use crate::worker;
use domain::forming::rotation::{Asked, Company, Found};
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use server_fn::codec::JsonEncoding;
use server_fn::{Bytes, Decodes, Encodes};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

/// How long typing must rest before a search starts.
const REST: Duration = Duration::from_millis(200);

/// Rounds that were found, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) asked: Arc<Asked>,
    pub(super) found: Found,
    pub(super) company: Company,
    /// Changes that were considered so far.
    pub(super) steps: u64,
    /// The search for them has ended.
    ended: bool,
}

/// How far a search is: what was considered, and what is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Progress {
    pub(super) steps: f64,
    pub(super) of: f64,
}

/// The search.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// The best rounds so far; of an earlier wish until there are some of the one that was asked last.
    pub(super) shown: RwSignal<Option<Arc<Shown>>>,
    /// While it searches.
    pub(super) under: RwSignal<Option<Progress>>,
    /// There is no worker.
    pub(super) dead: RwSignal<bool>,
    /// A search that someone stopped, or let go on, has ended after so many changes.
    pub(super) ended: RwSignal<Option<u64>>,
    behind: StoredValue<Behind>,
}

/// What nothing on the page follows.
#[derive(Default)]
struct Behind {
    /// What is searched for now, and the number that the worker knows it by.
    asked: Option<Arc<Asked>>,
    id: u32,
    /// Someone stopped it, or let it go on.
    by_hand: bool,
    waiting: Option<TimeoutHandle>,
}

/// A worker that runs.
struct Line {
    worker: web_sys::Worker,
    _message: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _error: Closure<dyn FnMut(web_sys::Event)>,
}

thread_local! {
    /// The browser has one thread with one page on it; what is of the browser cannot be in a signal.
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

impl Search {
    pub(super) fn new() -> Self {
        on_cleanup(end);
        Self {
            shown: RwSignal::new(None),
            under: RwSignal::new(None),
            dead: RwSignal::new(false),
            ended: RwSignal::new(None),
            behind: StoredValue::new(Behind::default()),
        }
    }

    /// Searches for what is asked, unless that is on screen already; `steps` where it is known how long. Waits a moment
    /// for more to be typed.
    pub(super) fn want(self, asked: Option<Arc<Asked>>, steps: Option<u64>) {
        self.stop_waiting();
        let Some(asked) = asked else { return self.let_go() };
        let there = self.shown.with_untracked(|shown| {
            let shown = shown.as_ref().filter(|shown| shown.ended && shown.asked == asked);
            shown.is_some_and(|shown| steps.is_none_or(|steps| steps == shown.steps))
        });
        let searches = self.under.with_untracked(Option::is_some);
        let for_this = self.behind.with_value(|behind| behind.asked.as_ref() == Some(&asked));
        match (there, searches, for_this) {
            (true, true, false) => return self.let_go(),
            (true, ..) | (_, true, true) => return,
            _ => {}
        }
        let begin = move || self.begin(asked.clone(), steps);
        let handle = set_timeout_with_handle(begin, REST).ok();
        self.behind.update_value(|behind| behind.waiting = handle);
    }

    /// Ends the search where it is.
    pub(super) fn stop(self) {
        self.by_hand("stop");
    }

    /// Searches on, as long as before once more.
    pub(super) fn go_on(self) {
        let Some(shown) = self.shown.get_untracked() else { return };
        if self.behind.with_value(|behind| behind.asked.as_ref() == Some(&shown.asked)) {
            self.by_hand("more");
        } else {
            self.begin(shown.asked.clone(), Some(2 * shown.steps));
            self.behind.update_value(|behind| behind.by_hand = true);
        }
    }

    fn by_hand(self, what: &str) {
        let id = self.behind.try_update_value(|behind| {
            behind.by_hand = true;
            behind.id
        });
        let Some(id) = id else { return };
        post(&[("id", &id.into()), (what, &JsValue::TRUE)]);
    }

    /// Nothing is asked that could be searched.
    fn let_go(self) {
        if self.under.with_untracked(Option::is_some) {
            self.by_hand("stop");
        }
        self.behind.update_value(|behind| {
            behind.asked = None;
            behind.id += 1;
        });
        self.under.set(None);
    }

    fn stop_waiting(self) {
        if let Some(handle) = self.behind.try_update_value(|behind| behind.waiting.take()).flatten() {
            handle.clear();
        }
    }

    fn begin(self, asked: Arc<Asked>, steps: Option<u64>) {
        let Some(rotation) = to_json(&asked.rotation) else { return };
        // The page may be gone.
        let id = self.behind.try_update_value(|behind| {
            behind.asked = Some(asked);
            behind.id += 1;
            behind.by_hand = false;
            behind.id
        });
        let Some(id) = id else { return };
        if LINE.with_borrow(Option::is_none) {
            match self.open() {
                Ok(line) => LINE.set(Some(line)),
                Err(_) => return self.died(),
            }
        }
        self.dead.set(false);
        self.under.set(Some(Progress { steps: 0.0, of: 0.0 }));
        let steps = steps.map_or(JsValue::UNDEFINED, |steps| JsValue::from(float(steps)));
        post(&[("id", &id.into()), ("rotation", &rotation.into()), ("steps", &steps)]);
    }

    fn open(self) -> Result<Line, JsValue> {
        let worker = worker::start("forming.js")?;
        let message = Closure::new(move |event: web_sys::MessageEvent| self.hear(&event.data()));
        let error = Closure::new(move |_: web_sys::Event| self.died());
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Line { worker, _message: message, _error: error })
    }

    fn died(self) {
        end();
        let _ = self.under.try_set(None);
        let _ = self.dead.try_set(true);
    }

    fn hear(self, message: &JsValue) {
        let part = |name: &str| js_sys::Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let number = |name: &str| part(name).as_f64().unwrap_or_default();
        let Some((asked, id, by_hand)) =
            self.behind.try_with_value(|behind| (behind.asked.clone(), behind.id, behind.by_hand))
        else {
            return;
        };
        // A late word of an earlier search.
        let Some(asked) = asked.filter(|_| part("id").as_f64() == Some(f64::from(id))) else { return };
        if !part("fault").is_undefined() {
            return self.died();
        }
        let (steps, ended) = (number("steps"), part("ended").is_truthy());
        if let Some(found) = part("outcome").as_string().as_deref().and_then(from_json) {
            let steps = whole(steps);
            let company = Company::of(&found.rounds);
            self.shown.set(Some(Arc::new(Shown { asked, found, company, steps, ended })));
        }
        if ended {
            self.under.set(None);
            self.ended.set(by_hand.then_some(whole(steps)));
        } else {
            self.under.set(Some(Progress { steps, of: number("of") }));
        }
    }
}

fn post(parts: &[(&str, &JsValue)]) {
    let message = js_sys::Object::new();
    for (name, part) in parts {
        // Setting a property of a plain object does not fail.
        let _ = js_sys::Reflect::set(&message, &(*name).into(), part);
    }
    LINE.with_borrow(|line| {
        if let Some(line) = line {
            let _ = line.worker.post_message(&message);
        }
    });
}

fn end() {
    if let Some(line) = LINE.take() {
        line.worker.set_onmessage(None);
        line.worker.set_onerror(None);
        line.worker.terminate();
    }
}

fn to_json(rotation: &domain::forming::rules::Rotation) -> Option<String> {
    let bytes = <JsonEncoding as Encodes<_>>::encode(rotation).ok()?;
    String::from_utf8(bytes.into()).ok()
}

fn from_json(text: &str) -> Option<Found> {
    <JsonEncoding as Decodes<Found>>::decode(Bytes::copy_from_slice(text.as_bytes())).ok()
}

#[expect(clippy::cast_precision_loss, reason = "nobody waits for 2^53 changes")]
fn float(steps: u64) -> f64 {
    steps as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count that came from one")]
fn whole(steps: f64) -> u64 {
    steps as u64
}
