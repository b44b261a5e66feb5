//! What to say about schemas that cannot be put together.

use crate::all_of::Disagreement;
use crate::check::lower::node::{Node, Together};
use crate::check::lower::union::unsupported_beside;
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::pointer;

/// Two schemas that cannot be put together.
pub(crate) struct Contradiction<'a, 'd> {
    /// What they are parts of.
    pub(crate) node: &'a Node<'d>,
    pub(crate) of: &'a Together<'d>,
    pub(crate) parts: [&'a Node<'d>; 2],
    /// Whether one of them alone may be an object.
    pub(crate) mixed: bool,
    /// None where one is a union whose branches would have to say what the other says.
    pub(crate) about: Option<Disagreement>,
}

impl Contradiction<'_, '_> {
    pub(crate) fn diagnostic(&self) -> Diagnostic {
        let [first, second] = self.parts.map(|part| &*part.pointer);
        let (place, message, help) = match self.of {
            Together::Written => {
                let (message, help) = self.all_of();
                let place = pointer::child(&self.node.pointer, "allOf");
                (place, message.to_owned(), help.to_owned())
            }
            Together::Beside { union, other } => return self.beside(union, other),
            Together::Property { place, key } => (
                place.to_string(),
                format!("two parts of an `allOf` disagree about `{key}`"),
                format!("declare `{key}` in one part only: {first} or {second}"),
            ),
            Together::Keyword { place, keyword } => (
                place.to_string(),
                format!("two parts of an `allOf` disagree about `{keyword}`"),
                format!("write `{keyword}` in one part only: {first} or {second}"),
            ),
        };
        Diagnostic::new(Check::AllOfConflict, place, message)
            .at_key()
            .label("cannot be put together")
            .help(help)
    }

    fn all_of(&self) -> (&'static str, &'static str) {
        match self.about {
            Some(Disagreement::TooMany) => (
                "an `allOf` puts too many schemas together",
                "write the type out",
            ),
            Some(_) if !self.mixed => (
                "the parts of an `allOf` cannot be put together",
                "only objects can be put together: write the type out",
            ),
            _ => (
                "an `allOf` puts together an object and something that is none",
                "only objects can be put together: write the type out, or the properties into \
                 every branch",
            ),
        }
    }

    /// About a union and a keyword beside it.
    fn beside(&self, union: &str, other: &str) -> Diagnostic {
        if self.about.is_none() {
            return unsupported_beside(union, other, &self.node.pointer);
        }
        let place = pointer::child(&self.node.pointer, other);
        let message = format!("`{other}` contradicts every branch of the `{union}` beside it");
        Diagnostic::new(Check::NeverValid, place, message)
            .at_key()
            .label("no value is left")
            .help(format!(
                "correct `{other}`, or leave it out: the branches say what the value is"
            ))
    }
}

/// That a document takes too much work, or comes to too many types; the same wherever it is noticed.
pub(crate) fn too_many_types() -> Diagnostic {
    let message = "the schemas of this document expand to too many types";
    Diagnostic::new(Check::RecursiveInline, "/$defs", message)
        .at_key()
        .label("more than any program could use")
        .help(
            "give inline schemas entries in `$defs`, put shared properties into an object of their \
             own, and refer to them",
        )
}
