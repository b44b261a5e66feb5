//! [`Document`] to [`Checked`]: everything that must hold between the parts of a document.

mod fold;
mod lower;
mod rules;
mod settle;
mod unions;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use lower::node::{Form, Link};
use lower::reference::Targets;
use lower::{Lowering, cycle};
use rules::document::Rules;
use rules::{aliases, event, pointers, reachable, resume, when};
use settle::Settling;
use unions::Definitions;

use crate::check_table::Check;
use crate::checked::Checked;
use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::document::{Document, Stream};
use crate::format::Format;
use crate::parse::{Draft, Unread, draft};
use crate::pointer;
use crate::shape::Type;
use crate::snapshot::Snapshot;
use crate::source::Source;

/// Reads and checks a document.
///
/// ```
/// let text = r#"{ "events": { "ping": { "handel": "skip" } } }"#;
/// let mistakes = stream_events_schema::read("feed.json", text).unwrap_err();
/// let mistake = mistakes.iter().next().unwrap();
/// assert_eq!(mistake.label, "not a keyword of an event");
/// assert_eq!(mistake.position.unwrap().column, 25);
/// ```
///
/// # Errors
///
/// All mistakes there are, with their places in the text.
pub fn read(name: &str, text: &str) -> Result<Checked, Diagnostics> {
    read_source(&Source::new(name, text))
}

/// [`read`] for a [`Source`].
///
/// # Errors
///
/// All mistakes there are, with their places in the text.
pub fn read_source(source: &Source) -> Result<Checked, Diagnostics> {
    read_draft(source, false)
}

/// [`read_source`] for what a program declares with types of its own: of a payload that is `true`
/// nothing is known, so a condition may look for anything in it.
///
/// ```
/// use stream_events_schema::{Source, read_opaque, read_source};
///
/// let source = Source::new("Feed", r#"{ "events": {
///     "status": { "payload": true, "handle": "finish", "when": { "/done": [true] } }
/// } }"#);
/// assert!(read_opaque(&source).is_ok());
/// assert!(read_source(&source).is_err());
/// ```
///
/// # Errors
///
/// All mistakes there are, with their places in the text.
pub fn read_opaque(source: &Source) -> Result<Checked, Diagnostics> {
    read_draft(source, true)
}

fn read_draft(source: &Source, opaque: bool) -> Result<Checked, Diagnostics> {
    let Draft {
        document,
        unread,
        findings,
    } = draft(source)?;
    run(&document, &unread, findings, Some(source), opaque)
}

/// Checks a document, wherever it came from.
///
/// ```
/// use stream_events_schema::{Document, Event, Handle, check};
///
/// let mut document = Document::default();
/// let ping = Event { handle: Handle::Skip, ..Event::default() };
/// document.events.insert("ping".to_owned(), ping);
/// assert_eq!(check(&document)?.events["ping"].handle, Handle::Skip);
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
///
/// # Errors
///
/// All mistakes there are, without places in a text: there is none.
pub fn check(document: &Document) -> Result<Checked, Diagnostics> {
    run(
        document,
        &Unread::default(),
        Findings::default(),
        None,
        false,
    )
}

fn run(
    document: &Document,
    unread: &Unread,
    mut findings: Findings,
    source: Option<&Source>,
    opaque: bool,
) -> Result<Checked, Diagnostics> {
    let mut resolved = resolve(document, unread, &mut findings);
    let unused = std::mem::take(&mut resolved.unused);
    let open = std::mem::take(&mut resolved.open);
    let formats = std::mem::take(&mut resolved.formats);
    let stream = assemble(document, resolved, unread, &mut findings, opaque);
    let mut checked = Checked {
        stream,
        formats,
        fold: None,
        notes: Diagnostics::default(),
        source: source.cloned(),
    };
    checked.fold = fold::check(document, &checked, unread, &mut findings);
    let stream = &checked.stream;
    if !findings.any_errors() {
        reachable::definitions(&stream.definitions, &unused, &mut findings);
        reachable::events(stream, &mut findings);
        let types = when::Types {
            definitions: &stream.definitions,
            opaque,
        };
        pointers::errors(stream, types, &open, &mut findings);
        pointers::dispatch(stream, types, &open, &mut findings);
    }
    checked.notes = findings.finish(source)?;
    Ok(checked)
}

