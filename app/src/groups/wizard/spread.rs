//! The spread of genders over the groups: a dot per group, and words.

use super::draft::Preview;
use super::roster::Roster;
use super::state::Wizard;
use super::words;
use crate::groups::rules::CountChart;
use crate::ui::{Glyph, Icon, gender_class};
use domain::forming::Genders;
use domain::person::GenderCode;
use leptos::prelude::*;

/// How one gender is spread.
struct Spread {
    code: GenderCode,
    /// How many in each group.
    counts: Vec<u32>,
    /// An even share of the learners, down and up to whole people.
    ideal: (u32, u32),
}

impl Spread {
    fn range(&self) -> (u32, u32) {
        let low = self.counts.iter().copied().min().unwrap_or(0);
        (low, self.counts.iter().copied().max().unwrap_or(0))
    }
}

/// The card beside the preview.
#[component]
pub(super) fn SpreadCard(wizard: Wizard) -> impl IntoView {
    let genders = Memo::new(move |_| wizard.asked.draft.with(|draft| draft.genders));
    let lines = move || {
        let mode = genders.get();
        wizard.preview.with(|preview| {
            let preview = preview.as_ref()?;
            let spreads = wizard.roster.with_value(|roster| spreads(preview, roster));
            let names = (preview.groups.first()?.0.to_string(), preview.groups.last()?.0.to_string());
            Some(match mode {
                Genders::Homogeneous => spreads.iter().map(line_of_one).collect_view().into_any(),
                Genders::Any | Genders::Balanced => {
                    let ends = view! {
                        <div class="spread__ends small quiet" aria-hidden="true">
                            <span>{names.0}</span>
                            <span>{names.1}</span>
                        </div>
                    };
                    view! { {spreads.iter().map(line).collect_view()} {ends} }.into_any()
                }
            })
        })
    };
    let kept = move || {
        (genders.get() != Genders::Any).then(|| {
            view! {
                <span class="badge badge--success card__side">
                    <Icon glyph=Glyph::Check />
                    {words::KEPT}
                </span>
            }
        })
    };
    view! {
        <section class="card" aria-label=words::SPREAD>
            <div class="card__head">
                <h3>{move || words::spread_title(genders.get())}</h3>
                {kept}
            </div>
            <div class="card__body">
                <p class="quiet small">{move || words::spread_hint(genders.get())}</p>
                {lines}
            </div>
        </section>
    }
}

fn spreads(preview: &Preview, roster: &Roster) -> Vec<Spread> {
    let everyone = preview.groups.iter().flat_map(|(_, members)| members.iter().copied());
    let groups = u32::try_from(preview.groups.len()).unwrap_or(u32::MAX).max(1);
    let per_group: Vec<_> = preview.groups.iter().map(|(_, members)| roster.genders(members.iter().copied())).collect();
    let spread = |(code, count): (GenderCode, u32)| {
        let of = |counts: &domain::groups::view::GenderCounts| {
            counts.iter().find(|(other, _)| *other == code).map_or(0, |(_, count)| *count)
        };
        let counts = per_group.iter().map(of).collect();
        Spread { counts, ideal: (count / groups, count.div_ceil(groups)), code }
    };
    roster.genders(everyone).into_iter().map(spread).collect()
}

/// "4–5 F per group", and a dot for each group.
fn line(spread: &Spread) -> impl IntoView + use<> {
    let (low, high) = spread.range();
    view! {
        <div class=["spread ", gender_class(spread.code.as_str())].concat()>
            <p class="small">{words::per_group(low, high, spread.code.as_str())}</p>
            <CountChart counts=spread.counts.clone() ideal=spread.ideal />
        </div>
    }
}

/// "11 groups of F".
fn line_of_one(spread: &Spread) -> impl IntoView + use<> {
    let groups = spread.counts.iter().filter(|count| **count > 0).count();
    view! {
        <p class=["gender-mark ", gender_class(spread.code.as_str())].concat()>
            {words::groups_of(groups, spread.code.as_str())}
        </p>
    }
}
