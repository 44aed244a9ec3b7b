//! "Already in Coterie": the new roles that are asked about, one after another (SPEC U7).

use super::acts::text_of;
use super::compare::Compare;
use super::review::Looking;
use super::state::Import;
use super::words;
use crate::ui::{Avatar, Dialog, Glyph, Icon, focus_on};
use domain::import::users::UserField;
use domain::import::users::desk::{Answer, Ask, Edit, Filter, OneRow};
use leptos::prelude::*;

/// Up to so many decisions the bar shows each of them.
const DRAWN: usize = 40;

#[component]
pub(super) fn Conflicts(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| {
        import.review.with(|review| review.as_ref().map_or((0, 0), |review| (review.asked, review.counts.undecided)))
    });
    let title = Signal::derive(move || {
        let (asked, open) = counts.get();
        words::already(open, asked)
    });
    view! {
        <Dialog id="conflicts" title open=import.deciding wide=true>
            <Deciding import counts />
        </Dialog>
    }
    .into_any()
}

/// The new role that is looked at, and what was answered.
#[derive(Clone, Copy)]
struct Turn {
    import: Import,
    /// How many new roles there are, and how many of them are open.
    counts: Memo<(usize, usize)>,
    at: RwSignal<usize>,
    one: RwSignal<Option<OneRow>>,
    answer: Memo<Option<bool>>,
    /// Whether the others are answered as this one.
    others: RwSignal<bool>,
}

impl Turn {
    fn new(import: Import, counts: Memo<(usize, usize)>) -> Self {
        let at = RwSignal::new(0_usize);
        let place = Signal::derive(move || (Filter::Asked, at.get()));
        let Looking { one } = Looking::at(import, place, import.deciding.into());
        let answer = Memo::new(move |_| one.with(|one| one.as_ref().and_then(|one| one.role.as_ref()?.answer)));
        go_to_open(import, at);
        Self { import, counts, at, one, answer, others: RwSignal::new(false) }
    }

    /// How many are open beside this one.
    fn left(self) -> usize {
        self.counts.get().1.saturating_sub(usize::from(self.answer.get().is_none()))
    }

    fn is_last(self) -> bool {
        let (asked, open) = self.counts.get();
        open == 0 && self.at.get() + 1 >= asked
    }

    /// On to the next that is open, where this one is answered.
    fn next(self) {
        let Some(yes) = self.answer.get_untracked() else { return };
        let settles_others = self.others.get_untracked() && untrack(|| self.left()) > 0;
        if settles_others {
            self.import.edit(Edit::RoleAll { yes });
        }
        if settles_others || untrack(|| self.is_last()) {
            self.import.deciding.set(false);
            focus_on("decide");
        } else if self.counts.get_untracked().1 > 0 {
            go_to_open(self.import, self.at);
        } else {
            self.at.update(|at| *at += 1);
        }
    }

    fn all(self, yes: bool) {
        if let Some(one) = self.one.get_untracked() {
            self.import.take_all(&one, yes);
        }
    }
}

#[component]
fn Deciding(import: Import, counts: Memo<(usize, usize)>) -> impl IntoView {
    let turn = Turn::new(import, counts);
    let Turn { one, at, .. } = turn;
    view! {
        <div class="dialog__body">
            <p class="quiet" role="status">
                {move || {
                    let (asked, open) = counts.get();
                    words::asked(asked, open)
                }}
            </p>
            <Bar counts at />
            <Who import one />
            <Compare import one scope="conflict" />
            <div class="note">
                <Icon glyph=Glyph::Info />
                <p>
                    <strong>{words::ROLE_RULE}</strong>
                    ": "
                    {words::ROLE_RULE_WHAT}
                </p>
            </div>
        </div>
        <Foot turn />
    }
    .into_any()
}

