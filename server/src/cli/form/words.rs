//! What is told of rules: how they were kept, where they are broken, and which of them clash.

use super::wish::{Asked, Named};
use domain::forming::rules::{Breach, Clash, Finding, Force, Learner, Thousandths, Why};

/// As many places as are told one by one.
const TOLD: usize = 20;

/// "balance gender (must): value 0, bound 0 (proved), 0.013 s".
pub(super) fn finding(named: &Named, finding: &Finding, seconds: f64) -> String {
    let force = match named.force {
        Force::Must => "must".to_owned(),
        Force::Weight(weight) => format!("weight {weight}"),
    };
    let best = if finding.is_best() { " (nothing better is possible)" } else { "" };
    format!(
        "{} ({force}): value {}, bound {}{best}, {seconds:.3} s",
        named.words,
        decimal(finding.value),
        decimal(finding.bound)
    )
}

/// Thousandths as people write them.
fn decimal(thousandths: Thousandths) -> String {
    let text = format!("{}.{:03}", thousandths / 1_000, thousandths.rem_euclid(1_000));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The places where a rule is broken, a line each.
pub(super) fn breaches(named: &Named, finding: &Finding, asked: &Asked) -> Vec<String> {
    let mut lines: Vec<String> = finding
        .broken
        .iter()
        .take(TOLD)
        .map(|breach| format!("  {}: {}", named.words, breach_words(breach, named, asked)))
        .collect();
    let more = finding.broken.len().saturating_sub(TOLD);
    if more > 0 {
        lines.push(format!("  {}: and {more} more", named.words));
    }
    lines
}

fn breach_words(breach: &Breach, named: &Named, asked: &Asked) -> String {
    match breach {
        Breach::Kind { group, kind, count, least, most } => {
            let asks = if least == most { least.to_string() } else { format!("{least} or {most}") };
            format!("group {} has {count} of “{}”, not {asks}", group + 1, kind_name(*kind, named.attribute, asked))
        }
        Breach::Group { group, loss } => format!("group {} is off by {}", group + 1, decimal(*loss)),
        Breach::Pair { a, b, .. } => [id(*a, asked), " and ", id(*b, asked)].concat(),
    }
}

fn kind_name(kind: u32, attribute: Option<usize>, asked: &Asked) -> String {
    let names = attribute.and_then(|at| asked.kinds.get(at));
    let name = names.zip(usize::try_from(kind).ok()).and_then(|(names, kind)| names.get(kind));
    name.cloned().unwrap_or_else(|| kind.to_string())
}

fn id(learner: Learner, asked: &Asked) -> &str {
    usize::try_from(learner).ok().and_then(|at| asked.ids.get(at)).map_or("", String::as_str)
}

/// Which rules clash, and why.
pub(super) fn clash(clash: &Clash, asked: &Asked) -> String {
    let named: Vec<&Named> = clash.rules.iter().filter_map(|at| asked.rules.get(usize::try_from(*at).ok()?)).collect();
    let rules = named.iter().map(|named| named.words.as_str()).collect::<Vec<_>>().join(", ");
    let who = |learners: &[Learner]| learners.iter().map(|at| id(*at, asked)).collect::<Vec<_>>().join(", ");
    let why = match &clash.why {
        Why::Seats { least, most, learners } => {
            format!("the groups take {least} to {most} learners, and there are {learners}")
        }
        Why::Crowded(group) => format!("more learners are fixed in group {} than it takes", group + 1),
        Why::FixedTwice(learner) => format!("{} is fixed in two groups", id(*learner, asked)),
        Why::TooLarge(set) => format!("no group has room for all who must sit together: {}", who(set)),
        Why::TornApart(a, b) => {
            format!("{} and {} must sit together and are fixed apart", id(*a, asked), id(*b, asked))
        }
        Why::TogetherAndApart(a, b) => format!("{} and {} must sit together and apart", id(*a, asked), id(*b, asked)),
        Why::TooMany(set) => format!("there are too few groups for all who must sit apart: {}", who(set)),
        Why::FixedTogether(a, b) => {
            format!("{} and {} must sit apart and are fixed together", id(*a, asked), id(*b, asked))
        }
        Why::Share { kind, set } => {
            let attribute = named.iter().find_map(|named| named.attribute);
            let kind = kind_name(*kind, attribute, asked);
            format!("who must sit together have more of “{kind}” than a group's share: {}", who(set))
        }
        Why::Alone(least) => format!("it loses {} at least", decimal(*least)),
        Why::NotFound => "no grouping was found that keeps them all; that is no proof".to_owned(),
    };
    if rules.is_empty() { capital(&why) } else { format!("{rules}: {why}.") }
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    [&first, rest.as_str(), "."].concat()
}
