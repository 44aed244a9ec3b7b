//! What dropping who is held would do to a column, and how a column stands by the rules of its set: in words.

use super::people::People;
use super::state::{Board, Held, Whom};
use super::words;
use crate::groups::rules::{title, trait_name};
use domain::forming::recipe::{Asked, Effect, Flaw, Guide, Importance, Share, Trait, Verdict, What};
use domain::id::UserId;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What a drop would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Everyone who is held is here.
    Source,
    /// They would be in no group.
    Unplaces,
    Breaks,
    Worse,
    Same,
    Better,
    /// Tutors: rules say nothing of them.
    Plain,
}

impl Mark {
    /// The end of a class.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Unplaces => "unplaces",
            Self::Breaks => "breaks",
            Self::Worse => "worse",
            Self::Same | Self::Plain => "same",
            Self::Better => "better",
        }
    }
}

/// What a drop would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outlook {
    pub(super) mark: Mark,
    /// "8 → 9 of 8, 3 F → 4 F".
    pub(super) detail: String,
    /// The same, to be heard.
    pub(super) spoken: String,
}

/// How a column stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether there are rules to say anything of.
    pub(super) is_judged: bool,
    /// Each rule that is not kept, in a few words: those that must be first.
    pub(super) flaws: Vec<String>,
    pub(super) breaks_must: bool,
}

impl Board {
    /// The members of a column before and after a drop there, or after they went elsewhere.
    fn around(self, at: usize, held: &Held, to: usize) -> (Vec<UserId>, Vec<UserId>) {
        let before = self.members(at);
        let mut after = before.clone();
        let partner = held.with.filter(|_| self.members(to).iter().any(|id| Some(*id) == held.with));
        if at == to {
            after.retain(|id| Some(*id) != partner);
            after.extend(held.who.iter().map(|(who, _)| *who).filter(|who| !before.contains(who)));
        } else {
            after.retain(|id| !held.who.contains(&(*id, at)));
            if held.who.first().is_some_and(|(_, from)| *from == at) {
                after.extend(partner);
            }
        }
        (before, after)
    }

    /// What dropping those who are held in a column would do. Follows neither.
    pub(super) fn outlook(self, at: usize, held: &Held) -> Outlook {
        if held.whom == Whom::Tutors {
            let is_here = held.who.iter().all(|(_, from)| *from == at);
            let mark = if is_here { Mark::Source } else { Mark::Plain };
            return Outlook { mark, detail: String::new(), spoken: String::new() };
        }
        let is_source = held.who.iter().all(|(_, from)| *from == at);
        let (before, after) = if is_source {
            // Wherever they go, this is what is left.
            let before = self.members(at);
            let after = before.iter().copied().filter(|id| !held.who.contains(&(*id, at))).collect();
            (before, after)
        } else {
            self.around(at, held, at)
        };
        if at == 0 {
            let mark = if is_source { Mark::Source } else { Mark::Unplaces };
            let detail = words::unassigned(before.len(), after.len());
            return Outlook { mark, spoken: words::becomes_spoken(before.len(), after.len()), detail };
        }
        let guide = self.guide.get_untracked();
        let effect = guide.as_ref().filter(|_| !is_source).map(|guide| self.effect(guide, at, held));
        let mark = match effect.as_ref().map(Effect::verdict) {
            _ if is_source => Mark::Source,
            Some(Verdict::Breaks) => Mark::Breaks,
            Some(Verdict::Worse) => Mark::Worse,
            Some(Verdict::Better) => Mark::Better,
            Some(Verdict::Same) => Mark::Same,
            None => Mark::Plain,
        };
        let told = Told { board: self, before: &before, after: &after };
        let detail = told.detail(guide.as_deref(), effect.as_ref());
        Outlook { mark, spoken: told.spoken(mark, &detail), detail }
    }

    /// Says where those who are held would land, and what that would do.
    pub(super) fn say_over(self) {
        let Some(held) = self.held.get_untracked() else { return };
        let Some(over) = held.over else { return };
        let (column, outlook) = (self.col_name(over), self.outlook(over, &held));
        let partner = held.with.and_then(|who| self.card(who));
        self.said.set(match (outlook.mark, partner) {
            (Mark::Source, _) => words::over_source(&column),
            (_, Some(partner)) => words::over_partner(&column, &partner.name, &outlook.spoken),
            _ => words::over(&column, &outlook.spoken),
        });
    }

