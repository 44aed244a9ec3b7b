//! The pages as routes that are loaded when they are needed: the build splits the WASM at each `view` here.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

#[derive(Debug)]
pub(crate) struct SignInRoute;

#[lazy_route]
impl LazyRoute for SignInRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::sign_in::SignInPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct ForgottenRoute;

#[lazy_route]
impl LazyRoute for ForgottenRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::sign_in::ForgottenPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct ResetRoute;

#[lazy_route]
impl LazyRoute for ResetRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::sign_in::ResetPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct PasswordRoute;

#[lazy_route]
impl LazyRoute for PasswordRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::sign_in::PasswordPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct CoursesRoute;

#[lazy_route]
impl LazyRoute for CoursesRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::courses::CoursesPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct SetupRoute;

#[lazy_route]
impl LazyRoute for SetupRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::setup::SetupPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct DashboardRoute;

#[lazy_route]
impl LazyRoute for DashboardRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::groups::DashboardPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct WizardRoute;

#[lazy_route]
impl LazyRoute for WizardRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::groups::wizard::WizardPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct ImportRoute;

#[lazy_route]
impl LazyRoute for ImportRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::groups::import::ImportPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct GroupRoute;

#[lazy_route]
impl LazyRoute for GroupRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::groups::GroupPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct MyGroupsRoute;

#[lazy_route]
impl LazyRoute for MyGroupsRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::my_groups::MyGroupsPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct MyLearnersRoute;

#[lazy_route]
impl LazyRoute for MyLearnersRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::tutoring::MyLearnersPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct OutboxRoute;

#[lazy_route]
impl LazyRoute for OutboxRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::admin::OutboxPage /> }.into_any()
    }
}

#[derive(Debug)]
pub(crate) struct AuditRoute;

#[lazy_route]
impl LazyRoute for AuditRoute {
    fn data() -> Self {
        Self
    }

    fn view(page: Self) -> AnyView {
        let _ = page;
        view! { <crate::admin::AuditPage /> }.into_any()
    }
}
