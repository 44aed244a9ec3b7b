//! Finding a person by typing: the combobox pattern.

use super::{Avatar, Glyph, Icon, in_place, words};
use crate::error::AppError;
use domain::person::Person;
use domain::text::fold;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, html, web_sys};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// How long typing must rest before the search starts.
const REST: Duration = Duration::from_millis(120);

/// Someone a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub person: Person,
    /// What stands at the end of the line, such as the department or "In PBL 12".
    pub side: Option<String>,
    /// Why this person cannot be chosen.
    pub taken: Option<String>,
}

type Answer = Pin<Box<dyn Future<Output = Result<Vec<Found>, AppError>> + Send>>;

/// The search of a [`PersonPicker`]: what was typed goes in, people come out.
#[derive(Clone)]
pub struct SearchPeople(Arc<dyn Fn(String) -> Answer + Send + Sync>);

impl SearchPeople {
    /// Wraps an async closure: `SearchPeople::new(move |typed| async move { … })`.
    pub fn new<F>(search: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Vec<Found>, AppError>> + Send + 'static,
    {
        Self(Arc::new(move |typed| Box::pin(search(typed))))
    }
}

impl core::fmt::Debug for SearchPeople {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SearchPeople")
    }
}

/// What a picker knows while it is used.
#[derive(Clone, Copy)]
struct Picking {
    id: &'static str,
    typed: RwSignal<String>,
    found: RwSignal<Result<Vec<Found>, AppError>>,
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    active: RwSignal<usize>,
    /// Counts the searches, so that a late answer to an earlier one is dropped.
    asked: StoredValue<u32>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    search: StoredValue<SearchPeople>,
    on_pick: Callback<Found>,
}

impl Picking {
    fn type_in(self, text: String) {
        let blank = text.trim().is_empty();
        self.typed.set(text);
        self.asked.update_value(|asked| *asked += 1);
        if let Some(waiting) = self.waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        self.open.set(!blank);
        self.busy.set(!blank);
        if !blank {
            let handle = set_timeout_with_handle(move || self.ask(), REST).ok();
            self.waiting.set_value(handle);
        }
    }

    fn ask(self) {
        let (Some(asked), Some(typed)) = (self.asked.try_get_value(), self.typed.try_get_untracked()) else { return };
        let answer = self.search.with_value(|search| (search.0)(typed));
        spawn_local(async move {
            let found = answer.await;
            if self.asked.try_get_value() == Some(asked) {
                self.found.set(found);
                self.active.set(0);
                self.busy.set(false);
            }
        });
    }

    fn pick(self, at: usize) {
        let picked = self.found.with_untracked(|found| found.as_ref().ok().and_then(|list| list.get(at)).cloned());
        if let Some(picked) = picked.filter(|found| found.taken.is_none() && !self.busy.get_untracked()) {
            self.type_in(String::new());
            self.on_pick.run(picked);
        }
    }

