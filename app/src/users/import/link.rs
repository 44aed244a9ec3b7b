//! The page's end of the worker that has the file: it is started with the page and ended with it.

use super::words;
use crate::worker::{self, from_json, to_json};
use domain::import::users::desk::{Answer, Ask};
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Hears every answer to a question.
type Hear = Rc<dyn Fn(Answer)>;

/// A worker that runs.
struct Line {
    worker: web_sys::Worker,
    next: u32,
    /// Who waits for an answer to what.
    waiting: HashMap<u32, Hear>,
    _message: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _error: Closure<dyn FnMut(web_sys::Event)>,
}

thread_local! {
    /// The browser has one thread with one page on it; what is of the browser cannot be in a signal.
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

/// The line to the worker, if it runs.
#[derive(Clone, Copy)]
pub(super) struct Link {
    /// Why there is no worker, once it ended by itself.
    pub(super) dead: RwSignal<Option<&'static str>>,
}

impl Link {
    pub(super) fn new() -> Self {
        let link = Self { dead: RwSignal::new(None) };
        on_cleanup(end);
        link
    }

    /// Starts the worker; one that runs is ended.
    pub(super) fn start(self) {
        end();
        self.dead.set(None);
        match self.open() {
            Ok(line) => LINE.set(Some(line)),
            Err(_) => self.dead.set(Some(words::NO_WORKER)),
        }
    }

    fn open(self) -> Result<Line, JsValue> {
        let worker = worker::start("worker.js")?;
        let message = Closure::new(move |event: web_sys::MessageEvent| Self::hear(&event.data()));
        let error = Closure::new(move |_: web_sys::Event| self.died());
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Line { worker, next: 0, waiting: HashMap::new(), _message: message, _error: error })
    }

    fn died(self) {
        end();
        let _ = self.dead.try_set(Some(words::WORKER_DIED));
    }

    /// Asks; `hear` is told every answer, the last of which is not [`Answer::Progress`] or the beginning of a file.
    pub(super) fn ask(self, ask: &Ask, hear: impl Fn(Answer) + 'static) {
        self.send(ask, &JsValue::UNDEFINED, hear);
    }

    /// Asks with a file beside the question.
    pub(super) fn ask_with(self, ask: &Ask, file: &JsValue, hear: impl Fn(Answer) + 'static) {
        self.send(ask, file, hear);
    }

    fn send(self, ask: &Ask, file: &JsValue, hear: impl Fn(Answer) + 'static) {
        // The page may be gone.
        let Some(dead) = self.dead.try_get_untracked() else { return };
        if LINE.with_borrow(Option::is_none) && dead.is_none() {
            self.start();
        }
        let Some(text) = to_json(ask) else { return };
        let sent = LINE.with_borrow_mut(|line| {
            let line = line.as_mut()?;
            line.next += 1;
            let message = js_sys::Object::new();
            for (name, part) in [("id", &line.next.into()), ("ask", &text.into()), ("file", file)] {
                js_sys::Reflect::set(&message, &name.into(), part).ok()?;
            }
            line.worker.post_message(&message).ok()?;
            line.waiting.insert(line.next, Rc::new(hear));
            Some(())
        });
        if sent.is_none() {
            self.died();
        }
    }

    fn hear(message: &JsValue) {
        let part = |name: &str| js_sys::Reflect::get(message, &name.into()).ok();
        let (id, answer) =
            (part("id").and_then(|id| id.as_f64()), part("answer").and_then(|answer| answer.as_string()));
        let (Some(id), Some(answer)) = (id, answer.as_deref().and_then(from_json)) else { return };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number that was sent")]
        let id = id as u32;
        let more = match &answer {
            Answer::Progress(_) => true,
            Answer::File(file) => !file.whole,
            _ => false,
        };
        // Taken out before it is called: it may ask again.
        let hear = LINE.with_borrow_mut(|line| {
            let waiting = &mut line.as_mut()?.waiting;
            if more { waiting.get(&id).cloned() } else { waiting.remove(&id) }
        });
        if let Some(hear) = hear {
            hear(answer);
        }
    }
}

fn end() {
    if let Some(line) = LINE.take() {
        line.worker.set_onmessage(None);
        line.worker.set_onerror(None);
        line.worker.terminate();
    }
}
