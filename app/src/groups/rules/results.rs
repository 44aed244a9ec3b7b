//! How groups do, rule by rule.

use super::chart::MeanChart;
use super::told::{self, Tone, Verdict};
use super::{CountChart, Names, words};
use crate::ui::{Glyph, Icon, gender_class};
use domain::forming::recipe::{Asked, Outcome, Picture, Spread, Trait};
use domain::forming::rules::{Clash, Finding, Why};
use leptos::prelude::*;
use std::sync::Arc;

/// As many kinds as are drawn, and as many broken places as are named.
const DRAWN: usize = 4;
const NAMED: usize = 6;

/// The card of all rules.
#[component]
pub(in crate::groups) fn RuleResults(rules: Vec<Asked>, outcome: Arc<Outcome>, names: Names) -> impl IntoView {
    let kept = outcome.report.rules.iter().filter(|finding| finding.loss == 0).count();
    let side = words::kept_of(kept, rules.len());
    let found = rules.into_iter().zip(&outcome.report.rules).zip(&outcome.pictures);
    let lines: Vec<_> =
        found.map(|((rule, finding), picture)| line(&rule, finding, picture, &outcome, &names)).collect();
    view! {
        <section class="card" aria-label=words::RULES>
            <div class="card__head">
                <h3>{words::RULES}</h3>
                <span class="card__side">{side}</span>
            </div>
            <ul class="rule-results">{lines}</ul>
        </section>
    }
}

fn line(rule: &Asked, finding: &Finding, picture: &Picture, outcome: &Outcome, names: &Names) -> impl IntoView + use<> {
    let Verdict { tone, badge, line } = told::verdict(rule, finding, picture, names);
    let (class, glyph) = match tone {
        Tone::Kept => ("success", Glyph::Check),
        Tone::Nearly => ("warning", Glyph::Info),
        Tone::Broken => ("danger", Glyph::Warning),
    };
    let gender = rule.what.traits() == [Trait::Gender];
    let drawn = match picture {
        Picture::Kinds(spreads) => {
            let lines = spreads.iter().take(DRAWN).map(|spread| kind_line(spread, gender)).collect_view();
            view! { {lines} {ends(names)} }.into_any()
        }
        Picture::Numbers(means) => view! { <MeanChart means=means.clone() /> {ends(names)} }.into_any(),
        Picture::None => ().into_any(),
    };
    let places = (tone != Tone::Kept).then(|| where_broken(finding, outcome, names));
    view! {
        <li class="rule-result">
            <span class=["rule-result__mark badge badge--", class].concat()>
                <Icon glyph />
            </span>
            <div class="rule-result__text">
                <div class="row row--apart">
                    <h4>{told::title(&rule.what, &names.columns)}</h4>
                    <span class=["badge badge--", class].concat()>{badge}</span>
                </div>
                <p class="quiet small">{line}</p>
                {drawn}
                {places}
            </div>
        </li>
    }
}

/// Which groups the first and the last dot are.
fn ends(names: &Names) -> impl IntoView + use<> {
    let of = |group: Option<&(String, String)>| group.map(|(name, _)| name.clone());
    view! {
        <div class="spread__ends small quiet" aria-hidden="true">
            <span>{of(names.groups.first())}</span>
            <span>{of(names.groups.last())}</span>
        </div>
    }
}

/// One kind and its dots.
fn kind_line(spread: &Spread, gender: bool) -> impl IntoView + use<> {
    let class = if gender { gender_class(&spread.kind) } else { "spread--plain" };
    view! {
        <div class=["spread ", class].concat()>
            <p class="small spread__kind">{words::kind_and_range(spread)}</p>
            <CountChart counts=spread.counts.clone() ideal=spread.ideal />
        </div>
    }
}

/// Links to the groups, and pairs by name.
fn where_broken(finding: &Finding, outcome: &Outcome, names: &Names) -> impl IntoView + use<> {
    let (groups, pairs) = told::places(finding, outcome, names);
    let links: Vec<_> = groups
        .iter()
        .take(NAMED)
        .filter_map(|at| names.groups.get(*at).cloned())
        .map(|(name, href)| {
            view! {
                <a href=href rel="external">
                    {name}
                </a>
            }
        })
        .collect();
    let more = groups.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| view! { <span class="quiet">{["+ ", &more.to_string()].concat()}</span> });
    let pairs = words::list(&pairs, NAMED);
    view! {
        {(!groups.is_empty()).then(|| view! { <p class="row small">{links} {more}</p> })}
        {(!pairs.is_empty()).then(|| view! { <p class="small">{pairs}</p> })}
    }
}

/// Which musts clash, and why.
#[component]
pub(in crate::groups) fn Clashes(rules: Vec<Asked>, outcome: Arc<Outcome>, names: Names) -> impl IntoView {
    let clash = |clash: &Clash| {
        let title = |at: &u32| rules.get(*at as usize).map(|rule| told::title(&rule.what, &names.columns));
        let titles: Vec<String> = clash.rules.iter().filter_map(title).collect();
        let head = if titles.is_empty() { words::CLASH_SIZES.to_owned() } else { titles.join(" · ") };
        view! {
            <li>
                <b>{head}</b>
                <span class="quiet">{why(&clash.why, &outcome, &names)}</span>
            </li>
        }
    };
    let clashes: Vec<_> = outcome.clashes.iter().map(clash).collect();
    (!clashes.is_empty()).then(|| {
        view! {
            <section class="card rule-clashes" aria-label=words::CLASH>
                <div class="card__head">
                    <Icon glyph=Glyph::Warning />
                    <h3>{words::CLASH}</h3>
                </div>
                <ul class="rule-clashes__list">{clashes}</ul>
            </section>
        }
    })
}

fn why(why: &Why, outcome: &Outcome, names: &Names) -> String {
    let who = |at: &u32| outcome.learners.get(*at as usize).map(|id| (names.learner)(*id)).unwrap_or_default();
    let all = |set: &[u32]| words::list(&set.iter().map(who).collect::<Vec<_>>(), 8);
    let group = |at: &u32| names.groups.get(*at as usize).map(|(name, _)| name.clone()).unwrap_or_default();
    match why {
        Why::Seats { least, most, learners } => {
            format!("The groups take {least} to {most} learners, and there are {learners}.")
        }
        Why::Crowded(at) => format!("More learners sit in {} than it takes.", group(at)),
        Why::FixedTwice(at) => format!("{} sits in two groups already.", who(at)),
        Why::TooLarge(set) => format!("No group has room for all of them: {}.", all(set)),
        Why::TornApart(a, b) => format!("{} and {} sit in different groups already.", who(a), who(b)),
        Why::TogetherAndApart(a, b) => format!("{} and {} are to sit together and apart.", who(a), who(b)),
        Why::TooMany(set) => format!("They are more than there are groups: {}.", all(set)),
        Why::FixedTogether(a, b) => format!("{} and {} sit in one group already.", who(a), who(b)),
        Why::Share { set, .. } => format!("Together they are more of one kind than a group's share: {}.", all(set)),
        Why::Alone(least) => format!("By itself it is broken {} times at least.", words::decimal(*least)),
        Why::NotFound => "No groups were found that keep all of them. That is no proof.".to_owned(),
    }
}