    fn key(self, event: &ev::KeyboardEvent) {
        let count = self.found.with_untracked(|found| found.as_ref().map_or(0, Vec::len));
        let open = self.open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if open => self.active.update(|at| *at = (*at + 1) % count.max(1)),
            "ArrowUp" if open => self.active.update(|at| *at = (*at + count.max(1) - 1) % count.max(1)),
            "ArrowDown" => self.open.set(!self.typed.with_untracked(|typed| typed.trim().is_empty())),
            "Enter" if open => self.pick(self.active.get_untracked()),
            "Escape" if open => {
                self.open.set(false);
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn option_id(self, at: usize) -> String {
        [self.id, "-option-", &at.to_string()].concat()
    }
}

/// A field that finds people while one types: arrow keys choose, Enter adds, Esc closes. Number and
/// e-mail stand beside each name, and namesakes are pointed out (SPEC U10). `foot` may hold more
/// choices, such as the type a tutor is added as.
#[component]
pub fn PersonPicker(
    id: &'static str,
    /// The accessible name of the field.
    label: &'static str,
    placeholder: &'static str,
    search: SearchPeople,
    on_pick: Callback<Found>,
    #[prop(optional, into)] foot: ViewFn,
) -> impl IntoView {
    let labels = Labels { id, label, placeholder };
    let until = move || picker_coming(id, label, placeholder);
    let load = crate::loading!(__preload_picker_later);
    in_place(until, load, move || picker_later(labels, search.clone(), on_pick, foot.clone()))
}

/// The field of a picker until it can be typed into.
pub fn picker_coming(id: &'static str, label: &'static str, placeholder: &'static str) -> AnyView {
    view! {
        <div class="picker">
            <div class="picker__box">
                <Icon glyph=Glyph::Search />
                <input
                    class="input"
                    type="text"
                    id=id
                    aria-label=label
                    placeholder=placeholder
                    autocomplete="off"
                    readonly
                />
            </div>
        </div>
    }
    .into_any()
}

/// What a picker's field is called.
#[derive(Clone, Copy)]
struct Labels {
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
}

/// WASM of its own: pages that find people are there before it.
#[lazy]
fn picker_later(labels: Labels, search: SearchPeople, on_pick: Callback<Found>, foot: ViewFn) -> AnyView {
    view! { <PickerField labels search on_pick foot /> }.into_any()
}

#[component]
fn PickerField(labels: Labels, search: SearchPeople, on_pick: Callback<Found>, foot: ViewFn) -> impl IntoView {
    let Labels { id, label, placeholder } = labels;
    let picking = Picking {
        id,
        typed: RwSignal::new(String::new()),
        found: RwSignal::new(Ok(Vec::new())),
        open: RwSignal::new(false),
        busy: RwSignal::new(false),
        active: RwSignal::new(0),
        asked: StoredValue::new(0),
        waiting: StoredValue::new(None),
        search: StoredValue::new(search),
        on_pick,
    };
    let picker = NodeRef::<html::Div>::new();
    let list_id = [id, "-list"].concat();
    // The popup stays while the focus is in it, so that the foot can be used.
    let on_focusout = move |event: ev::FocusEvent| {
        // What has the focus loses it when it is taken out of the document, and the picker with it.
        let Some(Some(picker)) = picker.try_get_untracked() else { return };
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if to.is_none() || !picker.contains(to.as_ref()) {
            picking.open.set(false);
        }
    };
    let active_id = move || {
        let any = picking.found.with(|found| found.as_ref().is_ok_and(|list| !list.is_empty()));
        (picking.open.get() && any).then(|| picking.option_id(picking.active.get()))
    };
    view! {
        <div class="picker" node_ref=picker on:focusout=on_focusout>
            <div class="picker__box">
                <Icon glyph=Glyph::Search />
                <input
                    class="input"
                    type="text"
                    id=id
                    role="combobox"
                    aria-label=label
                    placeholder=placeholder
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || if picking.open.get() { "true" } else { "false" }
                    aria-controls=list_id.clone()
                    aria-activedescendant=active_id
                    prop:value=move || picking.typed.get()
                    on:input=move |event| picking.type_in(event_target_value(&event))
                    on:keydown=move |event| picking.key(&event)
                />
            </div>
            <Show when=move || picking.open.get()>
                <Popup picking list_id=list_id.clone() foot=foot.clone() />
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn Popup(picking: Picking, list_id: String, foot: ViewFn) -> impl IntoView {
    let said = move || match (&*picking.found.read(), picking.busy.get()) {
        (_, true) => words::SEARCHING.to_owned(),
        (Err(error), _) => error.to_string(),
        (Ok(list), _) if list.is_empty() => words::NOBODY_FOUND.to_owned(),
        (Ok(list), _) => words::found(list.len()),
    };
    let any = Memo::new(move |_| picking.found.with(|found| found.as_ref().is_ok_and(|list| !list.is_empty())));
    let namesakes = move || picking.found.with(|found| found.as_ref().ok().and_then(|list| namesakes(list)));
    let options = move || {
        let list = picking.found.get().unwrap_or_default();
        list.into_iter().enumerate().map(|(at, found)| view! { <PersonOption picking at found /> }).collect_view()
    };
    // A press on the list must not take the focus from the field.
    let keep_focus = |event: ev::MouseEvent| event.prevent_default();
    view! {
        <div class="picker__popup">
            {move || namesakes().map(|words| view! { <p class="picker__namesakes">{words}</p> })}
            <p role="status" class=move || if any.get() { "unseen" } else { "picker__said" }>
                {said}
            </p>
            <div class="picker__list" role="listbox" id=list_id aria-label=words::PEOPLE_FOUND on:mousedown=keep_focus>
                {options}
            </div>
            <div class="picker__foot">{foot.run()}</div>
            <div class="picker__foot picker__keys" aria-hidden="true">
                <span><kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" "{words::KEY_CHOOSE}</span>
                <span><kbd>"↵"</kbd>" "{words::KEY_ADD}</span>
                <span><kbd>"esc"</kbd>" "{words::KEY_CLOSE}</span>
            </div>
        </div>
    }
}

#[component]
fn PersonOption(picking: Picking, at: usize, found: Found) -> impl IntoView {
    let Found { person, side, taken } = found;
    let name = person.name();
    let (hit, rest) = name.split_at(matched(&name, &picking.typed.get_untracked()));
    let (hit, rest) = (hit.to_owned(), rest.to_owned());
    let number = person.number.clone();
    let dot = number.as_ref().map(|_| " · ");
    let disabled = taken.is_some().then_some("true");
    view! {
        <div
            class="picker__option"
            role="option"
            id=picking.option_id(at)
            aria-selected=move || if picking.active.get() == at { "true" } else { "false" }
            aria-disabled=disabled
            on:mousemove=move |_| if picking.active.get_untracked() != at { picking.active.set(at) }
            on:click=move |_| picking.pick(at)
        >
            <Avatar initials=person.initials() />
            <span class="person__text">
                <span><b class="picker__hit">{hit}</b>{rest}</span>
                <br />
                <span class="person__facts"><b>{number}</b>{dot}{person.email}</span>
            </span>
            <span class="picker__side">{taken.or(side)}</span>
        </div>
    }
}

/// How many bytes of `name` the typed text covers from its beginning.
fn matched(name: &str, typed: &str) -> usize {
    let typed = fold(typed.trim());
    let ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.into_iter().find(|end| !typed.is_empty() && fold(&name[..*end]) == typed).unwrap_or(0)
}

/// Words for people of one name, if the list has any.
fn namesakes(list: &[Found]) -> Option<String> {
    list.iter().enumerate().find_map(|(at, first)| {
        let name = fold(&first.person.name());
        let others = list[at + 1..].iter().filter(|other| fold(&other.person.name()) == name).count();
        (others > 0).then(|| words::namesakes(&first.person.name(), others + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::UserId;
    use domain::person::GenderCode;

    fn found(id: i64, last: &str, first: &str) -> Found {
        let person = Person {
            id: UserId(id),
            number: None,
            first: first.to_owned(),
            middle: None,
            last: last.to_owned(),
            email: String::new(),
            gender: GenderCode::default(),
            department: None,
        };
        Found { person, side: None, taken: None }
    }

    #[test]
    fn marks_what_was_typed_at_the_beginning_of_the_name() {
        for (typed, expected) in [("chen, w", "Chen, W"), ("CHEN", "Chen"), ("wei", ""), ("", ""), (" chen ", "Chen")] {
            let name = "Chen, Wei";
            assert_eq!(&name[..matched(name, typed)], expected, "{typed:?}");
        }
    }

    #[test]
    fn points_out_people_of_one_name() {
        let list = [found(1, "Chen", "Wei"), found(2, "Chen", "Winston"), found(3, "chen", "wei")];
        assert_eq!(namesakes(&list).as_deref(), Some("Two people are named Chen, Wei: see number and e-mail"));
        assert_eq!(namesakes(&list[..2]), None);
    }
}
