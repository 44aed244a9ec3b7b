//! The worker that reads a workbook: loaded when one is chosen, gone when it is read.

use wasm_bindgen::prelude::wasm_bindgen;
use workbook::{Converted, LIMITS};

/// A sheet as CSV.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Table(Converted);

#[wasm_bindgen]
impl Table {
    /// UTF-8, separated by commas, each row ended by LF.
    #[wasm_bindgen(getter)]
    pub fn csv(&self) -> Vec<u8> {
        self.0.csv.clone()
    }

    /// The names of the sheets that people can see.
    #[wasm_bindgen(getter)]
    pub fn sheets(&self) -> Vec<String> {
        self.0.sheets.clone()
    }

    /// Which of them it is.
    #[wasm_bindgen(getter)]
    pub fn sheet(&self) -> usize {
        self.0.sheet
    }
}

/// The sheet of that place, or the first that holds anything. Fails with words.
#[wasm_bindgen]
pub fn convert(bytes: &[u8], sheet: Option<usize>) -> Result<Table, String> {
    workbook::table(bytes, sheet, &LIMITS).map(Table).map_err(|problem| problem.to_string())
}
