//! Reading the bytes of a file that was taken.

use super::state::Import;

/// Reads them, unless they are too many to be worth it. Another file that is taken meanwhile counts instead.
#[cfg(feature = "hydrate")]
pub(super) fn open(import: Import, file: web_sys::File) {
    use super::state::ChosenFile;
    use super::words;
    use domain::import::file::FileProblem;
    use domain::import::groups::LIMITS;
    let ticket = import.take_ticket();
    let file = gloo_file::File::from(file);
    if file.size() > LIMITS.bytes as u64 {
        import.opened(ticket, Err(FileProblem::TooLarge { most: LIMITS.bytes }.to_string()));
        return;
    }
    leptos::task::spawn_local(async move {
        let read = gloo_file::futures::read_as_bytes(&file).await;
        let file = read.map(|bytes| ChosenFile { name: file.name(), bytes: bytes.into() });
        import.opened(ticket, file.map_err(|_| words::CANNOT_OPEN.to_owned()));
    });
}

/// A server is given no files by a page.
#[cfg(not(feature = "hydrate"))]
pub(super) fn open(_: Import, _: web_sys::File) {}
