//! The fourth step: rules beside sizes and gender (SPEC F1).

use super::StepHeading;
use super::draft::Step;
use super::field::ProblemLine;
use super::rule_card::RuleCard;
use super::state::Wizard;
use super::{csv_columns, words};
use crate::groups::rules::Kind;
use crate::ui::{Glyph, Icon, Menu};
use domain::forming::recipe::{Asked, Importance, MOST_RULES, Trait, What};
use leptos::prelude::*;

#[component]
pub(super) fn RulesStep(wizard: Wizard) -> impl IntoView {
    let draft = wizard.asked.draft;
    let count = Memo::new(move |_| draft.with(|draft| draft.rules.len()));
    // The rule that is being changed; the others are a line each.
    let open = RwSignal::new(None::<usize>);
    let problem = Signal::derive(move || wizard.problem(|_| true));
    let cards = move || (0..count.get()).map(|at| view! { <RuleCard wizard at open /> }).collect_view();
    let none = move || (count.get() == 0).then(|| view! { <p class="quiet rules__none">{words::NO_RULES}</p> });
    view! {
        <section class="card rules">
            <div class="card__body">
                <StepHeading wizard step=Step::Rules />
                <p class="quiet">{words::RULES_HINT}</p>
                <ProblemLine problem />
            </div>
            <div id="rules" tabindex="-1" class="rules__list">
                {none}
                <ol>{cards}</ol>
            </div>
            <div class="card__foot row">
                <AddRule wizard open />
                <csv_columns::FromFile wizard />
            </div>
        </section>
    }
}

/// The kinds of rules to choose from.
#[component]
fn AddRule(wizard: Wizard, open: RwSignal<Option<usize>>) -> impl IntoView {
    let draft = wizard.asked.draft;
    let add = move |kind: Kind| {
        let what = match kind {
            Kind::Balance => What::Balance(Trait::Gender),
            Kind::Alike => What::Alike(Trait::Gender),
            Kind::NobodyAlone => What::NobodyAlone(Trait::Gender),
            Kind::Together => What::Together(vec![Vec::new()]),
            Kind::Apart => What::Apart(vec![Vec::new()]),
            Kind::NewFaces => What::NewFaces(
                wizard.roster.with_value(|roster| roster.start.earlier.first().map(|set| set.id).into_iter().collect()),
            ),
            Kind::Diverse => What::Diverse(vec![Trait::Gender]),
        };
        let force = if matches!(kind, Kind::Together | Kind::Apart) { Importance::Must } else { Importance::default() };
        draft.update(|draft| draft.rules.push(Asked { what, force }));
        let at = draft.with_untracked(|draft| draft.rules.len() - 1);
        open.set(Some(at));
        // Once it is there, the card takes the focus.
        request_animation_frame(move || super::state::focus(&words::rule_id(at)));
    };
    let full = Memo::new(move |_| draft.with(|draft| draft.rules.len() >= MOST_RULES));
    let items = move || {
        Kind::ALL
            .into_iter()
            .map(|kind| {
                view! {
                    <button
                        type="button"
                        class="menu__item rules__kind"
                        disabled=move || full.get()
                        on:click=move |_| add(kind)
                    >
                        <span>
                            {kind.title()} <span class="choice__hint">{kind.hint()}</span>
                        </span>
                    </button>
                }
            })
            .collect_view()
    };
    let face = view! {
        <Icon glyph=Glyph::Plus />
        {words::ADD_RULE}
    }
    .into_any();
    view! {
        <Menu id="add-rule" class="button menu__caret" face>
            {items()}
        </Menu>
    }
}
