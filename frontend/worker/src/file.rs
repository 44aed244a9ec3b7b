//! Reading a file that was chosen, piece by piece: its beginning is shown before the rest is there.

use crate::run::{Ended, Run};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// How much of a file is shown before the rest is read.
pub(crate) const BEGINNING: usize = 256 * 1024;

/// How much is read at once: between two pieces the worker hears what else it is asked.
const PIECE: usize = 4 << 20;

/// Adds to `bytes` what is missing of the first `most` bytes of the file.
pub(crate) async fn read(run: &Run, file: &Blob, bytes: &mut Vec<u8>, most: usize) -> Result<(), Ended> {
    let end = most.min(size(file));
    bytes.reserve_exact(end.saturating_sub(bytes.len()));
    while bytes.len() < end {
        let until = end.min(bytes.len() + PIECE);
        let piece = piece(file, bytes.len(), until).await.ok_or_else(unreadable)?;
        run.go_on()?;
        let (before, added) = (bytes.len(), piece.length() as usize);
        if added == 0 {
            return Err(unreadable());
        }
        bytes.resize(before + added, 0);
        if let Some(place) = bytes.get_mut(before..) {
            piece.copy_to(place);
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "files of 2^53 bytes are not met")]
async fn piece(file: &Blob, from: usize, until: usize) -> Option<Uint8Array> {
    let piece = file.slice_with_f64_and_f64(from as f64, until as f64).ok()?;
    let buffer: ArrayBuffer = JsFuture::from(piece.array_buffer()).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer))
}

/// How many bytes a file has.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number from 0 on")]
pub(crate) fn size(file: &Blob) -> usize {
    file.size() as usize
}

fn unreadable() -> Ended {
    Ended::Refused("The file cannot be read any more. If it was changed or moved, choose it once more.".to_owned())
}
