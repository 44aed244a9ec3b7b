//! How well each column fits each field: what its name says, and what its cells say to that.

use super::FieldFacts;
use super::content::{Cells, Content, Sample, Verdict, judge};
use super::name::{Likeness, Vocabulary, is_anonymous, speaks_of_email};
use super::reason::{Clash, Finding, Reason};
use crate::text::fold;
use std::collections::BTreeMap;

/// From this score on a column is taken.
pub(super) const SURE: u32 = 70;
/// What a doubtful name is worth, with content that speaks for it and without.
const CONFIRMED: u32 = 70;
const DOUBTFUL: u32 = 45;
/// What content without a name is worth: offered, not taken.
const CONTENT_ONLY: u32 = 40;
/// What a column loses that has no cell filled.
const EMPTY: u32 = 12;

/// A column that may be a field.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub field: usize,
    pub column: usize,
    /// 0 to 100.
    pub score: u32,
    pub reason: Reason,
}

/// Everything that speaks for some column being some field, and names that the cells contradict.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pub edges: Vec<Edge>,
    pub clashes: Vec<(usize, usize, Clash)>,
}

/// Says whether a text is a value of a field (by its place); `None` when nobody knows its values.
pub(super) type Knows<'a> = &'a dyn Fn(usize, &str) -> Option<bool>;

/// What is weighed.
pub(super) struct Scales<'a, 's> {
    pub fields: &'a [FieldFacts],
    pub columns: &'a [String],
    pub sample: &'a Sample<'s>,
    pub knows: Knows<'a>,
}

