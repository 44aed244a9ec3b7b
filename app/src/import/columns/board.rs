//! What the step knows while it is open: the columns and fields, what is picked up, and what was said.

use super::super::words;
use super::listed::{Listed, listed};
use crate::ui::focus_on;
use domain::import::view::{ColumnsView, FieldView};
use leptos::html;
use leptos::prelude::*;

/// One end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// By its place in the file.
    Column(usize),
    /// By its place among the fields.
    Field(usize),
}

impl End {
    /// Whether a line can lead from one to the other.
    pub(super) fn faces(self, other: Self) -> bool {
        matches!((self, other), (Self::Column(_), Self::Field(_)) | (Self::Field(_), Self::Column(_)))
    }

    /// The id of the button that picks it up.
    pub(super) fn id(self) -> String {
        match self {
            Self::Column(at) => format!("import-column-{at}"),
            Self::Field(at) => format!("import-field-{at}"),
        }
    }
}

/// The id of the control with the column of a field.
pub(super) fn select_id(label: &str) -> String {
    ["column-", label].concat().replace(' ', "-").to_lowercase()
}

/// The state of the step.
#[derive(Clone, Copy)]
pub(super) struct Board {
    pub(super) view: Signal<ColumnsView>,
    pub(super) rows: Signal<usize>,
    pub(super) choose: Callback<(usize, Option<usize>)>,
    pub(super) choose_value: Callback<(usize, String, Option<String>)>,
    pub(super) query: RwSignal<String>,
    pub(super) listed: Memo<Listed>,
    /// What is picked up, to be connected.
    pub(super) held: RwSignal<Option<End>>,
    /// Where the pointer is while it drags, from the corner of the board.
    pub(super) pointer: RwSignal<Option<(f64, f64)>>,
    /// What would be connected if the pointer let go.
    pub(super) over: RwSignal<Option<End>>,
    /// Whether optional fields without a column are unfolded.
    pub(super) unfolded: RwSignal<bool>,
    /// The field someone looks at.
    pub(super) looked_at: RwSignal<Option<usize>>,
    /// What happened, to be read aloud.
    pub(super) said: RwSignal<String>,
    /// The element around both lists and the lines.
    pub(super) element: NodeRef<html::Div>,
}

impl Board {
    pub(super) fn new(
        view: Signal<ColumnsView>,
        rows: Signal<usize>,
        choose: Callback<(usize, Option<usize>)>,
        choose_value: Callback<(usize, String, Option<String>)>,
    ) -> Self {
        let query = RwSignal::new(String::new());
        Self {
            view,
            rows,
            choose,
            choose_value,
            query,
            listed: Memo::new(move |_| view.with(|view| query.with(|query| listed(view, query)))),
            held: RwSignal::new(None),
            pointer: RwSignal::new(None),
            over: RwSignal::new(None),
            unfolded: RwSignal::new(view.with_untracked(has_much_to_choose)),
            looked_at: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            element: NodeRef::new(),
        }
    }

    pub(super) fn field<T>(self, at: usize, of: impl FnOnce(&FieldView) -> T) -> Option<T> {
        self.view.with(|view| view.fields.get(at).map(of))
    }

    /// What is called so: the column's name, or the field's.
    fn name(self, end: End) -> String {
        let name = self.view.with_untracked(|view| match end {
            End::Column(at) => view.columns.get(at).map(|column| ["“", &column.name, "”"].concat()),
            End::Field(at) => view.fields.get(at).map(|field| field.label.clone()),
        });
        name.unwrap_or_default()
    }

    /// Picks up one end, or connects what is picked up with it. By keys, the focus then goes to the other side.
    pub(super) fn press(self, end: End, by_keys: bool) {
        if let End::Field(at) = end {
            self.looked_at.set(Some(at));
            if !self.has_lines() {
                return focus_on(&self.select_of(at));
            }
        }
        match self.held.get_untracked() {
            Some(held) if held == end => self.put_back(),
            Some(held) if held.faces(end) => self.connect(held, end),
            _ => {
                self.pick_up(end);
                if by_keys {
                    self.go_across(end);
                }
            }
        }
    }

    /// Whether there is room for both lists; else there are only the fields with their controls.
    fn has_lines(self) -> bool {
        let list = self.element.get_untracked().and_then(|board| board.query_selector("#file-columns").ok().flatten());
        list.is_some_and(|list| list.get_bounding_client_rect().width() > 0.0)
    }

    /// The id of the control with the column of that field.
    fn select_of(self, field: usize) -> String {
        self.view.with_untracked(|view| view.fields.get(field).map(|field| select_id(&field.label))).unwrap_or_default()
    }

