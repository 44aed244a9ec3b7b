//! The file of an import as its page has it.

use domain::import::file::Choice;
use domain::import::view::FileView;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A file as it is shown, or in words why it cannot be read.
pub type Read = Option<Result<FileView, String>>;

/// The file of an import: what is known of it, and what can be asked for.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub file: Signal<Read>,
    /// What someone chose instead of what was detected.
    pub choice: RwSignal<Choice>,
    /// The name of the file that was taken last.
    pub(super) taken: RwSignal<Option<String>>,
    /// Why what was given is not a file to take; the one there is stays.
    pub(super) trouble: RwSignal<Option<&'static str>>,
    take: Callback<web_sys::File>,
    reread: Callback<(Choice, usize)>,
}

impl Source {
    /// `take` is given each new file, and empties `file` until something is known of it; `reread` is to read the same
    /// file otherwise, and of a workbook that sheet.
    pub fn new(file: Signal<Read>, take: Callback<web_sys::File>, reread: Callback<(Choice, usize)>) -> Self {
        Self {
            file,
            choice: RwSignal::new(Choice::default()),
            taken: RwSignal::new(None),
            trouble: RwSignal::new(None),
            take,
            reread,
        }
    }

    /// What is read of the file, unless it cannot be read.
    pub(super) fn read<T>(self, of: impl FnOnce(&FileView) -> T) -> Option<T> {
        self.file.with(|file| file.as_ref()?.as_ref().ok().map(of))
    }

    /// Whether a file was taken of which nothing is known yet.
    pub(super) fn waits(self) -> bool {
        self.taken.with(Option::is_some) && self.file.with(Option::is_none)
    }

    pub(super) fn take(self, file: web_sys::File) {
        batch(|| {
            self.trouble.set(None);
            self.choice.set(Choice::default());
            self.taken.set(Some(file.name()));
            self.take.run(file);
        });
    }

    /// Takes the one file of those that were given.
    pub(super) fn take_of(self, files: &web_sys::FileList) {
        match (files.get(0), files.length()) {
            (Some(file), 1) => self.take(file),
            (None, _) => {}
            _ => self.trouble.set(Some(super::super::words::ONE_FILE)),
        }
    }

    /// Reads the file otherwise.
    pub(super) fn choose(self, change: impl FnOnce(&mut Choice)) {
        batch(|| {
            self.choice.update(change);
            let sheet = self.file.with_untracked(|file| match file {
                Some(Ok(file)) => file.sheet,
                _ => 0,
            });
            self.reread.run((self.choice.get_untracked(), sheet));
        });
    }

    /// Reads another sheet of the workbook.
    pub(super) fn choose_sheet(self, sheet: usize) {
        self.reread.run((self.choice.get_untracked(), sheet));
    }
}

/// What stands in a file when someone pastes rows.
pub(super) fn pasted(source: Source, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    match web_sys::File::new_with_str_sequence(&parts, super::super::words::PASTED_NAME) {
        // The paste is over first: what follows may change what it went to.
        Ok(file) => spawn_local(async move { source.take(file) }),
        Err(_) => source.trouble.set(Some(super::super::words::CANNOT_OPEN)),
    }
}
