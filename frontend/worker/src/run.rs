//! What takes long, and can be stopped.

use crate::message;
use domain::import::users::desk::{Answer, Progress, Stage};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal};

/// Why something that takes long came to no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Whoever stopped it answered already.
    Stopped,
    /// The server was asked to import, and what it answered did not arrive.
    Unsure,
    /// For a reason that people are told.
    Refused(String),
}

/// An ask that takes long. One at a time: a new one stops the one before.
pub(crate) struct Run {
    id: JsValue,
    /// Whether someone looks at its progress, and can wait.
    pub(crate) is_patient: bool,
    /// None in a browser without them, which then goes on to the end.
    controller: Option<AbortController>,
    /// Whether it asked for something that may be done even when no answer arrives.
    is_asked: Cell<bool>,
}

thread_local! {
    static RUNNING: RefCell<Option<Rc<Run>>> = const { RefCell::new(None) };
}

impl Run {
    /// Begins to work on that ask.
    pub(crate) fn begin(id: JsValue) -> Rc<Self> {
        stop();
        let run =
            Rc::new(Self { id, is_patient: true, controller: AbortController::new().ok(), is_asked: Cell::new(false) });
        RUNNING.replace(Some(run.clone()));
        run
    }

    /// Works on that ask beside what runs.
    pub(crate) fn aside(id: JsValue) -> Rc<Self> {
        Rc::new(Self { id, is_patient: false, controller: None, is_asked: Cell::new(false) })
    }

    /// What requests are stopped by.
    pub(crate) fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// Whether it was stopped.
    pub(crate) fn is_stopped(&self) -> bool {
        self.signal().is_some_and(|signal| signal.aborted())
    }

    /// From now on something may be done even when no answer arrives.
    pub(crate) fn asks(&self) {
        self.is_asked.set(true);
    }

    /// Goes on, unless it was stopped.
    pub(crate) fn go_on(&self) -> Result<(), Ended> {
        if self.is_stopped() { Err(Ended::Stopped) } else { Ok(()) }
    }

    /// Answers before the last answer.
    pub(crate) fn say(&self, answer: &Answer) {
        if !self.is_stopped() {
            message::answer(&self.id, answer);
        }
    }

    /// Says how far it is.
    pub(crate) fn progress(&self, stage: Stage, done: usize, total: usize) {
        self.say(&Answer::Progress(Progress { stage, done: done as u64, total: total as u64 }));
    }

    /// Gives the last answer.
    pub(crate) fn end(self: Rc<Self>, result: Result<Answer, Ended>) {
        match result {
            Ok(answer) => self.say(&answer),
            Err(Ended::Unsure) => self.say(&Answer::Unsure),
            Err(Ended::Refused(words)) => self.say(&Answer::Refused(words)),
            Err(Ended::Stopped) => {}
        }
        RUNNING.with_borrow_mut(|running| {
            running.take_if(|run| Rc::ptr_eq(run, &self));
        });
    }
}

/// Stops what takes long, and answers it: what was asked of the server may be done all the same.
pub(crate) fn stop() {
    if let Some(run) = RUNNING.take() {
        run.say(if run.is_asked.get() { &Answer::Unsure } else { &Answer::Stopped });
        if let Some(controller) = &run.controller {
            controller.abort();
        }
    }
}
