//! Why a field has the column it has, in words.

/// Why a field has the column it has, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The column is called as the field.
    SameName,
    /// The column has a name the field also goes by.
    KnownName,
    /// What stands in the column, beside its name or instead of one.
    Content(Finding),
    /// A file with the same header was mapped so.
    AsLastTime,
    /// Someone chose it, or chose none.
    Chosen,
    /// These columns could all be it.
    Several(Vec<usize>),
    /// This column could be it, but not surely enough.
    Perhaps(usize),
    /// This column has the name, but something else stands in it.
    Conflict(usize, Clash),
    /// No column has a name like it.
    NotFound,
}

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// So many per cent look like e-mail addresses.
    Emails(u8),
    /// So many per cent are years; `gaps`: some cells are empty.
    Years { percent: u8, gaps: bool },
    /// So many per cent are dates or seconds since 1970.
    Dates { percent: u8, gaps: bool },
    /// So many per cent look like telephone numbers.
    Phones(u8),
    /// So many of the different values are known.
    Known { known: usize, of: usize },
}

/// What in a column speaks against its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Only so many per cent look like e-mail addresses.
    FewEmails(u8),
    /// Only so many per cent are years.
    FewYears(u8),
    /// Only so many per cent are dates.
    FewDates(u8),
    /// Only so many per cent look like telephone numbers.
    FewPhones(u8),
    /// It looks like e-mail addresses.
    Emails,
    /// It looks like numbers.
    Numbers,
    /// It looks like dates.
    Dates,
    /// All its values say whether an account is active, or are known as another field's.
    OtherField,
    /// So few different values, where everyone should have their own.
    FewDifferent(usize),
    /// None of its values is known.
    NoneKnown,
}

/// How many names are listed before the rest is counted.
const NAMED: usize = 4;

impl Reason {
    /// The reason in words; `columns` are the names of the file's columns.
    pub fn words(&self, columns: &[String]) -> String {
        let name = |column: &usize| columns.get(*column).map(|name| format!("“{name}”")).unwrap_or_default();
        match self {
            Self::SameName => "Same name".to_owned(),
            Self::KnownName => "Another name for it".to_owned(),
            Self::Content(finding) => finding.words(),
            Self::AsLastTime => "Same as last time".to_owned(),
            Self::Chosen => "Your choice".to_owned(),
            Self::NotFound => "No column of this name".to_owned(),
            Self::Several(several) => {
                let mut names: Vec<String> = several.iter().take(NAMED).map(name).collect();
                if several.len() > NAMED {
                    names.push(format!("{} others", several.len() - NAMED));
                }
                format!("Could be {}: choose one", names.join(" or "))
            }
            Self::Perhaps(column) => format!("Perhaps {}?", name(column)),
            Self::Conflict(column, clash) => format!("{} has the name, but {}", name(column), clash.words()),
        }
    }
}

impl Finding {
    /// In words, as a whole sentence.
    pub fn words(self) -> String {
        let share = |percent: u8, gaps: bool, what: &str| match (percent, gaps) {
            (100, false) => format!("All values are {what}"),
            (100, true) => format!("All filled values are {what}"),
            _ => format!("{percent} % are {what}"),
        };
        match self {
            Self::Emails(100) => "All look like e-mail addresses".to_owned(),
            Self::Emails(percent) => format!("{percent} % look like e-mail addresses"),
            Self::Phones(100) => "All look like telephone numbers".to_owned(),
            Self::Phones(percent) => format!("{percent} % look like telephone numbers"),
            Self::Years { percent, gaps } => share(percent, gaps, "years"),
            Self::Dates { percent, gaps } => share(percent, gaps, "dates"),
            Self::Known { known: 1, of: 1 } => "Its one value is known".to_owned(),
            Self::Known { known, of } if known == of => format!("All {of} values known"),
            Self::Known { known, of } => format!("{known} of {of} values known"),
        }
    }
}

impl Clash {
    /// In words, as the second half of a sentence.
    pub fn words(self) -> String {
        match self {
            Self::FewEmails(percent) => format!("only {percent} % look like e-mail addresses"),
            Self::FewYears(percent) => format!("only {percent} % are years"),
            Self::FewDates(percent) => format!("only {percent} % are dates"),
            Self::FewPhones(percent) => format!("only {percent} % look like telephone numbers"),
            Self::Emails => "it holds e-mail addresses".to_owned(),
            Self::Numbers => "it holds numbers".to_owned(),
            Self::Dates => "it holds dates".to_owned(),
            Self::OtherField => "its values are those of another field".to_owned(),
            Self::FewDifferent(1) => "it says the same in every row".to_owned(),
            Self::FewDifferent(different) => format!("it has only {different} different values"),
            Self::NoneKnown => "none of its values is known".to_owned(),
        }
    }
}
