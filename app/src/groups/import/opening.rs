//! Reading the bytes of a file that was taken.

use super::state::Import;

/// Reads them, unless they are too many to be worth it; a workbook is read by a worker. Another file that is taken
/// meanwhile counts instead.
#[cfg(feature = "hydrate")]
pub(super) fn open(import: Import, file: web_sys::File) {
    use super::reading::ChosenFile;
    use super::words;
    use domain::import::file::FileProblem;
    use domain::import::groups::LIMITS;
    let ticket = import.take_ticket(&file);
    let blob = gloo_file::File::from(file.clone());
    if blob.size() > LIMITS.bytes as u64 {
        import.opened(ticket, Err(FileProblem::TooLarge { most: LIMITS.bytes }.to_string()));
        return;
    }
    leptos::task::spawn_local(async move {
        match gloo_file::futures::read_as_bytes(&blob).await {
            Ok(bytes) if FileProblem::of_beginning(&bytes) == Some(FileProblem::Spreadsheet) => {
                convert(&file, None, move |read| import.opened(ticket, read));
            }
            Ok(bytes) => import.opened(ticket, Ok(ChosenFile::text(blob.name(), bytes.into()))),
            Err(_) => import.opened(ticket, Err(words::CANNOT_OPEN.to_owned())),
        }
    });
}

/// Reads another sheet of the workbook that was taken.
#[cfg(feature = "hydrate")]
pub(super) fn open_sheet(import: Import, sheet: usize) {
    if let Some((ticket, file)) = import.last_taken() {
        convert(&file, Some(sheet), move |read| import.opened_sheet(ticket, read));
    }
}

#[cfg(feature = "hydrate")]
fn convert(
    file: &web_sys::File,
    sheet: Option<usize>,
    hear: impl FnOnce(Result<super::reading::ChosenFile, String>) + 'static,
) {
    use super::reading::ChosenFile;
    let name = file.name();
    crate::import::read_workbook(file, sheet, move |read| {
        hear(read.map(|read| ChosenFile { name, bytes: read.csv.into(), sheets: read.sheets, sheet: read.sheet }));
    });
}

/// A server is given no files by a page.
#[cfg(not(feature = "hydrate"))]
pub(super) fn open(_: Import, _: web_sys::File) {}

#[cfg(not(feature = "hydrate"))]
pub(super) fn open_sheet(_: Import, _: usize) {}
