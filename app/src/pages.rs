//! The one table of pages: which address shows what, whom it is for, which menu leads there, and which WASM loads it. The
//! router, the side bar, the tabs of a course and the menu of one's account read it, and so do the tests that open every
//! page as every role, and have every page looked at.
//!
//! Every page is WASM of its own: the build splits it at these functions, and packs into few files what several need. What
//! is left is the shell, which every visit begins with. A page's part comes with the first page of a visit that needs it, or when
//! someone is about to go there.

mod address;
#[cfg(feature = "hydrate")]
mod ahead;

#[cfg(feature = "hydrate")]
pub use ahead::{load_this_page, look_ahead};

use address::Address;
use domain::audience::Audience;
use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;
use leptos_router::{ChooseView, NestedRoute, SsrMode};

/// A page, as the table has it.
#[derive(Clone, Copy, Debug)]
pub struct PageRow {
    pub page: Page,
    /// Addresses are public: people bookmark them. Where two fit, the first counts.
    pub address: &'static str,
    /// Whom it is for; [`domain::access`] has the rules.
    pub audience: Audience,
    /// Where it is led to, if it is led to by itself.
    pub menu: Option<Menu>,
}

/// The menus that lead to pages, with what the page is called there. They are in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// The side bar.
    Places(&'static str),
    /// The side bar, among what is administered.
    Administration(&'static str),
    /// A tab of a course.
    Tab(&'static str),
    /// The menu of one's own account.
    Account(&'static str),
}

/// Makes, from a row for each page, the list of pages, and for each the function that loads and shows it. A row: the
/// page, its address, whom it is for, where it is led to (`-`: by links in other pages only), the function that shows it,
/// what `lazy` calls the one that only loads it, and the component.
macro_rules! pages {
    ($($page:ident $address:literal $audience:ident $menu:tt $load:ident $preload:ident $component:path;)*) => {
        /// A page. One type for all of them: the router's code is compiled once for each type of route.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Page {
            $($page,)*
        }

        const PAGES: &[PageRow] = &[$(
            PageRow { page: Page::$page, address: $address, audience: Audience::$audience, menu: menu!($menu) },
        )*];

        $(
            #[lazy]
            fn $load() -> AnyView {
                $component().into_any()
            }
        )*

        impl ChooseView for Page {
            async fn choose(self) -> AnyView {
                match self {
                    $(Self::$page => $load().await,)*
                }
            }

            /// Fetches a page's WASM; a server that renders has it all.
            async fn preload(&self) {
                #[cfg(feature = "hydrate")]
                match self {
                    $(Self::$page => $preload().await,)*
                }
            }
        }
    };
}

macro_rules! menu {
    (-) => {
        None
    };
    (($menu:ident $label:literal)) => {
        Some(Menu::$menu($label))
    };
}

pages! {
    Home "/" SignedIn - home __preload_home crate::courses::HomePage;
    SignIn "/sign-in" Anyone - sign_in __preload_sign_in crate::sign_in::SignInPage;
    Forgotten "/password/forgotten" Anyone - forgotten __preload_forgotten crate::sign_in::ForgottenPage;
    Reset "/password/reset" Anyone - reset __preload_reset crate::sign_in::ResetPage;
    MyLearners "/my-learners" Workers (Places "My Learners") my_learners __preload_my_learners crate::tutoring::MyLearnersPage;
    MyGroups "/my-groups" SignedIn (Places "My groups") my_groups __preload_my_groups crate::my_groups::MyGroupsPage;
    Courses "/courses" SignedIn (Places "Courses") courses __preload_courses crate::courses::CoursesPage;
    People "/people" SignedIn (Places "People") people __preload_people crate::people::PeoplePage;
    Setup "/courses/:code/setup" CourseViewers (Tab "Setup") setup __preload_setup crate::setup::SetupPage;
    Dashboard "/courses/:code/groups" GroupViewers (Tab "Groups") dashboard __preload_dashboard crate::groups::DashboardPage;
    Wizard "/courses/:code/groups/new" GroupManagers - wizard __preload_wizard crate::groups::wizard::WizardPage;
    Rotation "/courses/:code/groups/rotation" GroupManagers - rotation __preload_rotation crate::groups::RotationPage;
    Import "/courses/:code/groups/import" GroupManagers - import __preload_import crate::groups::import::ImportPage;
    Set "/courses/:code/groups/sets/:set" GroupManagers - set __preload_set crate::groups::SetPage;
    Group "/courses/:code/groups/:group" GroupViewers - group __preload_group crate::groups::GroupPage;
    Board "/courses/:code/board" GroupManagers (Tab "Board") board __preload_board crate::board::BoardPage;
    History "/courses/:code/history" GroupManagers (Tab "History") history __preload_history crate::history::HistoryPage;
    Profile "/profile" SignedIn (Account "Your profile") profile __preload_profile crate::users::OwnProfilePage;
    Masks "/masks" Lenders (Account "Permission masks") masks __preload_masks crate::masks::MasksPage;
    Password "/password" SignedIn (Account "Change your password") password __preload_password crate::sign_in::PasswordPage;
    Users "/admin/users" UserManagers (Administration "Manage Users") users __preload_users crate::users::UsersPage;
    NewUser "/admin/users/new" UserManagers - new_user __preload_new_user crate::users::NewUserPage;
    ImportUsers "/admin/users/import" UserManagers - import_users __preload_import_users crate::users::ImportUsersPage;
    ImportedUsers "/admin/users/imports/:import" UserManagers - imported_users __preload_imported_users crate::users::ImportedUsersPage;
    User "/admin/users/:user" UserManagers - user __preload_user crate::users::UserPage;
    Cohorts "/admin/cohorts" UserManagers (Administration "Cohorts") cohorts __preload_cohorts crate::cohorts::CohortsPage;
    Cohort "/admin/cohorts/:cohort" UserManagers - cohort __preload_cohort crate::cohorts::CohortPage;
    Outbox "/admin/outbox" MailReaders (Administration "Outbox") outbox __preload_outbox crate::admin::OutboxPage;
    Settings "/admin/settings" Administrators (Administration "Settings") settings __preload_settings crate::settings::SettingsPage;
    Audit "/admin/audit" Administrators (Administration "Audit log") audit __preload_audit crate::admin::AuditPage;
}

/// The rows of all pages, for menus and tests.
pub fn table() -> &'static [PageRow] {
    PAGES
}

/// The routes of all pages, for the router.
pub(crate) fn routes() -> StaticVec<impl leptos_router::MatchNestedRoutes + Clone> {
    let route = |row: &PageRow| NestedRoute::new(Address(row.address), row.page).ssr_mode(SsrMode::Async).child(());
    PAGES.iter().map(route).collect::<Vec<_>>().into()
}

/// The page at a path.
#[cfg(any(test, feature = "hydrate"))]
fn page_at(path: &str) -> Option<Page> {
    PAGES.iter().find(|row| Address(row.address).parameters(path).is_some()).map(|row| row.page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_the_first_page_it_fits() {
        let known = [
            ("/", Page::Home),
            ("/courses/MED-201/groups/new", Page::Wizard),
            ("/courses/MED-201/groups/17", Page::Group),
            ("/courses/MED-201/groups/sets/3", Page::Set),
            ("/courses/MED-201/groups/", Page::Dashboard),
            ("/admin/users/new", Page::NewUser),
            ("/admin/users/12", Page::User),
        ];
        for (path, page) in known {
            assert_eq!(page_at(path), Some(page), "{path}");
        }
        for path in ["/nowhere", "/courses//groups", "/courses/MED-201/groups/export.csv/x"] {
            assert_eq!(page_at(path), None, "{path}");
        }
    }
}
