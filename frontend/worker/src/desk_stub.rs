//! STUB until branch desk is merged.
use domain::import::file::Choice;
use domain::import::users::desk::*;
use domain::import::users::plan::Known;
#[derive(Default)]
pub(crate) struct Desk { bytes: Vec<u8> }
impl Desk {
    pub(crate) fn begin(&mut self, _n: &str, bytes: Vec<u8>, _c: Choice) -> Answer { self.bytes = bytes; Answer::Unreadable(format!("stub beginning {}", self.bytes.len())) }
    pub(crate) fn open(&mut self, _n: &str, bytes: Vec<u8>, _s: usize, _c: Choice, sheets: Vec<String>, _sheet: usize) -> Answer { self.bytes = bytes; Answer::Unreadable(format!("stub {} {sheets:?}", self.bytes.len())) }
    pub(crate) fn answer(&mut self, _ask: &Ask) -> Answer { Answer::Text("stub".into()) }
    pub(crate) fn wanted(&self) -> Vec<Wanted> { vec![Wanted::default()] }
    pub(crate) fn look(&mut self, _k: Vec<Known>) -> Answer { Answer::Text("planned".into()) }
    pub(crate) fn commit(&self, _o: Options) -> Result<Commit, Answer> { Err(Answer::Stopped) }
    pub(crate) fn bytes(&self) -> &[u8] { &self.bytes }
}
