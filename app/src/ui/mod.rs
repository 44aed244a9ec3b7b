//! Small shared pieces on plain HTML elements: each is accessible by itself and knows no place of
//! the application. The classes they use are in `style/`, in the file of the same name.

pub mod flash;

pub mod avatar;
pub mod dialog;
pub mod empty;
mod feed;
pub mod field;
pub mod gender;
pub mod going_back;
pub mod icon;
pub mod leaving;
pub mod menu;
pub mod pager;
pub mod picker;
pub mod problems;
pub mod search;
pub mod selection;
pub mod steps;
pub mod waiting;
pub mod when;
pub mod windowed;
mod words;

pub use avatar::{Avatar, PersonCell};
pub use dialog::Dialog;
pub use empty::EmptyState;
pub use feed::Feed;
pub use field::{Field, TextField, described_by};
pub use flash::{Flash, FlashRegion, focus_on, focus_page, use_flashes};
pub use gender::{GenderBar, GenderMark, gender_class, gender_words};
pub use going_back::ask_before_going_back;
pub use icon::{Glyph, Icon};
pub use leaving::{warn_before_leaving, warn_before_leaving_page};
pub use menu::{Menu, close_after_choice};
pub use pager::Pager;
pub use picker::{Found, PersonPicker, SearchPeople, picker_coming};
pub use problems::{Message, Problem, ProblemSummary, Tone};
pub use search::{QueryWriter, SearchField, use_query_text, use_query_writer, use_search};
pub use selection::SelectionBar;
pub use steps::Steps;
pub use waiting::{LaterSteps, Loading, Skeleton, Spinner, afterwards, in_place, later};
pub use when::{When, moment_words};
pub use windowed::{Cells, Windowed, WindowedTable};