/// All types of a document.
struct Resolved {
    definitions: IndexMap<String, Type>,
    /// Of each event, in order.
    payloads: Vec<Option<Type>>,
    body: Option<Type>,
    snapshot: Option<Type>,
    /// Positions of definitions that no event leads to.
    unused: Vec<usize>,
    /// Where the objects stand of which it is written that they have more properties.
    open: HashSet<String>,
    /// The formats of strings and numbers, by where they stand.
    formats: IndexMap<String, Format>,
}

fn resolve(document: &Document, unread: &Unread, findings: &mut Findings) -> Resolved {
    let keys: Vec<_> = document.definitions.keys().map(String::as_str).collect();
    let targets = Targets {
        definitions: &document.definitions,
        unread: unread.covers("/$defs"),
    };
    let mut lowering = Lowering {
        targets,
        unread,
        findings,
        identities: HashMap::new(),
        open: HashSet::new(),
        formats: IndexMap::new(),
    };

    let definition =
        |(key, schema): (&String, _)| lowering.root(schema, &pointer::child("/$defs", key));
    let mut written: Vec<Link<'_>> = document.definitions.iter().map(definition).collect();
    let mut payloads = Vec::new();
    for (key, event) in &document.events {
        let place = pointer::child(&pointer::child("/events", key), "payload");
        let unread = || unread.covers(&place);
        payloads.push(match &event.payload {
            Some(schema) => Some(lowering.root(schema, &place)),
            None => unread().then(|| Link::bare(&place.into(), Form::Broken)),
        });
    }
    let body = document.errors.body.as_ref();
    let body = body.map(|body| lowering.root(body, "/errors/body"));

    let snapshot = document.snapshot.as_ref().and_then(|it| it.ty.as_ref());
    let snapshot = snapshot.map(|ty| lowering.root(ty, "/snapshot/type"));

    let open = std::mem::take(&mut lowering.open);
    let formats = std::mem::take(&mut lowering.formats);
    let order = cycle::break_cycles(&mut written, &keys, findings);
    let definitions = Definitions::new(written.clone(), &order);
    let mut settling = Settling::new(&definitions, findings);
    let definition = |(node, key): (_, &&str)| ((*key).to_owned(), settling.ty(node));
    let settled = definitions.nodes().iter().zip(&keys).map(definition);
    let settled = settled.collect();
    let mut resolved = Resolved {
        definitions: settled,
        payloads: payloads
            .iter()
            .map(|it| it.as_ref().map(|node| settling.ty(node)))
            .collect(),
        body: body.as_ref().map(|node| settling.ty(node)),
        snapshot: snapshot.as_ref().map(|node| settling.ty(node)),
        unused: reachable::unused(
            &written,
            payloads.iter().flatten().chain(&body).chain(&snapshot),
        ),
        open,
        formats,
    };
    aliases::break_cycles(&mut resolved.definitions, findings);
    resolved
}

fn assemble(
    document: &Document,
    resolved: Resolved,
    unread: &Unread,
    findings: &mut Findings,
    opaque: bool,
) -> Stream<Type> {
    let rules = Rules { document, unread };
    let dispatch = rules.dispatch(findings);
    rules.sentinels(findings);
    rules.framing(findings);
    let errors = rules.errors(resolved.body, findings);
    rules.http(findings);
    let end = rules.end(findings);
    let types = when::Types {
        definitions: &resolved.definitions,
        opaque,
    };
    let resume = resume::check(document, &resolved.payloads, types, findings);
    let events = event::check(document, unread, resolved.payloads, types, findings);
    Stream {
        schema: None,
        source: None,
        title: document.title.clone(),
        description: document.description.clone(),
        version: document.version.clone(),
        framing: document.framing,
        dispatch,
        events,
        unknown: document.unknown,
        mismatch: document.mismatch,
        end: Some(end),
        unterminated: document.unterminated,
        sentinels: document.sentinels.clone(),
        errors,
        http: document.http.clone(),
        resume,
        snapshot: document.snapshot.as_ref().map(|it| Snapshot {
            ty: resolved.snapshot,
            restart: it.restart.clone(),
            initial: it.initial.clone(),
            others: it.others,
        }),
        examples: document.examples.clone(),
        definitions: resolved.definitions,
    }
}

/// Something a list has twice.
fn repeated(place: String, what: &str) -> Diagnostic {
    Diagnostic::new(Check::Repeated, place, format!("{what} is listed twice"))
        .label("the second one")
        .help("remove one of the two")
}