    /// What a drop in a column does to the rules of all that change.
    fn effect(self, guide: &Guide, to: usize, held: &Held) -> Effect {
        let mut touched: BTreeSet<usize> = held.who.iter().map(|(_, from)| *from).collect();
        touched.insert(to);
        touched.remove(&0);
        let groups: Vec<_> = touched.into_iter().map(|at| self.around(at, held, to)).collect();
        let (before, after) = self.around(0, held, to);
        let groups = groups.iter().map(|(before, after)| (before.as_slice(), after.as_slice()));
        guide.effect(groups, (&before, &after))
    }

    /// How a column stands by the rules. Follows its members and the rules.
    pub(super) fn standing(self, at: usize) -> Standing {
        let Some((col, guide)) = self.col(at).zip(self.guide.get()).filter(|_| at > 0) else {
            return Standing::default();
        };
        let members = col.members.get();
        let rules = self.rules.get_value();
        let flaws = guide.flaws(&members, &self.nowhere());
        let mut standing = Standing { is_judged: !rules.recipe.rules.is_empty(), ..Standing::default() };
        let size = u32::try_from(members.len()).unwrap_or(u32::MAX);
        standing.flaws.extend(guide.room().and_then(|room| words::off_size(size, room.least, room.most)));
        let mut order: Vec<usize> = (0..rules.recipe.rules.len()).collect();
        order.sort_by_key(|rule| rules.recipe.rules[*rule].force != Importance::Must);
        for rule in order {
            let asked = &rules.recipe.rules[rule];
            let of_rule: Vec<&Flaw> = flaws.iter().filter(|(at, _)| *at == rule).map(|(_, flaw)| flaw).collect();
            if !of_rule.is_empty() {
                standing.breaks_must |= asked.force == Importance::Must;
                standing.flaws.push(in_short(asked, &of_rule));
            }
        }
        standing
    }

    /// Who is in no group. Follows them.
    fn nowhere(self) -> Vec<UserId> {
        self.col(0).map(|col| col.members.get()).unwrap_or_default()
    }

    /// What else than what cards are coloured by can be drawn of a column: a trait, its name, and its kinds or its mean.
    pub(super) fn shares(self, at: usize) -> Vec<(Trait, String, Share)> {
        let Some((col, guide)) = self.col(at).zip(self.guide.get()).filter(|_| at > 0) else { return Vec::new() };
        let (members, rules, colour) = (col.members.get(), self.rules.get_value(), self.look.colour.get());
        let of = |rule: usize| {
            let asked = &rules.recipe.rules[rule];
            let of = asked.what.traits().first().copied().filter(|of| *of != colour)?;
            Some((of, trait_name(of, &rules.recipe.columns), guide.share(rule, &members)?))
        };
        guide.drawn().into_iter().filter_map(of).collect()
    }
}

/// "1 F short", "2 repeats": how a group breaks a rule.
fn in_short(asked: &Asked, flaws: &[&Flaw]) -> String {
    let kinds = |flaw: &&Flaw| match flaw {
        Flaw::Kind { kind, count, .. } if matches!(asked.what, What::NobodyAlone(_)) => {
            Some(words::alone(*count, kind))
        }
        Flaw::Kind { kind, count, least, .. } if count < least => Some(words::short(least - count, kind)),
        Flaw::Kind { kind, count, most, .. } => Some(words::over_by(count.saturating_sub(*most), kind)),
        _ => None,
    };
    let named: Vec<String> = flaws.iter().filter_map(kinds).collect();
    if !named.is_empty() {
        return named.join(", ");
    }
    let pairs = flaws.iter().filter(|flaw| matches!(flaw, Flaw::Pair { .. })).count();
    match &asked.what {
        What::Together(_) => words::parted(pairs),
        What::Apart(_) => words::together(pairs),
        What::NewFaces(_) => words::repeats(pairs),
        What::Alike(_) => words::NOT_ALIKE.to_owned(),
        _ => words::OFF.to_owned(),
    }
}

/// A column around a drop, to be told.
struct Told<'a> {
    board: Board,
    before: &'a [UserId],
    after: &'a [UserId],
}

