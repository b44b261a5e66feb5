//! `stream-events show`.

mod types;

use std::path::PathBuf;

use clap::Args;
use stream_events_codegen::api::{Api, ApiKind};
use stream_events_schema::diff::{Subject, describe};
use stream_events_schema::snapshot::Restart;
use stream_events_schema::{
    Checked, Content, Cursor, Dispatch, Event, FailureType, Framing, Handle, Mismatch, Pointer,
    Resume, Sentinel, Type, Unknown, Unterminated,
};

use crate::config::{ConfigArguments, Configs};
use crate::derive::DeriveArguments;
use crate::exit::{Exit, Failure};
use crate::io::Document;
use crate::out::{self, BOLD, Table, count, styled, variant};
use types::{payload_types, payloads};

const HELP: &str = "\
Shows what a derive makes of the document. Derive options such as `replace` and `string` are not
part of the document: they are in `stream-events.toml`, of which `stream-events generate --help`
tells, or given here.

Examples:
  stream-events show schemas/messages.json
  stream-events show schemas/messages.json --types
  stream-events show schemas/messages.json --types --string 'std::sync::Arc<str>'

Exit codes:
  0  shown
  1  the document has mistakes, or cannot be read
  2  the command line is wrong";

/// Show what a document becomes in Rust
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The document; `-` is standard input
    pub(crate) file: PathBuf,
    /// List the payload types with their fields and variants, and what `new` takes: the required fields
    #[arg(long)]
    pub(crate) types: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArguments,
    #[command(flatten)]
    pub(crate) derive: DeriveArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let document = Document::read(&arguments.file)?;
    let checked = &document.checked;
    let configs = Configs::new(&arguments.config);
    let settings = configs.settings(&(&arguments.derive).into(), &arguments.file, checked)?;
    let options = settings.options(checked, &arguments.file)?;
    let api = Api::new(checked, &options)?;
    let mut text = head(&document);
    text.push_str(&events(checked, &api));
    text.push('\n');
    text.push_str(&rules(checked, &api));
    if arguments.types {
        text.push('\n');
        text.push_str(&payload_types(&api));
    }
    out::print(&text)?;
    Ok(Exit::Fine)
}

fn head(document: &Document) -> String {
    let version = document
        .checked
        .version
        .as_ref()
        .map(|it| format!(" {it}"))
        .unwrap_or_default();
    let mut head = styled(BOLD, format!("{}{version}", document.title()));
    if let Some(description) = &document.checked.description {
        head.push('\n');
        head.push_str(description.trim());
    }
    head.push_str("\n\n");
    head
}

fn events(checked: &Checked, api: &Api) -> String {
    let mut table = Table::new(&["EVENT", "RUST", "HANDLING"]).ending_in_prose();
    for (key, event) in &checked.events {
        let deprecated = if event.deprecated { "; deprecated" } else { "" };
        table.row([
            key.clone(),
            variant(api, &Subject::event(key)),
            format!("{}{deprecated}", handling(event)),
        ]);
    }
    let (rust, handling) = match checked.unknown {
        Unknown::Skip => ("", "dropped"),
        Unknown::Fail => ("", "an error, and the stream ends"),
        _ => ("Event::Unknown(UnknownEvent)", "an item, its data unparsed"),
    };
    table.row([
        "(any other)".to_owned(),
        rust.to_owned(),
        handling.to_owned(),
    ]);
    table.text("")
}

/// How an event is handled, and where it is not as for the others, what becomes of one that does
/// not fit.
fn handling(event: &Event<Type>) -> String {
    let misfit = match event.mismatch {
        Some(Mismatch::Keep) => "; Event::Unknown if it does not fit",
        Some(Mismatch::Null) => "; null for what does not fit in it",
        Some(_) => "; an error if it does not fit",
        None => "",
    };
    handled(event) + misfit
}

fn handled(event: &Event<Type>) -> String {
    let when = conditions(event);
    match event.handle {
        Handle::Skip => "dropped, its data never parsed".to_owned(),
        Handle::Fail => "an error, and the stream ends".to_owned(),
        Handle::Finish => format!("an item; the stream ends after it{when}"),
        Handle::Complete => format!("an item; the answer is complete with it{when}"),
        _ => match event.content {
            Content::Text => "an item, its data the text itself".to_owned(),
            Content::None => "an item without data".to_owned(),
            _ => "an item".to_owned(),
        },
    }
}

fn conditions(event: &Event<Type>) -> String {
    if event.when.is_empty() {
        return String::new();
    }
    let conditions: Vec<_> = event
        .when
        .iter()
        .map(|(pointer, test)| format!("{pointer} {test}"))
        .collect();
    format!(" when {}", conditions.join(" and "))
}

fn rules(checked: &Checked, api: &Api) -> String {
    let mut table = Table::default().ending_in_prose();
    let mut row = |name: &str, value: String| {
        if !value.is_empty() {
            table.row([name.to_owned(), value]);
        }
    };
    row("framing", framing(checked));
    row("event type", dispatch(&checked.dispatch));
    row("sentinels", sentinels(checked));
    row("end", end(checked));
    row(
        "unterminated",
        unterminated(checked.unterminated).to_owned(),
    );
    row("mismatches", mismatches(checked.mismatch).to_owned());
    let errors = &checked.errors;
    row("failure type", failure_types(&errors.types));
    row("failure message", pointers(&errors.message_pointers));
    row("failure status", statuses(checked));
    row("failure's wait", pointers(&errors.retry_after_pointers));
    row("error body", variant(api, &body(checked)));
    row("media types", checked.http.media_types.join(", "));
    row("accept", checked.http.accept.clone().unwrap_or_default());
    row(
        "request id",
        checked.http.request_id_headers.join(", then "),
    );
    row(
        "resumed by",
        checked.resume.as_ref().map(resume).unwrap_or_default(),
    );
    for (name, value) in snapshot(checked) {
        row(name, value);
    }
    row("payload types", summary(api));
    table.text("")
}

