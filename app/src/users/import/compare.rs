//! Someone who is in Coterie already: both records side by side, differing fields marked, and for each of them whether
//! the file is used (SPEC U7).

use super::state::Import;
use super::words;
use domain::import::columns::Field as _;
use domain::import::users::UserField;
use domain::import::users::desk::{Compared, Edit, OneRow};
use leptos::prelude::*;

#[component]
pub(super) fn Compare(
    import: Import,
    one: RwSignal<Option<OneRow>>,
    /// What tells its choices from those of another one on the page.
    scope: &'static str,
) -> impl IntoView {
    let found = move || {
        one.with(|one| {
            let one = one.as_ref()?;
            let person = one.person.as_ref()?;
            Some(words::person(&person.name, one.view.row, &person.found_by))
        })
    };
    let row = Memo::new(move |_| one.with(|one| one.as_ref().map_or(0, |one| one.view.row)));
    // The lines stay while answers change, so that the focus stays on what was pressed.
    let fields = Memo::new(move |_| one.with(|one| one.as_ref().map(shown)).unwrap_or_default());
    let has_role = Memo::new(move |_| one.with(|one| one.as_ref().is_some_and(|one| one.role.is_some())));
    let lines = move || fields.get().into_iter().map(|field| (row.get(), field)).collect::<Vec<_>>();
    let file_name = import.file.with_untracked(|file| {
        file.as_ref().and_then(|file| file.as_ref().ok()).map(|file| file.name.clone()).unwrap_or_default()
    });
    view! {
        <p class="small quiet">
            <bdi>{found}</bdi>
        </p>
        <table class="table table--tight compare">
            <caption class="unseen">{words::ALREADY}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::FIELD}</th>
                    <th scope="col">{words::IN_COTERIE}</th>
                    <th scope="col">
                        {words::IN_THE_FILE} " "
                        <small class="quiet">
                            <bdi>{file_name}</bdi>
                        </small>
                    </th>
                </tr>
            </thead>
            <tbody>
                <Show when=move || has_role.get()>
                    <Role import one scope />
                </Show>
                <For each=lines key=|line| *line let:line>
                    <Line import one scope row=line.0 field=line.1 />
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

/// The fields that are compared one by one: a role that is asked for has a line of its own.
fn shown(one: &OneRow) -> Vec<UserField> {
    let is_asked = |field: UserField| field == UserField::Role && one.role.is_some();
    one.fields.iter().map(|compared| compared.field).filter(|field| !is_asked(*field)).collect()
}

#[component]
fn Role(import: Import, one: RwSignal<Option<OneRow>>, scope: &'static str) -> impl IntoView {
    let role = Memo::new(move |_| one.with(|one| one.as_ref().and_then(|one| one.role.clone())));
    let answer = Memo::new(move |_| role.with(|role| role.as_ref().and_then(|role| role.answer)));
    let held = move || role.with(|role| role.as_ref().map(|role| role.held.join(", "))).unwrap_or_default();
    let new = move || role.with(|role| role.as_ref().map(|role| role.new.clone())).unwrap_or_default();
    let say = move |yes: bool| {
        if let Some(row) = one.with_untracked(|one| one.as_ref().map(|one| one.view.row)) {
            import.edit(Edit::Role { row, yes });
        }
    };
    view! {
        <tr class="compare__line is-different">
            <th scope="row">
                <Mark label=UserField::Role.label() />
            </th>
            <td class:is-chosen=move || answer.get() == Some(false)>
                <Choice name=[scope, "-role"].concat() label=words::KEEP on=Signal::derive(move || answer.get() == Some(false)) choose=Callback::new(move |()| say(false))>
                    {view! { <mark class="compare__text">{held}</mark> }.into_any()}
                </Choice>
            </td>
            <td class:is-chosen=move || answer.get() == Some(true)>
                <Choice name=[scope, "-role"].concat() label=words::USE_FILE on=Signal::derive(move || answer.get() == Some(true)) choose=Callback::new(move |()| say(true))>
                    {view! { <mark class="compare__text">{new}</mark> }.into_any()}
                </Choice>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn Mark(label: &'static str) -> impl IntoView {
    view! {
        <span class="compare__field">
            <span class="dot dot--warning" aria-hidden="true"></span>
            {label}
        </span>
        <small class="quiet">{words::DIFFERS}</small>
    }
    .into_any()
}

#[component]
fn Line(
    import: Import,
    one: RwSignal<Option<OneRow>>,
    scope: &'static str,
    row: u32,
    field: UserField,
) -> impl IntoView {
    let compared = Memo::new(move |_| {
        one.with(|one| {
            let one = one.as_ref().filter(|one| one.view.row == row)?;
            one.fields.iter().find(|compared| compared.field == field).cloned()
        })
    });
    let declined = Memo::new(move |_| one.with(|one| one.as_ref().is_some_and(|one| one.declined)));
    // Who keeps the role keeps the rest of the record too.
    let held = Memo::new(move |_| {
        one.with(|one| one.as_ref().and_then(|one| one.role.as_ref()).is_some_and(|role| role.answer == Some(false)))
    });
    let differs =
        Memo::new(move |_| compared.with(|compared| compared.as_ref().is_some_and(|compared| compared.differs)));
    let taken = Memo::new(move |_| {
        !declined.get()
            && !held.get()
            && compared.with(|compared| compared.as_ref().is_some_and(|compared| compared.taken))
    });
    let name = StoredValue::new([scope, "-", field.label()].concat());
    let say = move |yes: bool| {
        if yes && declined.get_untracked() {
            import.edit(Edit::Update { row, yes });
        }
        import.edit(Edit::Take { row, field, yes });
    };
    let old = move || compared.with(|compared| compared.as_ref().map(|compared| side(compared, true)));
    let new = move || compared.with(|compared| compared.as_ref().map(|compared| side(compared, false)));
    // A permission is added beside those held; there is nothing to choose between.
    let added = matches!(field, UserField::Organisation | UserField::Group | UserField::Role);
    let sides = move || {
        if differs.get() && !added {
            view! {
                <td class:is-chosen=move || !taken.get()>
                    <Choice name=name.get_value() label=words::KEEP on=Signal::derive(move || !taken.get()) off=held choose=Callback::new(move |()| say(false))>
                        {view! { {old} }.into_any()}
                    </Choice>
                </td>
                <td class:is-chosen=move || taken.get()>
                    <Choice name=name.get_value() label=words::USE_FILE on=Signal::derive(move || taken.get()) off=held choose=Callback::new(move |()| say(true))>
                        {view! { {new} }.into_any()}
                    </Choice>
                </td>
            }
            .into_any()
        } else {
            view! {
                <td class="quiet">
                    <span class="only-phone compare__side">{words::IN_COTERIE}</span>
                    {old}
                </td>
                <td class="quiet">
                    <span class="only-phone compare__side">{words::IN_THE_FILE}</span>
                    {new} {(added && differs.get()).then(|| view! { " " <span class="badge">{words::ADDED}</span> })}
                </td>
            }
            .into_any()
        }
    };
    let head = move || {
        if differs.get() { view! { <Mark label=field.label() /> }.into_any() } else { field.label().into_any() }
    };
    view! {
        <tr class="compare__line" class:is-different=move || differs.get()>
            <th scope="row">{head}</th>
            {sides}
        </tr>
    }
    .into_any()
}

/// One of the two records of a field, to be chosen.
#[component]
fn Choice(
    #[prop(into)] name: String,
    label: &'static str,
    on: Signal<bool>,
    #[prop(optional, into)] off: Signal<bool>,
    choose: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <label class="compare__choice">
            <input
                type="radio"
                class="tick tick--radio"
                name=name
                prop:checked=move || on.get()
                disabled=move || off.get()
                on:change=move |_| choose.run(())
            />
            <span class="compare__words">{children()}</span>
            <span class="compare__does">{label}</span>
        </label>
    }
    .into_any()
}

/// A text of one record, with what is other in the other one marked.
fn side(compared: &Compared, old: bool) -> AnyView {
    let text = if old { &compared.old } else { &compared.new };
    if text.is_empty() {
        return view! { <span class="quiet">"—" <span class="unseen">{words::NOT_GIVEN}</span></span> }.into_any();
    }
    if !compared.differs {
        return view! { <bdi>{text.clone()}</bdi> }.into_any();
    }
    let (start, end) = alike(&compared.old, &compared.new);
    let middle = text.get(start..text.len() - end).unwrap_or_default().to_owned();
    let middle = (!middle.is_empty()).then(|| view! { <mark>{middle}</mark> });
    view! {
        <bdi>
            {text.get(..start).unwrap_or_default().to_owned()} {middle}
            {text.get(text.len() - end..).unwrap_or_default().to_owned()}
        </bdi>
    }
    .into_any()
}

/// How many bytes two texts have in common at the start, and at the end.
fn alike(one: &str, other: &str) -> (usize, usize) {
    let same = |(a, b): &(char, char)| a == b;
    let start = one.chars().zip(other.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (one, other) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let end = one.chars().rev().zip(other.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn what_two_texts_have_in_common_is_told() {
        for (one, other, expected) in [
            ("praman@stud.uni.test", "praman@uni.test", (7, 8)),
            ("ab", "ab", (2, 0)),
            ("", "x", (0, 0)),
            ("Müller", "Möller", (1, 4)),
            ("aa", "aaa", (2, 0)),
        ] {
            assert_eq!(alike(one, other), expected, "{one} {other}");
        }
    }
}
