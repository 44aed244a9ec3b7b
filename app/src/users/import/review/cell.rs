//! A cell: what the file says, what it means, and all that is wrong with it; and the field it becomes while it is
//! edited.

use super::super::acts::{has_lines, options_of};
use super::super::state::Editing;
use super::super::words;
use super::Desk;
use super::choices::choices;
use super::trying::Trying;
use crate::ui::{Glyph, Icon};
use domain::import::users::UserField;
use domain::import::users::desk::CellView;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// A cell that is not being edited; none while it is on its way.
pub(super) fn shown(cell: Option<&CellView>) -> AnyView {
    let Some(cell) = cell else { return view! { <div class="cell quiet">{words::ON_ITS_WAY}</div> }.into_any() };
    let text = cell.text.clone();
    // Most cells are no more than their text.
    if cell.meaning.is_none() && !cell.edited && cell.problems.is_empty() {
        return view! {
            <div class="cell">
                <bdi class="cell__text" title=text.clone()>{text.clone()}</bdi>
            </div>
        }
        .into_any();
    }
    let meaning = cell.meaning.clone().map(|meaning| view! { <span class="cell__meaning">" " {meaning}</span> });
    let edited = cell.edited.then(|| {
        view! {
            <span class="cell__edited" title=words::EDITED>
                <Icon glyph=Glyph::Pencil />
                <span class="unseen">{words::EDITED}</span>
            </span>
        }
    });
    view! {
        <div class="cell" class:cell--problem=!cell.problems.is_empty()>
            <span class="cell__text">
                <bdi title=text.clone()>{text.clone()}</bdi>
                {meaning}
                {edited}
            </span>
            {problems(&cell.problems)}
        </div>
    }
    .into_any()
}

/// Everything that is wrong, in words: as much as there is room for is in sight, all of it is read aloud.
pub(super) fn problems(problems: &[String]) -> Option<AnyView> {
    let (first, more) = words::first_of(problems)?;
    let others = problems.get(1..).unwrap_or_default().join(" ");
    let all = problems.join("\n");
    let count = (more > 0).then(|| {
        view! {
            <b aria-hidden="true">{words::more(more)}</b>
            <span class="unseen">" " {others}</span>
        }
    });
    let line = view! {
        <span class="cell__problem" title=all>
            <Icon glyph=Glyph::Warning />
            <bdi class="cell__words">{first}</bdi>
            {count}
        </span>
    };
    Some(line.into_any())
}

/// The cell that is open.
#[derive(Clone, Copy)]
struct Open {
    desk: Desk,
    row: u32,
    field: UserField,
    at: (usize, usize),
    trying: Trying,
}

impl Open {
    fn press(self, event: &ev::KeyboardEvent) {
        let by: Option<isize> = match event.key().as_str() {
            "Escape" => None,
            // A field of several lines takes a new one.
            "Enter" if event.shift_key() || event.alt_key() => return,
            "Enter" => Some(0),
            "Tab" if event.shift_key() => Some(-1),
            "Tab" => Some(1),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        match by {
            Some(_) => self.desk.import.close_cell(&event_target_value(event)),
            None => self.desk.import.editing.set(None),
        }
        let (place, column) = self.at;
        self.desk.table.go((place, column.saturating_add_signed(by.unwrap_or(0))));
    }

    fn leave(self, event: &ev::FocusEvent) {
        let import = self.desk.import;
        let is_it = |open: &Editing| open.row == self.row && open.field == self.field;
        // A cell that was closed otherwise has said so already.
        if import.editing.with_untracked(|open| open.as_ref().is_some_and(is_it)) {
            import.close_cell(&event_target_value(event));
        }
    }

    fn follow(self, event: &ev::Event) {
        let typed = event_target_value(event);
        self.trying.follow(self.row, typed.clone());
        // Without a word to those who draw the cell: it would begin anew.
        self.desk.import.editing.update_untracked(|open| {
            if let Some(open) = open {
                open.text = typed;
                open.touched = true;
            }
        });
    }
}

/// The field of the cell that is open. Enter keeps what was typed, Esc what was there; leaving it keeps it too.
#[component]
pub(super) fn Editor(desk: Desk) -> impl IntoView {
    let Some(editing) = desk.import.editing.get_untracked() else { return ().into_any() };
    let Editing { place, row, column, field, text, meaning, .. } = editing;
    let open = Open { desk, row, field, at: (place, column), trying: Trying::new(desk.import.link, field) };
    let options = options_of(desk.import, field);
    // At once, so that the next key already goes there.
    queue_microtask(|| take_focus("cell-field"));
    let lines = options.is_empty() && (has_lines(field) || text.contains(['\r', '\n']));
    let control = match (options.is_empty(), lines) {
        (false, _) => list(open, &text, meaning.as_deref(), &options),
        (true, true) => several_lines(open, text),
        (true, false) => line(open, text),
    };
    view! {
        <div class="cell cell--open" class:cell--lines=lines>
            {control}
            <small class="cell__hint" id="cell-hint" role="status">
                {open.trying.words(if lines { words::ENTER_SAVES_LINES } else { words::ENTER_SAVES })}
            </small>
        </div>
    }
    .into_any()
}

fn line(open: Open, text: String) -> AnyView {
    view! {
        <input
            class="input cell__field"
            id="cell-field"
            aria-label=words::cell(open.row, open.field)
            aria-describedby="cell-hint"
            autocomplete="off"
            spellcheck="false"
            dir="auto"
            prop:value=text
            on:keydown=move |event| open.press(&event)
            on:input=move |event| open.follow(&event)
            on:blur=move |event| open.leave(&event)
        />
    }
    .into_any()
}

/// Line breaks stay as they are.
fn several_lines(open: Open, text: String) -> AnyView {
    view! {
        <textarea
            class="input cell__field"
            id="cell-field"
            aria-label=words::cell(open.row, open.field)
            aria-describedby="cell-hint"
            autocomplete="off"
            spellcheck="false"
            dir="auto"
            prop:value=text
            on:keydown=move |event| open.press(&event)
            on:input=move |event| open.follow(&event)
            on:blur=move |event| open.leave(&event)
        ></textarea>
    }
    .into_any()
}

fn list(open: Open, text: &str, meaning: Option<&str>, options: &[(String, String)]) -> AnyView {
    let options = choices(text, meaning, options);
    view! {
        <select
            class="select cell__field"
            id="cell-field"
            aria-label=words::cell(open.row, open.field)
            aria-describedby="cell-hint"
            on:keydown=move |event| open.press(&event)
            on:change=move |event| open.follow(&event)
            on:blur=move |event| open.leave(&event)
        >
            {options}
        </select>
    }
    .into_any()
}

/// Puts the focus on the field, behind what is in it.
fn take_focus(id: &str) {
    let Some(field) = document().get_element_by_id(id) else { return };
    let end_of = |text: String| u32::try_from(text.encode_utf16().count()).unwrap_or(0);
    if let Some(field) = field.dyn_ref::<web_sys::HtmlElement>() {
        let _ = field.focus();
    }
    if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
        let _ = input.set_selection_range(end_of(input.value()), end_of(input.value()));
    } else if let Some(lines) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        let _ = lines.set_selection_range(end_of(lines.value()), end_of(lines.value()));
    }
}
