//! What became of each row, as a file to keep or to correct by (SPEC I3).

use super::columns::Field as _;
use super::groups::{Field, Outcome, Plan, Sheet};
use super::users::{UserField, plan};
use super::write::csv;

/// Every row of a file of groups with its outcome; a row with several problems stands once for each.
pub fn groups(sheet: &Sheet, plan: &Plan) -> Vec<u8> {
    let columns =
        ["Row", "Group Name", "Tutors", "Learner Name", "Learner Number", "Outcome", "Problem in column", "Problem"];
    let rows = sheet.rows.iter().zip(&plan.rows).flat_map(|(row, planned)| {
        let line = |column: &str, words: &str| {
            vec![
                row.number.to_string(),
                row.cell(Field::GroupName).to_owned(),
                row.cell(Field::Tutors).to_owned(),
                row.cell(Field::LearnerName).to_owned(),
                row.cell(Field::LearnerNumber).to_owned(),
                said(&planned.outcome),
                column.to_owned(),
                words.to_owned(),
            ]
        };
        let problems = plan.problems_of(row.number);
        if problems.is_empty() {
            return vec![line("", "")];
        }
        problems.iter().map(|problem| line(sheet.column_name(problem.field), &problem.words)).collect()
    });
    csv(&columns, rows)
}

fn said(outcome: &Outcome) -> String {
    if *outcome == Outcome::Problem { "Problem".to_owned() } else { outcome.words() }
}

/// Who a row of a file of users is about, as the report says it.
const WHO: [UserField; 5] =
    [UserField::LastName, UserField::FirstName, UserField::Username, UserField::Email, UserField::InstitutionNumber];

/// Every row of a file of users with its outcome; a row with several problems stands once for each.
pub fn users(sheet: &plan::Sheet<'_>, plan: &plan::Plan) -> Vec<u8> {
    let mut columns = vec!["Row"];
    columns.extend(WHO.iter().map(|field| field.label()));
    columns.extend(["Outcome", "Problem in column", "Problem"]);
    let rows = sheet.rows().zip(&plan.rows).flat_map(|(row, planned)| {
        let line = |column: &str, words: &str| {
            let mut line = vec![row.number.to_string()];
            line.extend(WHO.iter().map(|field| row.cell(*field).into_owned()));
            line.extend([planned.words(), column.to_owned(), words.to_owned()]);
            line
        };
        let problems = plan.problems_of(row.number);
        if problems.is_empty() {
            return vec![line("", "")];
        }
        let column = |field: Option<UserField>| field.map_or("", |field| sheet.column_name(field));
        problems.iter().map(|problem| line(column(problem.field), &problem.words)).collect()
    });
    csv(&columns, rows)
}
