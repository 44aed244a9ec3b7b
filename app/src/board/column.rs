//! A column of the board: a group, or the unassigned.

use super::acting::Acting;
use super::card::{LearnerCard, colour_class};
use super::guidance::{Mark, Outlook};
use super::state::{Board, Col, Held, Whom};
use super::tutor::Tutors;
use super::words;
use crate::ui::{Glyph, Icon};
use domain::forming::recipe::{Share, Trait};
use domain::id::UserId;
use leptos::prelude::*;

/// Cards of a column in the document at first: more are for a school that has placed nobody yet.
const MOST: usize = 60;
/// Stands in a list of cards where those who are held would land.
const LANDING: UserId = UserId(-1);

#[component]
pub(super) fn BoardColumn(
    board: Board,
    acting: Acting,
    at: usize,
    col: Col,
    /// Where it stands, while it does not stand beside the others.
    apart: Signal<Option<String>>,
) -> impl IntoView {
    let outlook = Memo::new(move |_| {
        board.holding.with(|held| {
            let held = Held { over: Some(at), ..held.clone()? };
            // Others may act meanwhile.
            board.version.track();
            Some(untrack(|| board.outlook(at, &held)))
        })
    });
    let is_over = Memo::new(move |_| board.held.with(|held| held.as_ref().is_some_and(|held| held.over == Some(at))));
    let marked = move |mark: Mark| move || outlook.with(|outlook| outlook.as_ref().is_some_and(|is| is.mark == mark));
    let heading = ["column-", &at.to_string()].concat();
    let labelled = heading.clone();
    view! {
        <section
            class="column"
            class:column--over=is_over
            class:column--unassigned=at == 0
            class:column--apart=move || apart.with(Option::is_some)
            style:inset-inline-start=move || apart.get().unwrap_or_default()
            class:column--better=marked(Mark::Better)
            class:column--worse=marked(Mark::Worse)
            class:column--breaks=marked(Mark::Breaks)
            data-column=at.to_string()
            aria-labelledby=labelled
        >
            <header class="column__head">
                <Name id=heading name=col.name />
                <Size board at col />
                <Tutors board acting at tutors=col.tutors />
                <Spread board at col />
                <Status board at />
                {move || outlook.get().filter(|is| is.mark != Mark::Plain).map(|outlook| view! { <Band outlook /> })}
            </header>
            <Cards board acting at col is_over />
        </section>
    }
    .into_any()
}

/// The name. Where it is too long the end stays, for that is what tells groups of one set apart.
#[component]
fn Name(id: String, name: RwSignal<String>) -> impl IntoView {
    let end = move || name.with(|name| name.rfind(' ').unwrap_or(name.len()));
    // Nothing at all where there is no end: an empty text would be rendered as a space.
    let tail = move || {
        let tail = name.with(|name| name[end()..].to_owned());
        (!tail.is_empty()).then(|| view! { <span class="column__end">{tail}</span> })
    };
    view! {
        <h3 class="column__name" id=id title=move || name.get()>
            <span class="column__begin">{move || name.with(|name| name[..end()].to_owned())}</span>
            {tail}
        </h3>
    }
    .into_any()
}

/// How many there are of how many places.
#[component]
fn Size(board: Board, at: usize, col: Col) -> impl IntoView {
    let size = Memo::new(move |_| col.members.with(Vec::len));
    let room = Memo::new(move |_| board.guide.with(|guide| guide.as_ref()?.room()).filter(|_| at > 0));
    let is_off = move || {
        let size = u32::try_from(size.get()).unwrap_or(u32::MAX);
        room.get().is_some_and(|room| size < room.least || size > room.most)
    };
    let shown = move || {
        let shown = board.shown(col).len();
        (shown != size.get()).then(|| words::shown_of(shown, size.get()))
    };
    view! {
        <span class="column__size" class:column__size--off=is_off>
            <span aria-hidden="true">{move || words::size(size.get(), room.get().map(|room| room.most))}</span>
            <span class="unseen">{move || words::size_spoken(size.get(), room.get().map(|room| room.most))}</span>
        </span>
        {move || shown().map(|words| view! { <span class="column__shown">{words}</span> })}
    }
    .into_any()
}

