//! What a `$ref` points to.

use indexmap::IndexMap;

use crate::check::lower::node::Form;
use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pointer;
use crate::schema::Schema;
use crate::suggest::nearest;

/// The entries of `$defs`.
#[derive(Clone, Copy)]
pub(crate) struct Targets<'a> {
    pub(crate) definitions: &'a IndexMap<String, Schema>,
    /// `$defs` as a whole could not be read: every reference dangles, and none is to blame.
    pub(crate) unread: bool,
}

impl Targets<'_> {
    pub(crate) fn resolve<'d>(
        &self,
        reference: &str,
        pointer: &str,
        findings: &mut Findings,
    ) -> Form<'d> {
        if let Some(index) = self.find(reference) {
            return Form::Ref(index);
        }
        if !self.unread {
            findings.add(self.complaint(reference, pointer::child(pointer, "$ref")));
        }
        Form::Broken
    }

    fn find(&self, reference: &str) -> Option<usize> {
        let key = key(reference)?;
        // A key is found as it is written, even where the text would mean something in a URI.
        let found = self.definitions.get_index_of(&key);
        found.or_else(|| {
            self.definitions
                .get_index_of(&pointer::percent_decode(&key))
        })
    }

    fn complaint(&self, reference: &str, place: String) -> Diagnostic {
        let unsupported = |message: String, help: String| {
            Diagnostic::new(Check::UnsupportedConstruct, &place, message)
                .label("not a reference to an entry of `$defs`")
                .help(help)
        };
        let local = reference
            .strip_prefix('#')
            .and_then(|local| pointer::segments(local).ok());
        let last = reference.rsplit(['/', '#']).next().unwrap_or(reference);
        let here = |key: &str| self.definitions.contains_key(key);
        match local.as_deref() {
            Some([defs, key]) if defs == "$defs" => self.dangling(key, place),
            Some([defs, key, ..]) if defs == "$defs" && here(key) => unsupported(
                format!("`{reference}` points into an entry of `$defs`"),
                "give what it points to an entry in `$defs` of its own".to_owned(),
            ),
            _ if here(last) => unsupported(
                format!("`{reference}` is no reference to an entry of `$defs`"),
                format!("did you mean `#/$defs/{}`?", pointer::escape(last)),
            ),
            Some([]) => unsupported(
                "a reference to the whole document is no type".to_owned(),
                "move the schema to `$defs` and refer to `#/$defs/Name`".to_owned(),
            ),
            Some(_) => unsupported(
                format!("`{reference}` points outside `$defs`"),
                "move what it points to into `$defs` and refer to `#/$defs/Name`".to_owned(),
            ),
            None => unsupported(
                format!("`{reference}` points outside the document"),
                "copy the schema into `$defs` and refer to `#/$defs/Name`".to_owned(),
            ),
        }
    }

    fn dangling(&self, key: &str, place: String) -> Diagnostic {
        let help = match nearest(key, self.definitions.keys().map(String::as_str)) {
            Some(meant) => format!("did you mean `#/$defs/{}`?", pointer::escape(meant)),
            None => format!("add `{key}` to `$defs`, or refer to an entry that is there"),
        };
        Diagnostic::new(
            Check::DanglingReference,
            place,
            format!("`$defs` has no `{key}`"),
        )
        .label("nothing is there")
        .help(help)
    }
}

/// The key in `$defs` that a reference names.
pub(crate) fn key(reference: &str) -> Option<String> {
    let local = reference.strip_prefix("#")?;
    match pointer::segments(local).ok()?.as_slice() {
        [defs, key] if defs == "$defs" => Some(key.clone().into_owned()),
        _ => None,
    }
}