/// How messages are told apart, if not as server-sent events.
fn framing(checked: &Checked) -> String {
    match checked.framing {
        Framing::Sse => String::new(),
        framing => framing.keyword().to_owned(),
    }
}

fn failure_types(types: &[FailureType]) -> String {
    let types = types.iter().map(|it| match it {
        FailureType::Pointer(pointer) => pointer.as_str(),
        _ => "the event's name",
    });
    types.collect::<Vec<_>>().join(", then ")
}

/// What the body of a failed response is read as: the failing event's payload, if nothing is said.
fn body(checked: &Checked) -> Subject {
    let mut failing = checked
        .events
        .iter()
        .filter(|(_, event)| event.handle == Handle::Fail);
    match (&checked.errors.body, failing.next(), failing.next()) {
        (None, Some((key, _)), None) => Subject::event(key),
        _ => Subject::body(),
    }
}

fn dispatch(entries: &[Dispatch]) -> String {
    let entries = entries.iter().map(|entry| match entry {
        Dispatch::Pointer(pointer) => format!("{pointer} in the data"),
        Dispatch::Has {
            pointer,
            event_type,
        } => format!("`{event_type}` where {pointer} is there"),
        Dispatch::Always(event_type) => format!("always `{event_type}`"),
        _ => "the event field".to_owned(),
    });
    entries.collect::<Vec<_>>().join(", then ")
}

fn sentinels(checked: &Checked) -> String {
    let sentinels = checked
        .sentinels
        .iter()
        .map(|(text, sentinel)| match sentinel {
            Sentinel::Skip => format!("\"{text}\" is dropped"),
            _ => format!("\"{text}\" ends the stream"),
        });
    sentinels.collect::<Vec<_>>().join(", ")
}

fn end(checked: &Checked) -> String {
    if !checked.requires_end() {
        return "optional: a stream may just stop".to_owned();
    }
    let ends = checked.events.iter();
    let ends = ends.filter(|(_, it)| matches!(it.handle, Handle::Finish | Handle::Complete));
    let mut ends: Vec<String> = ends.map(|(key, _)| key.clone()).collect();
    let finishing = checked
        .sentinels
        .iter()
        .filter(|(_, it)| **it == Sentinel::Finish);
    ends.extend(finishing.map(|(text, _)| format!("\"{text}\"")));
    format!(
        "required: a stream that stops before {} is an error",
        ends.join(" or ")
    )
}

/// What becomes of a last event without its blank line, if not what the standard says.
fn unterminated(unterminated: Unterminated) -> &'static str {
    match unterminated {
        Unterminated::Dispatch => "a last event without its blank line is an event",
        _ => "",
    }
}

fn mismatches(mismatch: Mismatch) -> &'static str {
    match mismatch {
        Mismatch::Keep => "an item, Event::Unknown, that says why",
        Mismatch::Null => "null for what does not fit; an error if that is the whole payload",
        _ => "an error that names event, path and data; the stream goes on",
    }
}

fn pointers(pointers: &[Pointer]) -> String {
    let pointers: Vec<_> = pointers.iter().map(Pointer::as_str).collect();
    pointers.join(", then ")
}

fn resume(resume: &Resume) -> String {
    let cursor = match &resume.cursor {
        Cursor::Pointer(pointer) => pointer.as_str(),
        _ => "event ID",
    };
    format!("the parameter {}, with the last {cursor}", resume.query)
}

/// What the events add up to, and what a program hears of it.
fn snapshot(checked: &Checked) -> Vec<(&'static str, String)> {
    let Some(fold) = checked.fold() else {
        return Vec::new();
    };
    let begins = match &fold.initial {
        Some(initial) => format!("; begins as {initial}"),
        None => String::new(),
    };
    let again = match &fold.restart {
        Restart::Ignore => "; a second start is ignored".to_owned(),
        Restart::Replace => "; a second start begins anew".to_owned(),
        Restart::Same(pointer) => format!("; a second start with the same {pointer} is ignored"),
        Restart::Error => String::new(),
    };
    let changes = fold.changes.iter().map(|(name, change)| {
        let fields: Vec<_> = change.fields.iter().map(|it| it.name.as_str()).collect();
        match fields.as_slice() {
            [] => name.clone(),
            fields => format!("{name} ({})", fields.join(", ")),
        }
    });
    vec![
        (
            "adds up to",
            format!("{}{begins}{again}", describe(checked, &fold.ty)),
        ),
        ("changes", changes.collect::<Vec<_>>().join(", ")),
    ]
}

fn statuses(checked: &Checked) -> String {
    let errors = &checked.errors;
    let stated = errors.status_pointers.iter().map(ToString::to_string);
    let mapped = errors.type_status.iter();
    let mapped = mapped.map(|(name, status)| format!("{name} {status}"));
    stated.chain(mapped).collect::<Vec<_>>().join(", ")
}

fn summary(api: &Api) -> String {
    let of = |wanted: &[ApiKind]| payloads(api).filter(|it| wanted.contains(&it.kind)).count();
    let counts = [
        count(of(&[ApiKind::Struct]), "struct"),
        count(of(&[ApiKind::Tagged, ApiKind::Kinds]), "union"),
        count(of(&[ApiKind::OpenEnum]), "string enum"),
    ];
    counts.join(", ")
}
