//! What no conversion foresaw: a document that does not pass the checks yet.

use std::collections::BTreeMap;

use crate::adjust::names;
use crate::adjust::overlay::subschema;
use crate::report::{FindingKind, Report};
use stream_events_schema::Check;
use stream_events_schema::Checked;
use stream_events_schema::Document;
use stream_events_schema::Schema;
use stream_events_schema::check;
use stream_events_schema::{Diagnostic, Diagnostics};

/// Takes out of a document what the checks refuse, saying so, until they pass.
///
/// # Errors
///
/// What is left if none of it is about a schema.
pub(crate) fn repair(document: &mut Document, report: &mut Report) -> Result<Checked, Diagnostics> {
    const ROUNDS: usize = 100;
    names::tell_apart(document, report);
    for _ in 0..ROUNDS {
        let diagnostics = match check(document) {
            Ok(checked) => return Ok(checked),
            Err(diagnostics) => diagnostics,
        };
        let mut repaired = false;
        let mut undescribed: BTreeMap<(String, usize), &Diagnostic> = BTreeMap::new();
        for diagnostic in &diagnostics {
            match (diagnostic.check, required(&diagnostic.pointer)) {
                (Check::UnknownRequired | Check::Repeated, Some(place)) => {
                    undescribed.insert(place, diagnostic);
                }
                _ => repaired |= cut(document, diagnostic, report),
            }
        }
        // From the last to the first, so that their places stay what they are.
        for ((owner, index), diagnostic) in undescribed.into_iter().rev() {
            let Some(Schema::Object(keywords)) = subschema(document, &owner) else {
                continue;
            };
            if index < keywords.required.len() {
                keywords.required.remove(index);
                tell(report, diagnostic, "no longer required");
                repaired = true;
            }
        }
        if !repaired {
            return Err(diagnostics);
        }
    }
    check(document)
}

/// The owner and index of an entry of `required`.
fn required(pointer: &str) -> Option<(String, usize)> {
    let (list, index) = pointer.rsplit_once('/')?;
    Some((
        list.strip_suffix("/required")?.to_owned(),
        index.parse().ok()?,
    ))
}

/// Takes out the smallest part of a schema that a diagnostic is about.
fn cut(document: &mut Document, diagnostic: &Diagnostic, report: &mut Report) -> bool {
    let mut pointer = diagnostic.pointer.as_str();
    if diagnostic.check == Check::Discriminator {
        let owner = pointer
            .find("/discriminator")
            .map_or(pointer, |end| &pointer[..end]);
        if let Some(Schema::Object(keywords)) = subschema(document, owner)
            && keywords.discriminator.take().is_some()
        {
            tell(report, diagnostic, "without `discriminator`");
            return true;
        }
    }
    loop {
        if let Some(schema) = subschema(document, pointer) {
            let open = Schema::Boolean(true);
            if *schema != open {
                *schema = open;
                tell(report, diagnostic, "any value is allowed instead");
                return true;
            }
        }
        match pointer.rfind('/') {
            Some(end) if end > 0 => pointer = &pointer[..end],
            _ => return false,
        }
    }
}

fn tell(report: &mut Report, diagnostic: &Diagnostic, what: &str) {
    let message = format!("in the document: {}: {what}", diagnostic.message);
    report.add(FindingKind::Dropped, &diagnostic.pointer, message);
}