/// None, all, and on.
#[component]
fn Foot(turn: Turn) -> impl IntoView {
    let Turn { at, answer, others, .. } = turn;
    let ready = move || answer.get().is_some();
    let offers_others = move || ready() && turn.left() > 0;
    let on = move || if turn.is_last() || (others.get() && offers_others()) { words::DONE } else { words::NEXT_ONE };
    view! {
        <div class="dialog__foot">
            <span class="quiet">{words::USE_THE_FILE_FOR}</span>
            <button type="button" class="button" on:click=move |_| turn.all(false)>
                {words::USE_NONE}
            </button>
            <button type="button" class="button" on:click=move |_| turn.all(true)>
                {words::USE_ALL}
            </button>
            <span class="push"></span>
            <Show when=offers_others>
                <label class="choice">
                    <input
                        type="checkbox"
                        class="tick"
                        prop:checked=move || others.get()
                        on:change=move |event| others.set(event_target_checked(&event))
                    />
                    <span>{move || words::same_for_others(turn.left())}</span>
                </label>
            </Show>
            <span class="dialog__steps">
            <button
                type="button"
                class="button button--icon"
                aria-label=words::PREVIOUS
                aria-disabled=move || (at.get() == 0).then_some("true")
                on:click=move |_| at.update(|at| *at = at.saturating_sub(1))
            >
                <Icon glyph=Glyph::Left />
            </button>
            <button
                type="button"
                class="button button--primary"
                aria-disabled=move || (!ready()).then_some("true")
                on:click=move |_| turn.next()
            >
                {on}
            </button>
            </span>
        </div>
    }
    .into_any()
}

/// Goes to the first new role nobody has decided about.
fn go_to_open(import: Import, at: RwSignal<usize>) {
    import.link.ask(&Ask::Row { filter: Filter::Undecided, at: 0 }, move |answer| {
        let Answer::Row(Some(one)) = answer else { return };
        import.link.ask(&Ask::Find { filter: Filter::Asked, row: one.view.row }, move |answer| {
            if let Answer::Place(Some(place)) = answer {
                let _ = at.try_set(place);
            }
        });
    });
}

/// How many are decided: a piece for each where they are few.
#[component]
fn Bar(counts: Memo<(usize, usize)>, at: RwSignal<usize>) -> impl IntoView {
    let settled = move || {
        let (asked, open) = counts.get();
        asked.saturating_sub(open)
    };
    let pieces = move || {
        let (asked, _) = counts.get();
        (asked <= DRAWN).then(|| {
            let piece = |place: usize| view! { <i class:is-settled=move || place < settled() class:is-here=move || place == settled()></i> };
            view! { <span class="decisions__pieces" aria-hidden="true">{(0..asked).map(piece).collect_view()}</span> }
        })
    };
    let bar = move || {
        let (asked, _) = counts.get();
        (asked > DRAWN).then(|| view! { <progress class="progress" aria-label=words::SETTLED max=asked.to_string() value=move || settled().to_string()></progress> })
    };
    view! {
        <div class="decisions">
            {pieces} {bar}
            <span class="badge badge--warning">{move || words::decision(at.get() + 1, counts.get().0)}</span>
        </div>
    }
    .into_any()
}

#[component]
fn Who(import: Import, one: RwSignal<Option<OneRow>>) -> impl IntoView {
    let fields = move || {
        import.review.with_untracked(|review| review.as_ref().map(|review| review.fields.clone())).unwrap_or_default()
    };
    let who = move || {
        one.with(|one| {
            let one = one.as_ref()?;
            let fields = fields();
            let name = super::acts::name_of(&one.view.cells, &fields);
            let username = text_of(&one.view.cells, &fields, UserField::Username).to_owned();
            let (last, first) = name.split_once(", ").unwrap_or((&name, ""));
            let initials: String = [first, last].into_iter().filter_map(|part| part.chars().next()).collect();
            let asked = one.role.as_ref().is_some_and(|role| role.answer.is_none());
            Some((name, words::line(one.view.row, &username), initials, asked))
        })
    };
    let shown = move || {
        who().map(|(name, line, initials, open)| {
            let state = if open { words::OPEN } else { words::SETTLED };
            view! {
                <Avatar initials />
                <div class="person__text">
                    <p class="person__name">
                        <bdi>{name}</bdi>
                    </p>
                    <p class="person__facts">
                        <bdi>{line}</bdi>
                    </p>
                </div>
                <span class="push badge" class:badge--warning=open>
                    {state}
                </span>
            }
        })
    };
    view! { <div class="person">{shown}</div> }.into_any()
}
