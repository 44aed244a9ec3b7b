//! The one table of pages: which address shows what, and which WASM loads it.
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
use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;
use leptos_router::{ChooseView, NestedRoute, SsrMode};

/// Makes, from a row for each page, the list of pages, and for each the function that loads and shows it. The third
/// entry is that function, the fourth what `lazy` calls the one that only loads it.
macro_rules! pages {
    ($($page:ident $address:literal $load:ident $preload:ident $component:path;)*) => {
        /// A page. One type for all of them: the router's code is compiled once for each type of route.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Page {
            $($page,)*
        }

        /// Every page with its address. Addresses are public: people bookmark them. Where two fit, the first counts.
        const PAGES: &[(Page, &str)] = &[$((Page::$page, $address),)*];

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

pages! {
    Home "/" home __preload_home crate::courses::HomePage;
    SignIn "/sign-in" sign_in __preload_sign_in crate::sign_in::SignInPage;
    Forgotten "/password/forgotten" forgotten __preload_forgotten crate::sign_in::ForgottenPage;
    Reset "/password/reset" reset __preload_reset crate::sign_in::ResetPage;
    Password "/password" password __preload_password crate::sign_in::PasswordPage;
    Courses "/courses" courses __preload_courses crate::courses::CoursesPage;
    Setup "/courses/:code/setup" setup __preload_setup crate::setup::SetupPage;
    Dashboard "/courses/:code/groups" dashboard __preload_dashboard crate::groups::DashboardPage;
    Wizard "/courses/:code/groups/new" wizard __preload_wizard crate::groups::wizard::WizardPage;
    Rotation "/courses/:code/groups/rotation" rotation __preload_rotation crate::groups::RotationPage;
    Import "/courses/:code/groups/import" import __preload_import crate::groups::import::ImportPage;
    Set "/courses/:code/groups/sets/:set" set __preload_set crate::groups::SetPage;
    Group "/courses/:code/groups/:group" group __preload_group crate::groups::GroupPage;
    Board "/courses/:code/board" board __preload_board crate::board::BoardPage;
    History "/courses/:code/history" history __preload_history crate::history::HistoryPage;
    MyGroups "/my-groups" my_groups __preload_my_groups crate::my_groups::MyGroupsPage;
    MyLearners "/my-learners" my_learners __preload_my_learners crate::tutoring::MyLearnersPage;
    People "/people" people __preload_people crate::people::PeoplePage;
    Profile "/profile" profile __preload_profile crate::users::OwnProfilePage;
    Masks "/masks" masks __preload_masks crate::masks::MasksPage;
    Users "/admin/users" users __preload_users crate::users::UsersPage;
    NewUser "/admin/users/new" new_user __preload_new_user crate::users::NewUserPage;
    ImportUsers "/admin/users/import" import_users __preload_import_users crate::users::ImportUsersPage;
    ImportedUsers "/admin/users/imports/:import" imported_users __preload_imported_users crate::users::ImportedUsersPage;
    User "/admin/users/:user" user __preload_user crate::users::UserPage;
    Cohorts "/admin/cohorts" cohorts __preload_cohorts crate::cohorts::CohortsPage;
    Cohort "/admin/cohorts/:cohort" cohort __preload_cohort crate::cohorts::CohortPage;
    Settings "/admin/settings" settings __preload_settings crate::settings::SettingsPage;
    Outbox "/admin/outbox" outbox __preload_outbox crate::admin::OutboxPage;
    Audit "/admin/audit" audit __preload_audit crate::admin::AuditPage;
}

/// The routes of all pages, for the router.
pub(crate) fn routes() -> StaticVec<impl leptos_router::MatchNestedRoutes + Clone> {
    let route = |&(page, address): &(Page, &'static str)| {
        NestedRoute::new(Address(address), page).ssr_mode(SsrMode::Async).child(())
    };
    PAGES.iter().map(route).collect::<Vec<_>>().into()
}

/// The page at a path.
#[cfg(any(test, feature = "hydrate"))]
fn page_at(path: &str) -> Option<Page> {
    PAGES.iter().find(|(_, address)| Address(address).parameters(path).is_some()).map(|(page, _)| *page)
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
