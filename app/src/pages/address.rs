//! The address of a page, such as `/courses/:code/groups`: one small piece of code reads all of them, where the router's own
//! types are compiled once for each shape.

use leptos_router::{PartialPathMatch, PathSegment, PossibleRouteMatch};
use std::borrow::Cow;

/// Segments between slashes; those that begin with a colon stand for anything and have a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address(pub(super) &'static str);

/// The pieces of a path; a slash at its end says nothing.
fn pieces(path: &str) -> std::str::Split<'_, char> {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.strip_suffix('/').unwrap_or(path).split('/')
}

impl Address {
    /// What stands for the named segments in a path, as it is written there; `None` where the path is another's.
    pub(super) fn parameters(self, path: &str) -> Option<Vec<(Cow<'static, str>, String)>> {
        let mut found = Vec::new();
        let mut given = pieces(path);
        for wanted in pieces(self.0) {
            let given = given.next()?;
            match wanted.strip_prefix(':') {
                Some(_) if given.is_empty() => return None,
                Some(name) => found.push((Cow::Borrowed(name), given.to_owned())),
                None if wanted != given => return None,
                None => {}
            }
        }
        given.next().is_none().then_some(found)
    }
}

impl PossibleRouteMatch for Address {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        self.parameters(path).map(|parameters| PartialPathMatch::new("", parameters, path))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.extend(pieces(self.0).map(|piece| match piece.strip_prefix(':') {
            Some(name) => PathSegment::Param(name.into()),
            None => PathSegment::Static(piece.into()),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &'static str, path: &str, expected: Option<&[(&str, &str)]>) {
        let found = Address(address).parameters(path);
        let found: Option<Vec<(&str, &str)>> =
            found.as_ref().map(|found| found.iter().map(|(name, value)| (&**name, value.as_str())).collect());
        assert_eq!(found.as_deref(), expected, "{address} {path}");
    }

    #[test]
    fn paths_fit_by_their_segments() {
        check("/", "/", Some(&[]));
        check("/", "", Some(&[]));
        check("/", "/courses", None);
        check("/courses", "/courses/", Some(&[]));
        check("/courses", "/coursesx", None);
        check("/courses/:code/groups/:group", "/courses/A%2FB/groups/7", Some(&[("code", "A%2FB"), ("group", "7")]));
        check("/courses/:code/groups/:group", "/courses/A/groups", None);
        check("/courses/:code/groups/:group", "/courses/A/groups/7/x", None);
        check("/courses/:code/setup", "/courses//setup", None);
    }
}