impl<'s> Scales<'_, 's> {
    /// Weighs every column against every field.
    pub(super) fn weigh(&self) -> Evidence {
        let vocabulary = Vocabulary::new(self.fields);
        let mut evidence = Evidence::default();
        let mut cells: BTreeMap<usize, Cells<'s>> = BTreeMap::new();
        let mut doubtful = Vec::new();
        for (column, name) in self.columns.iter().enumerate() {
            for (field, likeness) in vocabulary.find(name) {
                let cells = cells.entry(column).or_insert_with(|| Cells::of(self.sample, column));
                let verdict = self.judge(field, cells);
                match (likeness, verdict.clash) {
                    // Values of an own kind may still be what is meant: it is offered.
                    (Likeness::Doubtful, None | Some(Clash::NoneKnown)) => doubtful.push((field, column, verdict)),
                    (Likeness::Doubtful, Some(_)) => {}
                    (_, None) => evidence.edges.push(by_name(field, column, likeness, verdict, cells)),
                    (_, Some(clash)) => evidence.clashes.push((field, column, clash)),
                }
            }
        }
        let sure: Vec<usize> = evidence.edges.iter().map(|edge| edge.field).collect();
        for (field, column, verdict) in doubtful {
            let companion = self.fields.get(field).and_then(|field| field.companion);
            let beside = companion.is_some_and(|companion| sure.contains(&companion));
            evidence.edges.push(by_doubtful_name(field, column, verdict, beside));
        }
        if let Some(field) = self.fields.iter().position(|field| field.content == Content::Email) {
            evidence.edges.extend(self.by_content(field, &evidence));
        }
        evidence
    }

    fn judge(&self, field: usize, cells: &Cells) -> Verdict {
        let content = self.fields.get(field).map_or(Content::Any, |field| field.content);
        let is_listed = cells.different.keys().next().is_some_and(|text| (self.knows)(field, text).is_some());
        let knows = |text: &str| (self.knows)(field, text) == Some(true);
        let verdict = judge(content, cells, is_listed.then_some(&knows));
        if content == Content::Words && self.are_of_a_list(cells) {
            return Verdict { clash: Some(Clash::OtherField), ..verdict };
        }
        verdict
    }

    /// Whether all cells are values of some list: a "State" of active and disabled is no place.
    fn are_of_a_list(&self, cells: &Cells) -> bool {
        let lists = self.fields.iter().enumerate().filter(|(_, field)| field.content == Content::Listed);
        cells.filled > cells.different.len()
            && lists
                .into_iter()
                .any(|(list, _)| cells.different.keys().all(|text| (self.knows)(list, text) == Some(true)))
    }

    /// The one column of e-mail addresses in a file where no name says which it is. It is taken only
    /// where it has no name of its own, or where the addresses are made of the names beside them.
    fn by_content(&self, field: usize, evidence: &Evidence) -> Option<Edge> {
        if self.sample.rows() == 0 || evidence.edges.iter().any(|edge| edge.field == field) {
            return None;
        }
        let mut like = (0..self.columns.len()).filter(|column| self.holds_emails(*column));
        let column = like.next().filter(|_| like.next().is_none())?;
        let name = self.columns.get(column)?;
        let cells = Cells::of(self.sample, column);
        if evidence.edges.iter().any(|edge| edge.column == column) || speaks_of_email(name) || cells.emails() < 90 {
            return None;
        }
        let unmistakable =
            cells.emails() >= 95 && cells.filled >= 3 && cells.filled == cells.rows && cells.all_different();
        let sure = unmistakable && (is_anonymous(name) || self.echoes(field, column, evidence));
        let score = if sure { SURE } else { CONTENT_ONLY };
        let reason = if sure { Reason::Content(Finding::Emails(cells.emails())) } else { Reason::Perhaps(column) };
        Some(Edge { field, column, score, reason })
    }

    /// Whether a fifth of the cells holds e-mail addresses: enough to make another column doubtful.
    fn holds_emails(&self, column: usize) -> bool {
        let cells = (0..self.sample.rows()).filter_map(|row| self.sample.cell(row, column));
        let (filled, emails) = cells
            .fold((0, 0), |(filled, emails), text| (filled + 1, emails + usize::from(super::content::is_email(&text))));
        emails * 5 > filled
    }

    /// Whether most addresses hold what stands beside them in a column that is surely the person's
    /// username or first name: those of parents and advisors do not.
    fn echoes(&self, field: usize, column: usize, evidence: &Evidence) -> bool {
        let facts = self.fields.get(field);
        let beside = evidence
            .edges
            .iter()
            .filter(|edge| edge.score >= SURE && facts.is_some_and(|facts| facts.echoes.contains(&edge.field)));
        beside.into_iter().any(|edge| {
            let rows = (0..self.sample.rows()).filter(|row| {
                let (address, text) = (self.sample.cell(*row, column), self.sample.cell(*row, edge.column));
                let (Some(address), Some(text)) = (address, text) else { return false };
                let local = fold(address.split('@').next().unwrap_or_default());
                let text = fold(&text);
                let word = text.split([' ', '-']).next().unwrap_or_default();
                word.chars().count() >= 3 && local.contains(word)
            });
            rows.count() * 5 >= self.sample.rows() * 4
        })
    }
}

fn by_name(field: usize, column: usize, likeness: Likeness, verdict: Verdict, cells: &Cells) -> Edge {
    let worth = match likeness {
        Likeness::Label => 100,
        Likeness::Alias => 88,
        Likeness::Words | Likeness::Doubtful => 82,
    };
    let empty = if cells.rows > 0 && cells.filled == 0 { EMPTY } else { 0 };
    let misfit = (100 - u32::from(verdict.fit)) / 5;
    let reason = match (likeness, verdict.finding) {
        (Likeness::Label, _) => Reason::SameName,
        (_, Some(finding)) => Reason::Content(finding),
        (_, None) => Reason::KnownName,
    };
    // However badly the cells fit, half of them do: the name still decides.
    Edge { field, column, score: (worth - empty - misfit).max(SURE), reason }
}

fn by_doubtful_name(field: usize, column: usize, verdict: Verdict, beside: bool) -> Edge {
    let (score, reason) = match verdict.finding {
        Some(finding) if verdict.confirms => (CONFIRMED, Reason::Content(finding)),
        _ if beside => (CONFIRMED, Reason::KnownName),
        _ => (DOUBTFUL, Reason::Perhaps(column)),
    };
    Edge { field, column, score, reason }
}
