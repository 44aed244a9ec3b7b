//! Numbers that are easier to see than read: a dot for each group.

use domain::forming::recipe::Means;
use leptos::prelude::*;

const WIDTH: f64 = 220.0;
const HEIGHT: f64 = 32.0;

/// A dot per group, its height the count, over a band of even shares. The words beside it say the same.
#[component]
pub(in crate::groups) fn CountChart(counts: Vec<u32>, ideal: (u32, u32)) -> impl IntoView {
    let low = counts.iter().copied().min().unwrap_or(0).min(ideal.0);
    let high = counts.iter().copied().max().unwrap_or(0).max(ideal.1);
    // Half a person above and below, so that dots keep off the edges.
    let step = HEIGHT / f64::from(high - low + 1);
    let y = |count: u32| HEIGHT - (f64::from(count - low) + 0.5) * step;
    let (column, radius) = columns(counts.len());
    let dots = (0_u32..).zip(&counts).map(|(at, count)| dot((f64::from(at) + 0.5) * column, y(*count), radius));
    let top = y(ideal.1) - step / 2.0;
    let band = step * f64::from(ideal.1 - ideal.0 + 1);
    view! {
        <svg class="spread__chart" viewBox=["0 0 ", &short(WIDTH), " ", &short(HEIGHT)].concat() aria-hidden="true">
            <rect x="0" y=short(top) width=short(WIDTH) height=short(band) rx="3" />
            {dots.collect_view()}
        </svg>
    }
}

/// A dot per group, its height the mean, and a line at the mean of all.
#[component]
pub(super) fn MeanChart(means: Means) -> impl IntoView {
    let known: Vec<i64> = means.groups.iter().flatten().copied().chain([means.all]).collect();
    let (low, high) = (known.iter().min().copied().unwrap_or(0), known.iter().max().copied().unwrap_or(0));
    #[expect(clippy::cast_precision_loss, reason = "a drawing")]
    let y = |mean: i64| HEIGHT - 4.0 - (HEIGHT - 8.0) * (mean - low) as f64 / ((high - low).max(1)) as f64;
    let (column, radius) = columns(means.groups.len());
    let dots = (0_u32..)
        .zip(&means.groups)
        .filter_map(|(at, mean)| mean.map(|mean| dot((f64::from(at) + 0.5) * column, y(mean), radius)));
    let all = short(y(means.all));
    view! {
        <svg class="spread__chart" viewBox=["0 0 ", &short(WIDTH), " ", &short(HEIGHT)].concat() aria-hidden="true">
            <line x1="0" x2=short(WIDTH) y1=all.clone() y2=all />
            {dots.collect_view()}
        </svg>
    }
}

/// The width of a group's column, and its dot's radius.
fn columns(groups: usize) -> (f64, f64) {
    let column = WIDTH / f64::from(u32::try_from(groups).unwrap_or(u32::MAX).max(1));
    (column, (column * 0.4).clamp(1.2, 3.5))
}

fn dot(x: f64, y: f64, radius: f64) -> impl IntoView {
    view! { <circle cx=short(x) cy=short(y) r=short(radius) /> }
}

/// One digit after the point is enough for a drawing, and server and browser write it alike.
fn short(number: f64) -> String {
    format!("{number:.1}")
}
