//! The line on which a page hears what happens to the groups of a course and period, and who else is here (SPEC G12).
//! What breaks is said, tried again more and more seldom, and caught up on.

use super::words;
use crate::error::AppError;
use crate::frame::{address, api::head};
use crate::ui::{Avatar, Glyph, Icon};
use domain::groups::Version;
use domain::groups::live::{Here, event};
use domain::id::PeriodId;
#[cfg(feature = "hydrate")]
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use serde::de::DeserializeOwned;
use server_fn::codec::JsonEncoding;
use server_fn::{Bytes, Decodes};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

/// What a page hears.
#[derive(Debug)]
pub enum Heard {
    /// An act, as [`read`] reads it: a [`News`](domain::groups::live::News), or what of one a page needs.
    News(String),
    /// Something happened that is not told: load anew.
    Reload,
}

/// How the line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Not open yet.
    New,
    Open,
    /// Broken, and being tried again.
    Lost,
    /// It will not open again: why, in words.
    Ended(String),
}

/// Hears what is told.
type Hear = Rc<dyn Fn(Heard)>;

struct Source {
    events: web_sys::EventSource,
    _heard: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _changed: Closure<dyn FnMut(web_sys::Event)>,
}

thread_local! {
    /// The browser has one thread with one page on it; what is of the browser cannot be in a signal.
    static SOURCE: RefCell<Option<Source>> = const { RefCell::new(None) };
    static HEAR: RefCell<Option<Hear>> = const { RefCell::new(None) };
    /// How many pages have had a line. The last one has it: the page before it may go only after that.
    static PAGES: Cell<u32> = const { Cell::new(0) };
}

/// The line.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    pub line: RwSignal<Line>,
    pub here: RwSignal<Vec<Here>>,
    /// Its number among [`PAGES`].
    page: u32,
    at: StoredValue<Option<(String, PeriodId)>>,
    /// The version that was heard last.
    last: StoredValue<Version>,
    tries: StoredValue<u32>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