impl Told<'_> {
    fn detail(&self, guide: Option<&Guide>, effect: Option<&Effect>) -> String {
        let broken = guide.zip(effect).filter(|(_, effect)| effect.verdict() == Verdict::Breaks);
        if let Some((guide, effect)) = broken {
            return self.breach(guide, effect);
        }
        let room = guide.and_then(Guide::room).map(|room| room.most);
        let mut parts = vec![words::becomes(self.before.len(), self.after.len(), room)];
        parts.extend(self.kinds());
        parts.extend(guide.zip(effect).and_then(|(_, effect)| self.pairs(effect)));
        parts.join(", ")
    }

    /// "3 F → 4 F": what changes of what cards are coloured by.
    fn kinds(&self) -> Option<String> {
        let people = self.board.people.get_value();
        let of = self.board.look.colour.get_untracked();
        let (before, after) = (people.counts(of, self.before), people.counts(of, self.after));
        let count = |all: &[(usize, &str, u32)], kind: usize| {
            all.iter().find(|(at, ..)| *at == kind).map_or(0, |(_, _, count)| *count)
        };
        let names: BTreeSet<(usize, &str)> = before.iter().chain(&after).map(|(at, name, _)| (*at, *name)).collect();
        let changed = names.into_iter().filter_map(|(kind, name)| {
            let (from, to) = (count(&before, kind), count(&after, kind));
            (from != to).then(|| words::kind_becomes(name, from, to))
        });
        let changed: Vec<String> = changed.take(2).collect();
        (!changed.is_empty()).then(|| changed.join(", "))
    }

    /// "1 repeat more": what changes of rules on who is with whom.
    fn pairs(&self, effect: &Effect) -> Option<String> {
        let rules = self.board.rules.get_value();
        let changed = rules.recipe.rules.iter().zip(&effect.rules).filter(|(_, loss)| **loss != 0);
        let told = changed.filter_map(|(asked, loss)| {
            let (pairs, more) = (usize::try_from(loss.abs() / 1_000).ok()?, *loss > 0);
            let pairs_words = match asked.what {
                What::Together(_) => words::parted(pairs),
                What::Apart(_) => words::together(pairs),
                What::NewFaces(_) => words::repeats(pairs),
                _ => return None,
            };
            (pairs > 0).then(|| words::more_or_less(&pairs_words, more))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// "Keep apart 1 pair: Berg, Haddad": the must that would be broken, and where.
    fn breach(&self, guide: &Guide, effect: &Effect) -> String {
        let Some(rule) = effect.broken.first().copied() else { return String::new() };
        let rules = self.board.rules.get_value();
        let Some(asked) = rules.recipe.rules.get(rule) else { return String::new() };
        let people = self.board.people.get_value();
        let flaws = |members: &[UserId], nowhere: &[UserId]| -> Vec<Flaw> {
            guide.flaws(members, nowhere).into_iter().filter(|(at, _)| *at == rule).map(|(_, flaw)| flaw).collect()
        };
        let nowhere = self.board.members(0);
        let still: Vec<UserId> = nowhere.iter().copied().filter(|who| !self.after.contains(who)).collect();
        let before = flaws(self.before, &nowhere);
        let new: Vec<Flaw> = flaws(self.after, &still).into_iter().filter(|flaw| !before.contains(flaw)).collect();
        let pair = new.iter().find_map(|flaw| match flaw {
            Flaw::Pair { a, b, .. } => Some([family(&people, *a), family(&people, *b)].join(", ")),
            _ => None,
        });
        let detail = match pair {
            Some(pair) => pair,
            None if new.is_empty() => String::new(),
            None => in_short(asked, &new.iter().collect::<Vec<_>>()),
        };
        words::breaks(&title(&asked.what, &rules.recipe.columns), &detail)
    }

    /// "PBL 4: better, 7 becomes 8 learners of 8, 3 F → 4 F."
    fn spoken(&self, mark: Mark, detail: &str) -> String {
        let people = self.board.people.get_value();
        let of = self.board.look.colour.get_untracked();
        let spread = words::spread(&people.counts(of, self.after));
        let size = words::becomes_spoken(self.before.len(), self.after.len());
        let judged = match mark {
            Mark::Breaks => [words::BREAKS_SPOKEN, ", ", detail].concat(),
            Mark::Better => words::BETTER_SPOKEN.to_owned(),
            Mark::Worse => words::WORSE_SPOKEN.to_owned(),
            Mark::Same => words::SAME_SPOKEN.to_owned(),
            Mark::Source | Mark::Unplaces | Mark::Plain => String::new(),
        };
        let parts = [size, spread, judged];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The family name of someone, which comes first.
fn family(people: &People, who: UserId) -> String {
    let name = people.card(who).map(|card| card.name.as_str()).unwrap_or_default();
    name.split(',').next().unwrap_or_default().to_owned()
}