/// How a column is spread: by what cards are coloured by, and by each rule.
#[component]
fn Spread(board: Board, at: usize, col: Col) -> impl IntoView {
    let by_colour = move || {
        let (of, people) = (board.look.colour.get(), board.people.get_value());
        col.members.with(|members| {
            let counts = people.counts(of, members);
            let words = words::spread(&counts);
            let parts: Vec<(&'static str, u32)> =
                counts.iter().map(|(kind, name, count)| (colour_class(of, *kind, name), *count)).collect();
            (!parts.is_empty()).then(|| bar(parts, words))
        })
    };
    let by_rules = move || {
        let line = |(of, name, share): (Trait, String, Share)| match share {
            Share::Mean(mean) => view! { <p class="spread-line">{words::mean(&name, mean)}</p> }.into_any(),
            Share::Kinds(kinds) => {
                let told: Vec<(usize, &str, u32)> =
                    kinds.iter().map(|(kind, name, count)| (*kind, name.as_str(), *count)).collect();
                let words = words::spread(&told);
                let parts = kinds.iter().map(|(kind, name, count)| (colour_class(of, *kind, name), *count));
                bar(parts.collect(), words)
            }
        };
        board.shares(at).into_iter().map(line).collect_view()
    };
    view! {
        {by_colour}
        {by_rules}
    }
    .into_any()
}

/// A bar and its words.
fn bar(parts: Vec<(&'static str, u32)>, words: String) -> AnyView {
    let parts: Vec<_> = parts
        .into_iter()
        .map(|(class, count)| view! { <i class=class style:flex-grow=count.to_string()></i> })
        .collect();
    let title = words.clone();
    view! {
        <span class="genders genders--stretch column__spread">
            <span class="genders__bar" aria-hidden="true">
                {parts}
            </span>
            <span class="genders__words" title=title>
                {words}
            </span>
        </span>
    }
    .into_any()
}

/// Whether rules are kept.
#[component]
fn Status(board: Board, at: usize) -> impl IntoView {
    let standing = Memo::new(move |_| board.standing(at));
    move || {
        let standing = standing.get();
        standing.is_judged.then(|| {
            let (class, glyph) = match (standing.flaws.is_empty(), standing.breaks_must) {
                (true, _) => ("column__status column__status--kept", Glyph::Check),
                (false, false) => ("column__status column__status--off", Glyph::Warning),
                (false, true) => ("column__status column__status--broken", Glyph::Forbidden),
            };
            let (title, words) = (standing.flaws.join("; "), words::first_of(&standing.flaws));
            view! {
                <span class=class title=title>
                    <Icon glyph />
                    {words}
                </span>
            }
        })
    }
}

/// What a drop would do.
#[component]
fn Band(outlook: Outlook) -> impl IntoView {
    let Outlook { mark, detail, .. } = outlook;
    let glyph = match mark {
        Mark::Source => Glyph::Left,
        Mark::Breaks => Glyph::Forbidden,
        Mark::Worse => Glyph::Down,
        Mark::Better => Glyph::Up,
        Mark::Unplaces | Mark::Same | Mark::Plain => Glyph::Minus,
    };
    view! {
        <p class=["column__band band--", mark.class()].concat()>
            <b>
                <Icon glyph />
                {words::mark(mark)}
            </b>
            <span>{detail}</span>
        </p>
    }
    .into_any()
}

#[component]
fn Cards(board: Board, acting: Acting, at: usize, col: Col, is_over: Memo<bool>) -> impl IntoView {
    let most = RwSignal::new(MOST);
    let all = Memo::new(move |_| board.shown(col));
    let landing = Memo::new(move |_| {
        let held = board.holding.get().filter(|held| is_over.get() && held.whom == Whom::Learners)?;
        held.who.iter().find(|(_, from)| *from != at).map(|(who, _)| *who)
    });
    let shown = move || -> Vec<UserId> {
        let mut all = all.get();
        if all.len() > MOST && board.look.typed.with(|typed| !typed.is_empty()) {
            // Those that are searched for come first, where not all are in the document.
            all.sort_by_key(|id| !board.card(*id).is_some_and(|card| board.look.finds(&card)));
        }
        all.truncate(most.get());
        if let Some(who) = landing.get() {
            let order = |id: UserId| board.card(id).map(|card| card.order);
            let place = all.iter().position(|id| order(*id) > order(who)).unwrap_or(all.len());
            all.insert(place, LANDING);
        }
        all
    };
    let more = move || {
        all.with(|all| all.len() > most.get()).then(|| {
            view! {
                <li>
                    <button type="button" class="button button--small button--wide" on:click=move |_| most.update(|most| *most += MOST)>
                        {words::MORE}
                    </button>
                </li>
            }
        })
    };
    // A column is one step of Tab, and its cards are steps of the arrows.
    let stop = Memo::new(move |_| {
        all.with(|all| match board.active.get() {
            Some((col, who)) if col == at && all.contains(&who) => Some(who),
            _ => all.first().copied(),
        })
    });
    let card = move |who: UserId| {
        if who == LANDING {
            return view! { <li class="learner learner--landing" aria-hidden="true">{words::LANDS}</li> }.into_any();
        }
        board.card(who).map(|card| view! { <LearnerCard board acting col=at card stop /> }).into_any()
    };
    view! {
        <ul class="column__cards">
            <For each=shown key=|who| *who children=card />
            {more}
        </ul>
    }
    .into_any()
}