/// A line for this page, which ends with it; [`Live::follow`] opens it.
pub fn use_live(hear: impl Fn(Heard) + 'static) -> Live {
    let page = PAGES.get() + 1;
    let live = Live {
        line: RwSignal::new(Line::New),
        here: RwSignal::new(Vec::new()),
        page,
        at: StoredValue::new(None),
        last: StoredValue::new(Version(0)),
        tries: StoredValue::new(0),
        waiting: StoredValue::new(None),
    };
    #[cfg(feature = "hydrate")]
    {
        PAGES.set(page);
        close();
        HEAR.set(Some(Rc::new(hear)));
        let online = window_event_listener(ev::online, move |_| live.try_now());
        let offline = window_event_listener(ev::offline, move |_| live.is_offline());
        on_cleanup(move || {
            online.remove();
            offline.remove();
            live.stop_waiting();
            if live.has_the_line() {
                close();
                HEAR.set(None);
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    drop(hear);
    live
}

/// Reads what was heard.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    <JsonEncoding as Decodes<T>>::decode(Bytes::copy_from_slice(text.as_bytes())).ok()
}

fn close() {
    if let Some(open) = SOURCE.take() {
        open.events.set_onopen(None);
        open.events.set_onerror(None);
        open.events.close();
        // It may be what called this.
        set_timeout(move || drop(open), Duration::ZERO);
    }
}

impl Live {
    /// Hears what happens there after `since`, the version that the page was made on. Following the same again changes
    /// nothing.
    pub fn follow(self, code: &str, period: PeriodId, since: Version) {
        let at = Some((code.to_owned(), period));
        if self.at.get_value() == at {
            return;
        }
        self.at.set_value(at);
        self.last.set_value(since);
        self.tries.set_value(0);
        self.line.set(Line::New);
        self.open();
    }

    /// The version that was heard last: a page that was loaded meanwhile may be behind it.
    pub fn heard_of(self) -> Version {
        self.last.get_value()
    }

    fn has_the_line(self) -> bool {
        PAGES.get() == self.page
    }

    fn open(self) {
        self.stop_waiting();
        if !self.has_the_line() {
            return;
        }
        close();
        let Some((code, period)) = self.at.get_value() else { return };
        let numbers = ["&period=", &period.to_string(), "&since=", &self.last.get_value().0.to_string()].concat();
        let href = ["/api/groups/live?course=", &address::encoded(&code), &numbers].concat();
        let Ok(source) = web_sys::EventSource::new(&href) else { return self.broke() };
        let heard = Closure::new(move |event: web_sys::MessageEvent| self.heard(&event));
        let changed = Closure::new(move |event: web_sys::Event| {
            if event.type_() == "open" {
                self.tries.set_value(0);
                self.line.set(Line::Open);
            } else {
                self.broke();
            }
        });
        for name in [event::NEWS, event::RELOAD, event::HERE, event::END] {
            let _ = source.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        }
        source.set_onopen(Some(changed.as_ref().unchecked_ref()));
        source.set_onerror(Some(changed.as_ref().unchecked_ref()));
        SOURCE.set(Some(Source { events: source, _heard: heard, _changed: changed }));
    }

    fn heard(self, event: &web_sys::MessageEvent) {
        let data = event.data().as_string().unwrap_or_default();
        if let Some(version) = event.last_event_id().parse().ok().map(Version) {
            self.last.set_value(version);
        }
        let hear = HEAR.with_borrow(Clone::clone);
        let tell = |heard| hear.inspect(|hear| hear(heard));
        match event.type_().as_str() {
            event::NEWS => drop(tell(Heard::News(data))),
            event::RELOAD => drop(tell(Heard::Reload)),
            event::HERE => self.here.set(read(&data).unwrap_or_default()),
            _ => self.end(data),
        }
    }

    fn end(self, words: String) {
        self.stop_waiting();
        close();
        self.here.set(Vec::new());
        self.line.set(Line::Ended(words));
    }

    /// Tries again after a while, if that makes sense: an [`EventSource`](web_sys::EventSource) does not tell why it broke.
    fn broke(self) {
        close();
        if self.line.try_get_untracked().is_none_or(|line| matches!(line, Line::Ended(_))) {
            return;
        }
        let tries = self.tries.get_value();
        self.tries.set_value(tries + 1);
        self.here.set(Vec::new());
        self.line.set(Line::Lost);
        let seconds = f64::from(1_u32 << tries.min(5)).min(30.0) * (0.5 + js_sys::Math::random() / 2.0);
        self.stop_waiting();
        self.waiting.set_value(set_timeout_with_handle(move || self.ask(), Duration::from_secs_f64(seconds)).ok());
    }

    /// The browser has no network any more: what is open would fall silent without a word.
    #[cfg(feature = "hydrate")]
    fn is_offline(self) {
        if self.line.get_untracked() == Line::Open {
            self.broke();
        }
    }

    #[cfg(feature = "hydrate")]
    fn try_now(self) {
        if self.line.get_untracked() == Line::Lost {
            self.ask();
        }
    }

    /// Asks whether there is anything to hear, and opens the line again.
    fn ask(self) {
        let Some((code, period)) = self.at.get_value() else { return };
        spawn_local(async move {
            let answer = head(code, Some(period)).await;
            if self.line.try_get_untracked() != Some(Line::Lost) {
                return;
            }
            match answer {
                Ok(_) => self.open(),
                Err(AppError::Unreachable | AppError::Fault) => self.broke(),
                Err(refusal) => self.end(refusal.to_string()),
            }
        });
    }

    fn stop_waiting(self) {
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
    }
}

/// Who is here, and how the line stands where it does not.
#[component]
pub fn Presence(live: Live) -> impl IntoView {
    let people = move || {
        let here = live.here.get();
        let names = words::here_names(&here);
        let count = here.len();
        let faces = here.into_iter().take(5).map(|here| view! { <Avatar initials=here.initials /> }).collect_view();
        let title = names.clone();
        (count > 1).then(|| {
            view! {
                <span class="presence__people" title=title>
                    {faces}
                    <span aria-hidden="true">{words::here(count)}</span>
                    <span class="unseen">{names}</span>
                </span>
            }
        })
    };
    let trouble = move || match live.line.get() {
        Line::New | Line::Open => None,
        Line::Lost => Some(words::LINE_LOST.to_owned()),
        Line::Ended(why) => Some(words::line_ended(&why)),
    };
    let trouble = move || {
        trouble().map(|words| {
            view! {
                <span class="presence__trouble">
                    <Icon glyph=Glyph::Warning />
                    {words}
                </span>
            }
        })
    };
    view! {
        <div class="presence">
            {people}
            <span role="status">{trouble}</span>
        </div>
    }
    .into_any()
}
