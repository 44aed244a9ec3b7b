//! The file as it is read, without any meaning: what follows a change of encoding or separator.

use super::super::words;
use super::Source;
use leptos::prelude::*;

/// How many columns are shown: nobody reads more, and a file may have thousands.
const MOST: usize = 40;

#[component]
pub(super) fn FirstRows(source: Source) -> impl IntoView {
    let head = move || {
        let columns = source.read(|file| file.columns.iter().take(MOST).cloned().collect::<Vec<_>>());
        columns
            .unwrap_or_default()
            .into_iter()
            .map(|name| view! { <th scope="col"><bdi>{name}</bdi></th> })
            .collect_view()
    };
    let rows = move || {
        let first = source.read(|file| {
            let row = |(number, cells): &(u32, Vec<String>)| (*number, cells.iter().take(MOST).cloned().collect());
            file.first.iter().map(row).collect::<Vec<(u32, Vec<String>)>>()
        });
        let row = |(number, cells): (u32, Vec<String>)| {
            let cells = cells.into_iter().map(|cell| view! { <td><bdi>{cell}</bdi></td> }).collect_view();
            view! {
                <tr>
                    <th scope="row">{number}</th>
                    {cells}
                </tr>
            }
        };
        first.unwrap_or_default().into_iter().map(row).collect_view()
    };
    let more = move || {
        let columns = source.read(|file| file.columns.len()).unwrap_or(0);
        (columns > MOST).then(|| view! { <p class="card__foot small">{words::more_columns(columns - MOST)}</p> })
    };
    view! {
        <section class="card first-rows">
            <div class="card__head card__head--band">
                <h3>{words::FIRST_ROWS}</h3>
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=words::FIRST_ROWS>
                <table class="table table--tight">
                    <caption class="unseen">{words::FIRST_ROWS}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::ROW}</th>
                            {head}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        </section>
    }
}
