//! An answer of the server as lines, while they come.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Lines that are still coming.
pub(crate) struct Lines {
    reader: Option<ReadableStreamDefaultReader>,
    /// What came and was not given yet.
    rest: Vec<u8>,
}

impl Lines {
    pub(crate) fn of(response: &Response) -> Self {
        let reader = response.body().and_then(|body| body.get_reader().dyn_into().ok());
        Self { reader, rest: Vec::new() }
    }

    /// The next line that is not blank; none at the end, and where the connection breaks.
    pub(crate) async fn next(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.rest.drain(..=end).collect();
                let line = String::from_utf8_lossy(&line).trim().to_owned();
                if !line.is_empty() {
                    return Some(line);
                }
                continue;
            }
            match self.more().await {
                Some(bytes) => self.rest.extend(bytes),
                None if self.rest.is_empty() => return None,
                // The last line may end without a mark.
                None => self.rest.push(b'\n'),
            }
        }
    }

    async fn more(&mut self) -> Option<Vec<u8>> {
        let part = JsFuture::from(self.reader.as_ref()?.read()).await.ok()?;
        let bytes = Reflect::get(&part, &"value".into()).ok()?;
        Some(bytes.dyn_into::<Uint8Array>().ok()?.to_vec())
    }
}