    /// Begins anew with another file.
    pub(super) fn start_over(self) {
        batch(|| {
            self.query.set(String::new());
            self.held.set(None);
            self.pointer.set(None);
            self.over.set(None);
            self.looked_at.set(None);
            self.unfolded.set(self.view.with_untracked(has_much_to_choose));
        });
    }

    pub(super) fn pick_up(self, end: End) {
        batch(|| {
            self.held.set(Some(end));
            // What is folded away cannot be reached.
            self.unfolded.update(|unfolded| *unfolded |= matches!(end, End::Column(_)));
            self.said.set(words::picked_up(&self.name(end), matches!(end, End::Column(_))));
        });
    }

    /// Lets go of what is picked up, and puts the focus back on it.
    pub(super) fn put_back(self) {
        if let Some(held) = self.held.get_untracked() {
            batch(|| {
                self.held.set(None);
                self.pointer.set(None);
                self.over.set(None);
                self.said.set(words::PUT_BACK.to_owned());
            });
            focus_on(&held.id());
        }
    }

    /// Draws a line between a column and a field.
    pub(super) fn connect(self, one: End, other: End) {
        let ((End::Column(column), End::Field(field)) | (End::Field(field), End::Column(column))) = (one, other) else {
            return;
        };
        batch(|| {
            self.held.set(None);
            self.pointer.set(None);
            self.over.set(None);
            self.looked_at.set(Some(field));
            self.said.set(self.said_of(field, column));
            self.choose.run((field, Some(column)));
        });
        keep_focus(other.id());
    }

    /// What a new line does, also to the field that had the column.
    fn said_of(self, field: usize, column: usize) -> String {
        let said = words::connected(&self.name(End::Field(field)), &self.name(End::Column(column)));
        let before = self.view.with_untracked(|view| view.columns.get(column).and_then(|column| column.field));
        match before.filter(|before| *before != field) {
            Some(before) => [&said, " ", &words::disconnected(&self.name(End::Field(before)))].concat(),
            None => said,
        }
    }

    /// Takes the line of a column or a field away.
    pub(super) fn disconnect(self, end: End) {
        let field = self.view.with_untracked(|view| match end {
            End::Field(at) => view.fields.get(at).and_then(|field| field.column).map(|_| at),
            End::Column(at) => view.fields.iter().position(|field| field.column == Some(at)),
        });
        if let Some(field) = field {
            self.said.set(words::disconnected(&self.name(End::Field(field))));
            self.choose.run((field, None));
            keep_focus(end.id());
        }
    }

    /// Chooses by the control of a field.
    pub(super) fn choose_column(self, field: usize, column: Option<usize>) {
        batch(|| {
            self.held.set(None);
            self.looked_at.set(Some(field));
            match column {
                Some(column) => self.said.set(self.said_of(field, column)),
                None => self.said.set(words::disconnected(&self.name(End::Field(field)))),
            }
            self.choose.run((field, column));
        });
        keep_focus(self.select_of(field));
    }

    /// Puts the focus on the other side, where the line most likely goes.
    fn go_across(self, from: End) {
        let to = self.view.with_untracked(|view| match from {
            End::Column(column) => {
                let has = |wanted: &dyn Fn(&FieldView) -> bool| view.fields.iter().position(wanted);
                has(&|field| field.column == Some(column))
                    .or_else(|| has(&|field| field.suggestion == Some(column)))
                    .or_else(|| has(&|field| field.required && field.column.is_none()))
                    .or_else(|| has(&|field| field.column.is_none()))
                    .or_else(|| (!view.fields.is_empty()).then_some(0))
                    .map(End::Field)
            }
            End::Field(field) => {
                let field = view.fields.get(field);
                let column = field.and_then(|field| field.column.or(field.suggestion));
                self.listed.with_untracked(|listed| {
                    let free = |at: &&usize| view.columns.get(**at).is_some_and(|column| column.field.is_none());
                    let shown = &listed.shown;
                    column
                        .filter(|column| shown.contains(column))
                        .or_else(|| shown.iter().find(free).or_else(|| shown.first()).copied())
                        .map(End::Column)
                })
            }
        });
        if let Some(to) = to {
            // Who was quicker than a frame has put it back, or down, already.
            request_animation_frame(move || {
                if self.held.try_get_untracked() == Some(Some(from)) {
                    focus_on(&to.id());
                }
            });
        }
    }
}

/// Where little was found, much is to be chosen: nothing is folded away.
fn has_much_to_choose(view: &ColumnsView) -> bool {
    let matched = view.fields.iter().filter(|field| field.column.is_some()).count();
    2 * matched <= view.columns.len()
}

/// Puts the focus there if the control that had it is gone: a field moves when it gets its column, or loses it.
fn keep_focus(id: String) {
    request_animation_frame(move || {
        let active = document().active_element();
        if active.is_none_or(|active| active.tag_name() == "BODY") {
            focus_on(&id);
        }
    });
}
