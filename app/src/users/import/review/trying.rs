//! Whether what is being typed is free: said while it is typed, once typing rests.

use super::super::link::Link;
use super::super::words;
use crate::ui::{Glyph, Icon};
use core::time::Duration;
use domain::import::users::UserField;
use domain::import::users::desk::{Answer, Ask, CellView};
use leptos::prelude::*;

/// How long typing must rest.
const REST: Duration = Duration::from_millis(300);

/// A field in which something is typed that nobody else may have.
#[derive(Clone, Copy)]
pub(super) struct Trying {
    link: Link,
    field: UserField,
    said: RwSignal<Option<CellView>>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    /// Counts what was typed: only an answer to the last is of use.
    turn: StoredValue<u32>,
}

impl Trying {
    pub(super) fn new(link: Link, field: UserField) -> Self {
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            // What waits is of no use any more.
            let _ = waiting.try_update_value(|waiting| waiting.take().map(|waiting| waiting.clear()));
        });
        Self { link, field, said: RwSignal::new(None), waiting, turn: StoredValue::new(0) }
    }

    /// Whether there is anything to say of this field.
    pub(super) fn is_of_use(self) -> bool {
        matches!(self.field, UserField::Email | UserField::Username | UserField::InstitutionNumber)
    }

    /// Something was typed.
    pub(super) fn follow(self, row: u32, text: String) {
        if !self.is_of_use() {
            return;
        }
        self.rest();
        let look = move || self.look(row, text.clone());
        self.waiting.set_value(set_timeout_with_handle(look, REST).ok());
    }

    /// Nothing is being typed any more.
    pub(super) fn rest(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.waiting.update_value(|waiting| {
            if let Some(waiting) = waiting.take() {
                waiting.clear();
            }
        });
        if self.said.with_untracked(Option::is_some) {
            self.said.set(None);
        }
    }

    fn look(self, row: u32, text: String) {
        let Some(turn) = self.turn.try_get_value() else { return };
        if text.trim().is_empty() {
            return;
        }
        self.link.ask(&Ask::Try { row, field: self.field, text }, move |answer| {
            // Meanwhile more may be typed, or the field be gone.
            if let Answer::Tried(Some(cell)) = answer
                && self.turn.try_get_value() == Some(turn)
            {
                self.said.set(Some(*cell));
            }
        });
    }

    /// What is said; `otherwise` while there is nothing to say.
    pub(super) fn words(self, otherwise: &'static str) -> impl IntoView {
        move || {
            self.said.with(|said| match said.as_ref().map(|cell| cell.problems.first().cloned()) {
                None => otherwise.into_any(),
                Some(None) => view! {
                    <span class="trying text--success">
                        <Icon glyph=Glyph::Check />
                        {words::FREE}
                    </span>
                }
                .into_any(),
                Some(Some(problem)) => view! {
                    <span class="trying text--danger" title=problem.clone()>
                        <Icon glyph=Glyph::Warning />
                        <bdi>{problem.clone()}</bdi>
                    </span>
                }
                .into_any(),
            })
        }
    }
}
