//! `stream-events explain`.

mod changes;
mod differences;
mod findings;
mod pages;

use clap::Args;
use stream_events_import::{DifferenceKind, FindingKind};
use stream_events_schema::Check;
use stream_events_schema::diff::ChangeKind;

use crate::exit::{Exit, Failure};
use crate::names;
use crate::out::{self, BOLD, Table, styled};

const HELP: &str = "\
The name of a check stands in brackets behind `error`, `warning` or `note`. `drift` prints the kind
of each difference, `import` that of each thing it reports, and `diff --json` has that of each
change. Without a name, all are listed.

Examples:
  stream-events explain dangling-reference
  stream-events explain field-removed
  stream-events explain

Exit codes:
  0  explained
  2  nothing that is found has that name";

/// Explain what is found under a name, with an example
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The name of a check, or of a kind of change, difference or report
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let text = match &arguments.name {
        Some(name) => explanation(name)?,
        None => list(),
    };
    out::print(&text)?;
    Ok(Exit::Fine)
}

fn explanation(name: &str) -> Result<String, Failure> {
    // As it stands in what was printed: `error[unknown-keyword]`.
    let bare = name.split_once('[').map_or(name, |(_, rest)| rest);
    let bare = bare.split(']').next().unwrap_or(bare);
    let mut texts = Vec::new();
    if let Some(check) = Check::ALL.iter().find(|it| it.name() == bare) {
        let head = styled(BOLD, format!("{}[{bare}]", check.severity()));
        let page = pages::of(bare).unwrap_or_default();
        texts.push(format!("{head}\n\n{}\n\n{page}", check.documentation()));
    }
    // One of the other sort may have the same name.
    if let Some(kind) = ChangeKind::ALL.iter().find(|it| it.name() == bare) {
        let head = styled(BOLD, format!("change[{bare}]"));
        let page = changes::page(*kind)?;
        texts.push(format!("{head}\n\n{}\n\n{page}", kind.documentation()));
    }
    if let Some(kind) = DifferenceKind::ALL.iter().find(|it| it.name() == bare) {
        let head = styled(BOLD, format!("difference[{bare}]"));
        let page = differences::of(bare).unwrap_or_default();
        texts.push(format!("{head}\n\n{}\n\n{page}", kind.documentation()));
    }
    if let Some(kind) = FindingKind::ALL.iter().find(|it| it.name() == bare) {
        let head = styled(BOLD, format!("import[{bare}]"));
        let page = findings::of(bare).unwrap_or_default();
        texts.push(format!("{head}\n\n{}\n\n{page}", kind.documentation()));
    }
    if !texts.is_empty() {
        return Ok(texts.join("\n"));
    }
    let message = format!("nothing that is found is called \"{name}\"");
    let checks = Check::ALL.iter().map(|it| it.name());
    let names = checks
        .chain(ChangeKind::ALL.iter().map(|it| it.name()))
        .chain(DifferenceKind::ALL.iter().map(|it| it.name()))
        .chain(FindingKind::ALL.iter().map(|it| it.name()));
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.dedup();
    let help = match names::did_you_mean(bare, &names) {
        Some(question) => question,
        None if std::path::Path::new(name).exists() => {
            format!("`stream-events show {name}` shows what a document becomes")
        }
        None => "`stream-events explain` lists them".to_owned(),
    };
    Err(Failure::Usage(format!("{message}; {help}")))
}

fn list() -> String {
    let mut checks = Table::new(&["CHECK", "", "WHAT IT FINDS"]).ending_in_prose();
    for check in Check::ALL {
        checks.row([
            check.name().to_owned(),
            check.severity().to_string(),
            check.documentation().to_owned(),
        ]);
    }
    let mut kinds = Table::new(&["CHANGE", "WHAT IT IS"]).ending_in_prose();
    for kind in ChangeKind::ALL {
        kinds.row([kind.name().to_owned(), kind.documentation().to_owned()]);
    }
    let mut differences = Table::new(&["DIFFERENCE", "WHAT CAME"]).ending_in_prose();
    for kind in DifferenceKind::ALL {
        differences.row([kind.name().to_owned(), kind.documentation().to_owned()]);
    }
    let mut findings = Table::new(&["IMPORT", "WHAT IT REPORTS"]).ending_in_prose();
    for kind in FindingKind::ALL {
        findings.row([kind.name().to_owned(), kind.documentation().to_owned()]);
    }
    let tables = [checks, kinds, differences, findings];
    let tables: Vec<_> = tables.iter().map(|it| it.text("")).collect();
    tables.join("\n")
}
