//! Line icons of 16 by 16, drawn with the colour of the text around them.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Bars,
    Check,
    Close,
    Copy,
    Down,
    Download,
    File,
    Filter,
    Forbidden,
    Info,
    Left,
    Lock,
    Minus,
    More,
    Pencil,
    Person,
    Plus,
    Redo,
    Repeat,
    Right,
    Search,
    Shuffle,
    Swap,
    Trash,
    Transfer,
    Undo,
    Unlock,
    Up,
    Warning,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Bars => "M2 4h12M2 8h12M2 12h12",
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => {
                "M6 6V3.5A1.5 1.5 0 0 1 7.5 2h5A1.5 1.5 0 0 1 14 3.5v5a1.5 1.5 0 0 1-1.5 1.5H10M3.5 6h5A1.5 1.5 0 0 1 10 7.5v5A1.5 1.5 0 0 1 8.5 14h-5A1.5 1.5 0 0 1 2 12.5v-5A1.5 1.5 0 0 1 3.5 6z"
            }
            Self::Down => "M8 3v10M4 9l4 4 4-4",
            Self::Download => "M8 2v8M4.5 6.8 8 10.3l3.5-3.5M2.5 13.5h11",
            Self::File => "M4 1.5h5L12.5 5v9.5H4zM9 1.5V5h3.5",
            Self::Filter => "M2 4h12M4.5 8h7M7 12h2",
            Self::Forbidden => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.8 3.8l8.4 8.4",
            Self::Info => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5V11M8 5v.2",
            Self::Left => "M10 3 5 8l5 5",
            Self::Lock => "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
            Self::Minus => "M3 8h10",
            Self::More => {
                "M2.8 8a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M7.5 8a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M12.2 8a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0"
            }
            Self::Pencil => "M10.5 3 13 5.5 5.5 13H3v-2.5zM9 4.5 11.5 7",
            Self::Person => "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14a5.5 5.5 0 0 1 11 0",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Redo => "M13 6H6a3.5 3.5 0 0 0 0 7h4M13 6l-3-3M13 6l-3 3",
            Self::Repeat => {
                "M3.5 7V6a2 2 0 0 1 2-2H13M10.5 1.5 13 4l-2.5 2.5M12.5 9v1a2 2 0 0 1-2 2H3M5.5 14.5 3 12l2.5-2.5"
            }
            Self::Right => "M6 3l5 5-5 5",
            Self::Search => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14",
            Self::Shuffle => "M3 7a5 5 0 0 1 9-2.5L13.5 6M13.5 2.5V6H10M13 9a5 5 0 0 1-9 2.5L2.5 10M2.5 13.5V10H6",
            Self::Swap => "M2.5 5.5h11M10.5 2.5l3 3-3 3M13.5 10.5h-11M5.5 7.5l-3 3 3 3",
            Self::Trash => "M2.5 4h11M6 4V2.5h4V4M4 4l.6 9.5h6.8L12 4M6.8 6.8v4M9.2 6.8v4",
            Self::Transfer => "M5 13V3M2.5 5.5 5 3l2.5 2.5M11 3v10M8.5 10.5 11 13l2.5-2.5",
            Self::Undo => "M3 6h7a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3",
            Self::Unlock => "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1",
            Self::Up => "M8 13V3M4 7l4-4 4 4",
            Self::Warning => "M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.7v.1",
        }
    }
}

/// An icon beside words, or inside something with an `aria-label`: it says nothing by itself.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=glyph.path() />
        </svg>
    }
}
