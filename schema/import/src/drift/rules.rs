//! What the rules of a snapshot say of what is new.

use stream_events_schema::snapshot::{Others, Path, Rule, Source};
use stream_events_schema::{Check, Checked, Diagnostics, Document, check, pointer};

/// What is the same for each new event: it changes nothing, until a human says otherwise.
pub(super) fn of_new_event(document: &Document) -> Option<Vec<Rule>> {
    let snapshot = document.snapshot.as_ref();
    snapshot
        .filter(|it| it.others == Others::Error)
        .map(|_| Vec::new())
}

/// Checks a document. Where its rules do not name a new variant, they say that it changes nothing.
pub(super) fn checked(document: &mut Document, variant: Option<&str>) -> Option<Checked> {
    let mut mistakes = match (check(document), variant) {
        (Ok(checked), _) => return Some(checked),
        (Err(_), None) => return None,
        (Err(mistakes), Some(_)) => mistakes,
    };
    // Each mistake that is mended is one less.
    while let Some(changed) = ignored(document, &mistakes, variant?) {
        *document = changed;
        mistakes = match check(document) {
            Ok(checked) => return Some(checked),
            Err(mistakes) => mistakes,
        };
    }
    None
}

/// The document with one mistake less, by a rule that names the variant.
fn ignored(document: &Document, mistakes: &Diagnostics, variant: &str) -> Option<Document> {
    let unnamed = mistakes
        .iter()
        .find(|it| it.check == Check::VariantUnnamed)?;
    let at = RuleAt::new(&unnamed.pointer)?;
    let path = at.source(document)?.as_str().to_owned();
    // A path may go through several unions.
    let mut unions = path.match_indices("/<").map(|(at, _)| &path[..at]);
    unions.find_map(|union| {
        let ignore: Path = format!("{union}/<{variant}>").parse().ok()?;
        let mut proposed = document.clone();
        at.list(&mut proposed)?.push(Rule {
            ignore: Some(ignore),
            ..Rule::default()
        });
        let left = check(&proposed).map_or_else(|mistakes| mistakes.len(), |_| 0);
        (left < mistakes.len()).then_some(proposed)
    })
}

/// What a pointer into a rule leads to: `/events/*/apply/0/apply/1/append`.
struct RuleAt {
    event: String,
    /// The scopes that the rule is in.
    scopes: Vec<usize>,
    rule: usize,
    operation: String,
}

impl RuleAt {
    fn new(at: &str) -> Option<Self> {
        let segments = pointer::segments(at).ok()?;
        let mut segments = segments.into_iter().skip(1);
        let event = segments.next()?.into_owned();
        let mut scopes = Vec::new();
        let mut operation = segments.next()?;
        while operation == "apply" {
            scopes.push(segments.next()?.parse().ok()?);
            operation = segments.next()?;
        }
        Some(Self {
            event,
            rule: scopes.pop()?,
            scopes,
            operation: operation.into_owned(),
        })
    }

    /// The list that the rule is in.
    fn list<'d>(&self, document: &'d mut Document) -> Option<&'d mut Vec<Rule>> {
        let rules = document.events.get_mut(&self.event)?.apply.as_mut()?;
        let mut scopes = self.scopes.iter();
        scopes.try_fold(rules, |rules, scope| rules.get_mut(*scope)?.apply.as_mut())
    }

    /// The path that the rule takes from.
    fn source<'d>(&self, document: &'d Document) -> Option<&'d Path> {
        let rules = document.events.get(&self.event)?.apply.as_ref()?;
        let mut scopes = self.scopes.iter();
        let rules = scopes.try_fold(rules, |rules, scope| rules.get(*scope)?.apply.as_ref())?;
        let rule = rules.get(self.rule)?;
        let source = match self.operation.as_str() {
            "start" => &rule.start,
            "set" => &rule.set,
            "append" => &rule.append,
            "append_json" => &rule.append_json,
            "insert" => &rule.insert,
            "for" => &rule.each,
            "ignore" => return rule.ignore.as_ref(),
            _ => return None,
        };
        match source.as_ref()? {
            Source::Path(path) => Some(path),
            _ => None,
        }
    }
}
