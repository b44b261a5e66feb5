//! `stream-events diff`.

mod json;
mod text;

use std::io::Write;

use stream_events_codegen::Options;
use stream_events_codegen::api::Api;
use stream_events_schema::diff::{Change, Diff, Impact, Side, Subject};
use stream_events_schema::{At, Source};

use crate::args::{DiffArguments, FailOn};
use crate::check::to_json;
use crate::exit::{Exit, Failure};
use crate::files::Document;
use crate::generate::struct_name;

pub(crate) fn run(arguments: &DiffArguments) -> Result<Exit, Failure> {
    let sides = Sides {
        old: Document::read(&arguments.old)?,
        new: Document::read(&arguments.new)?,
    };
    let diff = stream_events_codegen::diff(&sides.old.checked, &sides.new.checked)?;
    let comparison = Comparison::new(&sides, &diff)?;
    let found = diff
        .changes()
        .iter()
        .any(|change| matters(change, &arguments.fail_on));
    if arguments.json {
        writeln!(
            anstream::stdout(),
            "{}",
            to_json(&json::report(&comparison))?
        )?;
    } else {
        write!(anstream::stdout(), "{}", text::report(&comparison))?;
    }
    Ok(if found { Exit::Found } else { Exit::Fine })
}

fn matters(change: &Change, fail_on: &[FailOn]) -> bool {
    fail_on.iter().any(|it| match it {
        FailOn::Breaking => change.impact == Impact::Breaking,
        FailOn::Behaviour => change.impact == Impact::Behaviour,
        FailOn::Matches => change.impact == Impact::Matches,
        FailOn::Literals => change.impact == Impact::Literals,
        FailOn::Any => true,
        FailOn::Nothing => false,
    })
}

struct Sides {
    old: Document,
    new: Document,
}

/// A diff with all there is to tell of it.
struct Comparison<'a> {
    sides: &'a Sides,
    diff: &'a Diff,
    old: Api,
    new: Api,
}

impl<'a> Comparison<'a> {
    fn new(sides: &'a Sides, diff: &'a Diff) -> Result<Self, Failure> {
        let api = |document: &Document| {
            let options = Options::new(struct_name(&document.checked, None));
            Api::new(&document.checked, &options)
        };
        Ok(Self {
            sides,
            diff,
            old: api(&sides.old)?,
            new: api(&sides.new)?,
        })
    }

    /// How code names what a change is about; what is gone as it was named.
    fn rust(&self, subject: &Subject) -> Option<String> {
        self.new.path(subject).or_else(|| self.old.path(subject))
    }

    /// The file, line and column of a change.
    fn place(&self, change: &Change) -> Location<'a> {
        let source = match change.place.side {
            Side::Old => &self.sides.old.source,
            Side::New => &self.sides.new.source,
        };
        Location {
            file: source.name(),
            position: position(source, &change.place.pointer),
        }
    }
}

struct Location<'a> {
    file: &'a str,
    /// Line and column; nothing where the document says nothing.
    position: Option<(usize, usize)>,
}

fn position(source: &Source, pointer: &str) -> Option<(usize, usize)> {
    let offset = source.locate(pointer, At::Key)?.start;
    let before = &source.text()[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
    Some((line, column))
}
