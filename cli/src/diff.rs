//! `stream-events diff`.

mod arguments;
mod github;
mod json;
mod text;

pub(crate) use arguments::Arguments;

use stream_events_codegen::{Comparison, Derived};
use stream_events_schema::diff::{Change, Side, Subject};
use stream_events_schema::{At, Places, Position};

use crate::config::Configs;
use crate::exit::{Exit, Failure};
use crate::io::Document;
use crate::out::{self, MessageFormat};
use crate::settings::Settings;

use arguments::{Compared, Old};

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let compared = Compared::new(arguments)?;
    let old = match &compared.old {
        Old::File(path) => Document::read(path).map_err(|it| arguments.and_revision(it))?,
        Old::AtRevision(revision) => Document::checked(revision.read(compared.new)?)?,
    };
    let new = Document::read(compared.new)?;
    let (format, given) = arguments.findings.split()?;
    let comparison = compare(
        &Configs::new(&arguments.config),
        &given,
        &compared,
        &old,
        &new,
    )?;
    let report = Report {
        arguments,
        compared: &compared,
        comparison: &comparison,
        old_places: old.source.places(),
        new_places: new.source.places(),
        old: &old,
        new: &new,
    };
    match format {
        MessageFormat::Human => out::print(&text::report(&report))?,
        MessageFormat::Json => out::print_json(&json::report(&report))?,
        MessageFormat::Github => out::print_annotations(github::report(&report))?,
    }
    match report.changes().iter().any(|it| report.is_denied(it)) {
        true => Ok(Exit::Found),
        false => Ok(Exit::Fine),
    }
}

fn compare(
    configs: &Configs<'_>,
    given: &Settings,
    compared: &Compared<'_>,
    old: &Document,
    new: &Document,
) -> Result<Comparison, Failure> {
    let named = configs.named_one([compared.new, compared.old_name()])?;
    let settings = |of: &Document| configs.settings(given, named, &of.checked);
    let was = settings(old)?.options(&old.checked, compared.old_name())?;
    let mut is = settings(new)?.options(&new.checked, compared.new)?;
    if old.checked.title.is_none() && new.checked.title.is_none() {
        // Both are named after their files, which stand side by side only to be compared.
        is.name = was.name.clone();
    }
    let comparison = stream_events_codegen::diff(
        Derived {
            document: &old.checked,
            options: &was,
        },
        Derived {
            document: &new.checked,
            options: &is,
        },
    );
    Ok(comparison?)
}

/// All that is told of a comparison.
struct Report<'a> {
    arguments: &'a Arguments,
    compared: &'a Compared<'a>,
    comparison: &'a Comparison,
    old: &'a Document,
    new: &'a Document,
    old_places: Places<'a>,
    new_places: Places<'a>,
}

impl<'a> Report<'a> {
    fn changes(&self) -> &'a [Change] {
        self.comparison.diff.changes()
    }

    /// Whether the command fails for a change.
    fn is_denied(&self, change: &Change) -> bool {
        self.arguments.is_denied(change)
    }

    /// How code names what a change is about; what is gone as it was named.
    fn rust(&self, subject: &Subject) -> Option<String> {
        let Comparison { old, new, .. } = self.comparison;
        new.path(subject).or_else(|| old.path(subject))
    }

    /// The file of a change, and where it stands there; nothing where the document says nothing.
    fn place(&self, change: &Change) -> (&'a str, Option<Position>) {
        let (document, places) = match change.place.side {
            Side::Old => (self.old, &self.old_places),
            Side::New => (self.new, &self.new_places),
        };
        let position = places.position(&change.place.pointer, At::Key);
        (document.source.name(), position)
    }
}
