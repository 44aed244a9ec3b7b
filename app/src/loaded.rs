//! Data that comes with the page, or from a server function when the page is there already.

use crate::error::{AppError, ErrorNotice};
use crate::ui::Skeleton;
use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::codec::JsonEncoding;
use server_fn::{Bytes, Decodes, Encodes};

/// A resource whose data is read by the code that reads a server function's answer. (Leptos's own reads text where
/// server functions read bytes: every type would be compiled twice for the browser.)
pub type Loaded<T> = Resource<T, SameJson>;

/// JSON as server functions speak it, in the page.
#[derive(Debug)]
pub struct SameJson;

/// What could not be read or written, in words: a page that was made by another build.
#[derive(Debug)]
pub struct NotRead(#[expect(dead_code, reason = "shown by Debug")] String);

impl<T: Serialize> Encoder<T> for SameJson {
    type Error = NotRead;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, NotRead> {
        let bytes = <JsonEncoding as Encodes<T>>::encode(value).map_err(|fault| NotRead(fault.to_string()))?;
        String::from_utf8(bytes.into()).map_err(|fault| NotRead(fault.to_string()))
    }
}

impl<T: DeserializeOwned> Decoder<T> for SameJson {
    type Error = NotRead;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, NotRead> {
        let bytes = Bytes::copy_from_slice(text.as_bytes());
        <JsonEncoding as Decodes<T>>::decode(bytes).map_err(|fault| NotRead(fault.to_string()))
    }
}

/// Loads what `fetch` answers for `source`, anew when `source` changes.
pub fn load<S, T, Answer>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Answer + Send + Sync + 'static,
) -> Loaded<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Answer: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}

/// Shows what was loaded, by `show`, within a `Suspense` or `Transition`. There the server calls a plain function of what
/// was loaded twice: first to learn what else it asks for, then to write it. Here it makes the view once, and writes that.
#[cfg(feature = "ssr")]
pub fn shown<T, V>(data: Loaded<T>, show: impl Fn(T) -> V + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + Send + 'static,
{
    Suspend::new(async move { show(data.await) })
}

/// Shows what was loaded, by `show`, and shows it anew when it is loaded anew, for no other reason: what `show` reads is not
/// heard. (Hearing both `data` and what it is loaded for would lose a change of the latter that comes while `data` is on
/// its way: whoever hears a change first, takes the mark of it off `data`.)
#[cfg(not(feature = "ssr"))]
pub fn shown<T, V>(data: Loaded<T>, show: impl Fn(T) -> V + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + Send + 'static,
{
    move || data.get().map(|it| untrack(|| show(it)))
}

/// A part of a page that is loaded: by `show`, or why it could not be loaded; grey `lines` until it is there. What is loaded
/// anew takes the place of what is shown once it has come.
pub fn loaded_view<T>(
    data: Loaded<Result<T, AppError>>,
    lines: usize,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let shown = shown(data, move |answer| match answer {
        Ok(it) => show(it),
        Err(error) => view! { <ErrorNotice error /> }.into_any(),
    });
    view! { <Transition fallback=move || view! { <Skeleton lines /> }>{shown}</Transition> }.into_any()
}
