//! Rules and what came of them, in words.

use super::{Names, words};
use domain::forming::recipe::{Asked, Column, Importance, Picture, Trait, What};
use domain::forming::rules::{Breach, Finding};

/// As many names as a line has room for.
const FEW: usize = 3;

/// How groups do by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::groups) struct Verdict {
    pub(in crate::groups) tone: Tone,
    /// In two or three words.
    pub(in crate::groups) badge: String,
    pub(super) line: String,
}

/// What to think of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::groups) enum Tone {
    Kept,
    /// Not wholly, and it is a wish or cannot be measured by yes and no.
    Nearly,
    /// A must that is not kept.
    Broken,
}

/// The name of a trait: "gender", or that of a column.
pub(crate) fn trait_name(of: Trait, columns: &[Column]) -> String {
    match of {
        Trait::Column(at) => columns
            .get(at as usize)
            .map_or_else(|| words::of_profiles(of).to_owned(), |column| words::quoted(&column.name)),
        _ => words::of_profiles(of).to_owned(),
    }
}

fn trait_names(of: &[Trait], columns: &[Column]) -> String {
    words::list(&of.iter().map(|of| trait_name(*of, columns)).collect::<Vec<_>>(), 10)
}

/// "Balance gender", "Keep apart 6 pairs".
pub(crate) fn title(what: &What, columns: &[Column]) -> String {
    let kind = super::Kind::of(what).title();
    match what {
        What::Balance(_) | What::Diverse(_) => [kind, " ", &trait_names(what.traits(), columns)].concat(),
        What::Alike(_) | What::NobodyAlone(_) => [kind, ": ", &trait_names(what.traits(), columns)].concat(),
        What::Together(sets) | What::Apart(sets) => [kind, " ", &words::of_people(sets)].concat(),
        What::NewFaces(_) => kind.to_owned(),
    }
}

/// What it asks, beside its title.
pub(in crate::groups) fn asks(what: &What, names: &Names) -> String {
    match what {
        What::Balance(_) | What::Alike(_) | What::NobodyAlone(_) | What::Diverse(_) => {
            trait_names(what.traits(), &names.columns)
        }
        What::Together(sets) | What::Apart(sets) => {
            let of_set =
                |set: &Vec<_>| words::list(&set.iter().map(|who| (names.learner)(*who)).collect::<Vec<_>>(), 6);
            let sets: Vec<String> = sets.iter().filter(|set| !set.is_empty()).map(of_set).collect();
            let more = sets.len().saturating_sub(FEW);
            let shown = sets[..sets.len() - more].join("; ");
            if more > 0 { [&shown, "; … ", &more.to_string(), " more"].concat() } else { shown }
        }
        What::NewFaces(sets) => {
            let sets: Vec<String> = sets.iter().map(|set| words::quoted(&(names.set)(*set))).collect();
            if sets.is_empty() { String::new() } else { words::from_sets(&words::list(&sets, FEW)) }
        }
    }
}

/// What came of a rule.
pub(in crate::groups) fn verdict(rule: &Asked, finding: &Finding, picture: &Picture, names: &Names) -> Verdict {
    let kept = finding.loss == 0;
    let units = usize::try_from(finding.loss / 1_000).unwrap_or(0);
    let (badge, detail) = match (&rule.what, picture) {
        (What::Balance(_), Picture::Numbers(means)) => {
            let known = || means.groups.iter().flatten().copied();
            let (low, high) = (known().min().unwrap_or(0), known().max().unwrap_or(0));
            let off = (high - means.all).max(means.all - low);
            (["± ", &words::decimal(off)].concat(), words::means(low, high, means.all))
        }
        (What::Balance(_), Picture::Kinds(_)) => (words::off(units), per_group(picture)),
        (What::Alike(_), Picture::Numbers(_)) => (words::BEST_FOUND.to_owned(), String::new()),
        (What::Balance(_) | What::Alike(_), _) => (words::differ(units), per_group(picture)),
        (What::NobodyAlone(_), _) => (words::alone(units), words::TWO_AT_LEAST.to_owned()),
        (What::Together(sets), _) => (words::apart(units), words::all_together(&words::of_people(sets))),
        (What::Apart(sets), _) => (words::together(units), words::all_apart(&words::of_people(sets))),
        (What::NewFaces(_), _) => (words::repeats(units), asks(&rule.what, names)),
        (What::Diverse(_), _) => (words::percent(finding.value, finding.bound), String::new()),
    };
    // What was to be said of a rule that is kept is not true of one that is not.
    let only_if_kept = matches!(rule.what, What::NobodyAlone(_) | What::Together(_) | What::Apart(_));
    let detail = if only_if_kept && !kept { String::new() } else { detail };
    let least = usize::try_from(finding.bound / 1_000).unwrap_or(0);
    let best = match &rule.what {
        _ if kept => "",
        _ if finding.is_best() => words::BEST_POSSIBLE,
        What::Diverse(_) => words::BEST_FOUND,
        _ if least > 0 => &words::at_least(least),
        _ => words::BEST_FOUND,
    };
    let pieces = [words::force(rule.force), &detail, best];
    let line = pieces.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" · ");
    let tone = match rule.force {
        _ if kept => Tone::Kept,
        Importance::Must => Tone::Broken,
        _ => Tone::Nearly,
    };
    Verdict { tone, badge: if kept { words::KEPT.to_owned() } else { badge }, line }
}

/// "4–5 F, 3–4 M per group".
fn per_group(picture: &Picture) -> String {
    let Picture::Kinds(spreads) = picture else { return String::new() };
    let ranges: Vec<String> = spreads.iter().take(FEW).map(words::kind_and_range).collect();
    if ranges.is_empty() { String::new() } else { [&ranges.join(", "), " per group"].concat() }
}

/// Where it is broken: the groups by their places, and pairs in words.
pub(super) fn places(
    finding: &Finding,
    outcome: &domain::forming::recipe::Outcome,
    names: &Names,
) -> (Vec<usize>, Vec<String>) {
    let (mut groups, mut pairs) = (Vec::new(), Vec::new());
    for breach in &finding.broken {
        match breach {
            Breach::Kind { group, .. } | Breach::Group { group, .. } => groups.push(*group as usize),
            Breach::Pair { a, b, .. } => {
                let seat = |who: u32| outcome.grouping.get(who as usize).copied();
                let who =
                    |who: u32| outcome.learners.get(who as usize).map(|id| (names.learner)(*id)).unwrap_or_default();
                let group = seat(*a).filter(|group| seat(*b) == Some(*group));
                let group = group.and_then(|group| names.groups.get(group as usize)).map(|(name, _)| name.as_str());
                pairs.push(words::pair(&who(*a), &who(*b), group));
            }
        }
    }
    groups.sort_unstable();
    groups.dedup();
    (groups, pairs)
}
