//! Which page is behind which route, and which pages are WASM of their own.
//!
//! The Groups dashboard is in the main WASM. A page marked `#[lazy]` is loaded with the first page of a visit that
//! needs it, or when someone goes there: the build splits the WASM at these functions.

use leptos::prelude::*;
use leptos_router::ChooseView;

/// A page. One type for all of them: the router's code is compiled once for each type of route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Home,
    SignIn,
    Forgotten,
    Reset,
    Password,
    Courses,
    Setup,
    Dashboard,
    Wizard,
    Rotation,
    Import,
    Group,
    Board,
    Set,
    History,
    MyGroups,
    MyLearners,
    People,
    Masks,
    Users,
    NewUser,
    ImportUsers,
    ImportedUsers,
    User,
    Profile,
    Cohorts,
    Cohort,
    Settings,
    Outbox,
    Audit,
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        match self {
            Self::Home => view! { <leptos_router::components::Redirect path="/courses" /> }.into_any(),
            Self::Dashboard => view! { <crate::groups::DashboardPage /> }.into_any(),
            Self::SignIn | Self::Forgotten | Self::Reset | Self::Password => account(self).await,
            Self::Courses => courses().await,
            Self::Setup => setup().await,
            Self::Wizard | Self::Rotation | Self::Set => wizard(self).await,
            Self::Import => import().await,
            Self::ImportUsers | Self::ImportedUsers => import_users(self).await,
            Self::Group => group().await,
            Self::Board => board().await,
            Self::History => history().await,
            Self::MyGroups | Self::MyLearners | Self::People | Self::Masks => mine(self).await,
            Self::Users | Self::NewUser | Self::User | Self::Profile => users(self).await,
            Self::Cohorts | Self::Cohort | Self::Settings | Self::Outbox | Self::Audit => admin(self).await,
        }
    }

    /// Fetches a page's WASM; a server that renders has it all.
    async fn preload(&self) {
        #[cfg(feature = "hydrate")]
        match self {
            Self::Home | Self::Dashboard => {}
            Self::SignIn | Self::Forgotten | Self::Reset | Self::Password => __preload_account().await,
            Self::Courses => __preload_courses().await,
            Self::Setup => __preload_setup().await,
            Self::Wizard | Self::Rotation | Self::Set => __preload_wizard().await,
            Self::Import => __preload_import().await,
            Self::ImportUsers | Self::ImportedUsers => __preload_import_users().await,
            Self::Group => __preload_group().await,
            Self::Board => __preload_board().await,
            Self::History => __preload_history().await,
            Self::MyGroups | Self::MyLearners | Self::People | Self::Masks => __preload_mine().await,
            Self::Users | Self::NewUser | Self::User | Self::Profile => __preload_users().await,
            Self::Cohorts | Self::Cohort | Self::Settings | Self::Outbox | Self::Audit => __preload_admin().await,
        }
    }
}

#[lazy]
fn account(page: Page) -> AnyView {
    match page {
        Page::SignIn => view! { <crate::sign_in::SignInPage /> }.into_any(),
        Page::Forgotten => view! { <crate::sign_in::ForgottenPage /> }.into_any(),
        Page::Reset => view! { <crate::sign_in::ResetPage /> }.into_any(),
        _ => view! { <crate::sign_in::PasswordPage /> }.into_any(),
    }
}

#[lazy]
fn courses() -> AnyView {
    view! { <crate::courses::CoursesPage /> }.into_any()
}

#[lazy]
fn setup() -> AnyView {
    view! { <crate::setup::SetupPage /> }.into_any()
}

#[lazy]
fn wizard(page: Page) -> AnyView {
    match page {
        Page::Set => view! { <crate::groups::SetPage /> }.into_any(),
        Page::Rotation => view! { <crate::groups::RotationPage /> }.into_any(),
        _ => view! { <crate::groups::wizard::WizardPage /> }.into_any(),
    }
}

#[lazy]
fn import() -> AnyView {
    view! { <crate::groups::import::ImportPage /> }.into_any()
}

#[lazy]
fn import_users(page: Page) -> AnyView {
    match page {
        Page::ImportedUsers => view! { <crate::users::ImportedUsersPage /> }.into_any(),
        _ => view! { <crate::users::ImportUsersPage /> }.into_any(),
    }
}

#[lazy]
fn group() -> AnyView {
    view! { <crate::groups::GroupPage /> }.into_any()
}

#[lazy]
fn board() -> AnyView {
    view! { <crate::board::BoardPage /> }.into_any()
}

#[lazy]
fn history() -> AnyView {
    view! { <crate::history::HistoryPage /> }.into_any()
}

#[lazy]
fn mine(page: Page) -> AnyView {
    match page {
        Page::MyGroups => view! { <crate::my_groups::MyGroupsPage /> }.into_any(),
        Page::Masks => view! { <crate::masks::MasksPage /> }.into_any(),
        Page::People => view! { <crate::people::PeoplePage /> }.into_any(),
        _ => view! { <crate::tutoring::MyLearnersPage /> }.into_any(),
    }
}

#[lazy]
fn users(page: Page) -> AnyView {
    match page {
        Page::Users => view! { <crate::users::UsersPage /> }.into_any(),
        Page::Profile => view! { <crate::users::OwnProfilePage /> }.into_any(),
        Page::NewUser => view! { <crate::users::NewUserPage /> }.into_any(),
        _ => view! { <crate::users::UserPage /> }.into_any(),
    }
}

#[lazy]
fn admin(page: Page) -> AnyView {
    match page {
        Page::Cohorts => view! { <crate::cohorts::CohortsPage /> }.into_any(),
        Page::Cohort => view! { <crate::cohorts::CohortPage /> }.into_any(),
        Page::Settings => view! { <crate::settings::SettingsPage /> }.into_any(),
        Page::Outbox => view! { <crate::admin::OutboxPage /> }.into_any(),
        _ => view! { <crate::admin::AuditPage /> }.into_any(),
    }
}
