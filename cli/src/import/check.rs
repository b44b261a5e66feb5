//! `import --check`: whether documents are what their descriptions say now.

use super::document::Imports;
use super::{Arguments, importer};
use crate::exit::{Exit, Failure};
use crate::out;

pub(super) fn run(arguments: &Arguments, imports: &Imports<'_>) -> Result<Exit, Failure> {
    let read = imports.read()?;
    let path = imports.path.display();
    if imports.is_by_hand(&read) {
        if !arguments.quiet {
            out::note(&format!("{path} was not imported"), None);
        }
        return Ok(Exit::Fine);
    }
    let file = imports.description(&read)?;
    let importer = importer(arguments, &file, Some(imports.path))?;
    if importer.is_current(&read.document, read.base.as_ref())? {
        return Ok(Exit::Fine);
    }
    out::error(
        &format!("{path} is out of date: what it was imported from has changed"),
        Some(&format!(
            "`stream-events import --update {path}` takes the changes, and keeps what was edited \
             by hand"
        )),
    );
    Ok(Exit::Found)
}
