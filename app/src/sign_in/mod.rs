//! Signing in, and passwords. Plain forms that post to the server and work before any WASM has come;
//! the server answers with a redirect, and `problem` or `done` in the address says how it went.

mod words;

use crate::session::use_session;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// One piece of the address's query; empty when it is not there.
fn query(key: &'static str) -> String {
    use_query_map().read_untracked().get(key).unwrap_or_default()
}

/// The frame of all pages here: the name of the house, a heading, what went wrong or well.
#[component]
fn Alone(title: &'static str, children: Children) -> impl IntoView {
    let problem = words::problem(&query("problem"));
    let done = words::done(&query("done"));
    view! {
        <Title text=title />
        <main class="alone">
            <p class="alone__brand">
                <img src="/favicon.svg" alt="" width="24" height="24" />
                "Coterie"
            </p>
            <div class="card alone__card">
                <h1>{title}</h1>
                {problem.map(|text| view! { <p class="notice notice--problem" role="alert" id="problem">{text}</p> })}
                {done.map(|text| view! { <p class="notice notice--done" role="status">{text}</p> })}
                {children()}
            </div>
        </main>
    }
}

#[component]
fn PasswordField(
    name: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let hint_id = hint.map(|_| format!("{name}-hint"));
    view! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            <input
                class="input"
                type="password"
                id=name
                name=name
                autocomplete=autocomplete
                required
                autofocus=autofocus
                aria-describedby=hint_id.clone()
            />
            {hint.map(|text| view! { <p class="field__hint" id=hint_id>{text}</p> })}
        </div>
    }
}

/// `/sign-in`
#[component]
pub fn SignInPage() -> impl IntoView {
    let username = query("username");
    let typed = !username.is_empty();
    let has_problem = !query("problem").is_empty();
    view! {
        <Alone title=words::SIGN_IN>
            <form method="post" action="/sign-in" class="form">
                <input type="hidden" name="next" value=query("next") />
                <div class="field">
                    <label class="field__label" for="username">
                        {words::USERNAME}
                    </label>
                    <input
                        class="input"
                        id="username"
                        name="username"
                        value=username
                        autocomplete="username"
                        autocapitalize="none"
                        spellcheck="false"
                        required
                        autofocus=!typed
                        aria-describedby=has_problem.then_some("problem")
                    />
                </div>
                <PasswordField name="password" label=words::PASSWORD autocomplete="current-password" autofocus=typed />
                <button class="button button--primary button--wide" type="submit">
                    {words::SIGN_IN}
                </button>
            </form>
            <p>
                <a href="/password/forgotten">{words::FORGOTTEN}</a>
            </p>
        </Alone>
    }
}

/// `/password/forgotten`
#[component]
pub fn ForgottenPage() -> impl IntoView {
    view! {
        <Alone title=words::FORGOTTEN_TITLE>
            <p>{words::FORGOTTEN_WHAT}</p>
            <form method="post" action="/password/forgotten" class="form">
                <div class="field">
                    <label class="field__label" for="who">
                        {words::WHO}
                    </label>
                    <input class="input" id="who" name="who" autocomplete="username" autocapitalize="none" required autofocus />
                </div>
                <button class="button button--primary button--wide" type="submit">
                    {words::SEND_LINK}
                </button>
            </form>
            <p>
                <a href="/sign-in">{words::BACK_TO_SIGN_IN}</a>
            </p>
        </Alone>
    }
}

/// `/password/reset?token=…`, with `invited` for those who have no password yet (SPEC U9).
#[component]
pub fn ResetPage() -> impl IntoView {
    let invited = query("invited");
    let (title, save) = if invited.is_empty() {
        (words::RESET_TITLE, words::SAVE_PASSWORD)
    } else {
        (words::INVITED_TITLE, words::SET_PASSWORD)
    };
    view! {
        <Alone title>
            <form method="post" action="/password/reset" class="form">
                <input type="hidden" name="token" value=query("token") />
                <input type="hidden" name="invited" value=invited />
                <NewPasswordFields autofocus=true />
                <button class="button button--primary button--wide" type="submit">
                    {save}
                </button>
            </form>
        </Alone>
    }
}

/// `/password`: change one's own, also when a generated one must be changed; sign out everywhere.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let session = use_session();
    view! {
        <Alone title=words::CHANGE_TITLE>
            <form method="post" action="/password" class="form">
                <PasswordField name="current" label=words::CURRENT autocomplete="current-password" autofocus=true />
                <NewPasswordFields />
                <button class="button button--primary button--wide" type="submit">
                    {words::SAVE_PASSWORD}
                </button>
            </form>
            <form method="post" action="/sign-out-everywhere" class="form">
                <p>{words::EVERYWHERE_WHAT}</p>
                <button class="button button--wide" type="submit">
                    {words::EVERYWHERE}
                </button>
            </form>
            <Suspense>
                {move || {
                    let signed_in = matches!(session.get(), Some(Ok(Some(_))));
                    signed_in.then(|| view! { <p><a href="/courses">{words::BACK}</a></p> })
                }}
            </Suspense>
        </Alone>
    }
}

#[component]
fn NewPasswordFields(#[prop(optional)] autofocus: bool) -> impl IntoView {
    view! {
        <PasswordField
            name="new"
            label=words::NEW
            autocomplete="new-password"
            hint=words::NEW_HINT
            autofocus=autofocus
        />
        <PasswordField name="again" label=words::AGAIN autocomplete="new-password" />
    }
}
