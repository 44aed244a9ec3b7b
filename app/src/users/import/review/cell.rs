//! A cell: what the file says, what it means, and all that is wrong with it; and the field it becomes while it is
//! edited.

use super::super::acts::options_of;
use super::super::state::Editing;
use super::super::words;
use super::Desk;
use crate::ui::{Glyph, Icon};
use domain::import::users::desk::CellView;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

/// A cell that is not being edited; none while it is on its way.
pub(super) fn shown(cell: Option<&CellView>) -> AnyView {
    let Some(cell) = cell else { return view! { <div class="cell quiet">{words::ON_ITS_WAY}</div> }.into_any() };
    let text = cell.text.clone();
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

/// The field of the cell that is open. Enter keeps what was typed, Esc what was there; leaving it keeps it too.
#[component]
pub(super) fn Editor(desk: Desk) -> impl IntoView {
    let import = desk.import;
    let editing = import.editing.get_untracked();
    let Some(Editing { place, row, column, field, text }) = editing else { return ().into_any() };
    let options = options_of(import, field);
    let label = words::cell(row, field);
    let press = move |event: ev::KeyboardEvent| {
        let by: isize = match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                import.editing.set(None);
                desk.table.go((place, column));
                return;
            }
            "Enter" => 0,
            "Tab" if event.shift_key() => -1,
            "Tab" => 1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        import.close_cell(&event_target_value(&event));
        desk.table.go((place, column.saturating_add_signed(by)));
    };
    let leave = move |event: ev::FocusEvent| {
        // A cell that was closed otherwise has said so already.
        let is_open = import
            .editing
            .with_untracked(|open| open.as_ref().is_some_and(|open| open.row == row && open.field == field));
        if is_open {
            import.close_cell(&event_target_value(&event));
        }
    };
    let follow = move |event: ev::Event| {
        let typed = event_target_value(&event);
        // Without a word to those who draw the cell: it would begin anew.
        import.editing.update_untracked(|open| {
            if let Some(open) = open {
                open.text = typed;
            }
        });
    };
    let id = "cell-field";
    request_animation_frame(move || take_focus(id));
    let control = if options.is_empty() {
        view! {
            <input
                class="input cell__field"
                id=id
                aria-label=label
                aria-describedby="cell-hint"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                prop:value=text
                on:keydown=press
                on:input=follow
                on:blur=leave
            />
        }
        .into_any()
    } else {
        let is_there = options.iter().any(|(code, name)| *code == text || *name == text);
        let chosen = text.clone();
        let own = (!is_there).then(|| view! { <option value=text.clone() selected=true>{text.clone()}</option> });
        let option = move |(code, name): (String, String)| {
            let selected = code == chosen || name == chosen;
            view! { <option value=code selected=selected>{name}</option> }
        };
        view! {
            <select
                class="select cell__field"
                id=id
                aria-label=label
                aria-describedby="cell-hint"
                on:keydown=press
                on:change=follow
                on:blur=leave
            >
                {own}
                {options.into_iter().map(option).collect_view()}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="cell cell--open">
            {control}
            <small class="cell__hint" id="cell-hint">
                {words::ENTER_SAVES}
            </small>
        </div>
    }
    .into_any()
}

/// Puts the focus on the field, behind what is in it.
fn take_focus(id: &str) {
    let Some(field) = document().get_element_by_id(id) else { return };
    if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>() {
        let _ = input.focus();
        let end = u32::try_from(input.value().encode_utf16().count()).ok();
        let _ = input.set_selection_range(end.unwrap_or(0), end.unwrap_or(0));
    } else if let Ok(field) = field.dyn_into::<web_sys::HtmlElement>() {
        let _ = field.focus();
    }
}
