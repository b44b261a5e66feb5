//! Writing: whole files or nothing, and never onto what was read.

use std::fs::{self, Metadata, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use same_file::Handle;
use tempfile::Builder;

use super::address::writable;
use super::paths::target;
use super::read::{inputs, is_standard, name};
use crate::exit::Failure;
use crate::out;

/// Writes a file that nothing was read from, or to standard output.
///
/// A file that is there is replaced as a whole once all was written beside it, and keeps its
/// permissions; if its text is the same, it is left alone, with its time.
pub(crate) fn write(output: &Path, text: &str) -> Result<(), Failure> {
    put(output, text, inputs())
}

/// Writes a file anew, as [`write`] does, that was read for just that.
pub(crate) fn update(output: &Path, text: &str) -> Result<(), Failure> {
    put(output, text, inputs_but(output))
}

/// Whether [`write`], or [`update`] with `is_update`, would change a file; it fails where these would before they
/// write.
pub(crate) fn would_change(output: &Path, text: &str, is_update: bool) -> Result<bool, Failure> {
    let inputs = match is_update {
        true => inputs_but(output),
        false => inputs(),
    };
    Ok(!matches!(plan(output, text, inputs)?, Plan::Nothing))
}

/// What was read, but for a file that was read to be written anew: it is not to be anything else as well.
fn inputs_but(output: &Path) -> Vec<PathBuf> {
    let mut inputs = inputs();
    if let Some(index) = inputs.iter().position(|it| it == output) {
        inputs.remove(index);
    }
    inputs
}

/// Makes the folder of a file that is to be written, and those above it, if they are not there.
pub(crate) fn make_folder_of(output: &Path) -> Result<(), Failure> {
    writable(output)?;
    let folder = folder_of(&target(output));
    fs::create_dir_all(&folder).map_err(Failure::file("make the folder", &folder))
}

/// What is to be done for a file to have a text.
enum Plan {
    /// It has it.
    Nothing,
    /// A device or a pipe, which cannot be replaced.
    Through,
    Replace {
        target: PathBuf,
        folder: PathBuf,
        found: Option<Box<Metadata>>,
    },
}

fn put(output: &Path, text: &str, inputs: Vec<PathBuf>) -> Result<(), Failure> {
    if is_standard(output) {
        return out::print_file(text);
    }
    match plan(output, text, inputs)? {
        Plan::Nothing => Ok(()),
        Plan::Through => fs::write(output, text).map_err(Failure::file("write", output)),
        Plan::Replace {
            target,
            folder,
            found,
        } => replace(&target, &folder, text, found.as_deref())
            .map_err(Failure::file("write", output)),
    }
}

/// Nothing is written onto what was read, or to an address.
pub(crate) fn refuse_input(output: &Path) -> Result<(), Failure> {
    refuse(output, inputs())
}

fn refuse(output: &Path, inputs: Vec<PathBuf>) -> Result<(), Failure> {
    writable(output)?;
    let Some(input) = same_file(output, inputs) else {
        return Ok(());
    };
    Err(Failure::with_help(
        format!(
            "cannot write {}: it is what was read from {}",
            output.display(),
            name(&input)
        ),
        "write to another file",
    ))
}

fn plan(output: &Path, text: &str, inputs: Vec<PathBuf>) -> Result<Plan, Failure> {
    refuse(output, inputs)?;
    let found = match fs::metadata(output) {
        Ok(found) => Some(found),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::file("write", output)(error)),
    };
    let target = target(output);
    match &found {
        Some(found) if found.is_dir() => {
            return Err(unwritable(output, "it is a folder"));
        }
        Some(found) if !found.is_file() => return Ok(Plan::Through),
        Some(found) => {
            if found.len() == text.len() as u64
                && fs::read(&target).is_ok_and(|it| it == text.as_bytes())
            {
                return Ok(Plan::Nothing);
            }
            if found.permissions().readonly() {
                return Err(unwritable(output, "it is read-only"));
            }
        }
        None => {}
    }
    let folder = folder_of(&target);
    if !folder.is_dir() {
        let reason = format!("there is no folder {}", folder.display());
        return Err(unwritable(output, &reason));
    }
    Ok(Plan::Replace {
        target,
        folder,
        found: found.map(Box::new),
    })
}

fn replace(target: &Path, folder: &Path, text: &str, found: Option<&Metadata>) -> io::Result<()> {
    let mut prefix = std::ffi::OsString::from(".");
    prefix.push(target.file_name().unwrap_or_default());
    prefix.push(".");
    let mut builder = Builder::new();
    builder.prefix(&prefix);
    let permissions = usual_permissions();
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(found) = found {
        keep_owner(file.as_file(), found);
        file.as_file().set_permissions(found.permissions())?;
    }
    // A disk may only now turn out to be full.
    file.as_file().sync_all()?;
    file.persist(target)?;
    Ok(())
}

/// Those of a new file, less what the user's mask takes away; temporary files have fewer.
#[cfg(unix)]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}

/// Only root may give files away, and need not.
#[cfg(unix)]
fn keep_owner(file: &fs::File, found: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(found.uid()), Some(found.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &Metadata) {}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn unwritable(output: &Path, reason: &str) -> Failure {
    Failure::other(format!("cannot write {}: {reason}", output.display()))
}

/// The one of the inputs that is the file `output`, whatever the two are called.
fn same_file(output: &Path, inputs: Vec<PathBuf>) -> Option<PathBuf> {
    // To open a pipe would wait for its other end.
    if !output.is_file() {
        return None;
    }
    let written = Handle::from_path(output).ok()?;
    let is_written = |input: &PathBuf| {
        let read = if is_standard(input) {
            Handle::stdin()
        } else {
            Handle::from_path(input)
        };
        read.is_ok_and(|read| read == written)
    };
    inputs.into_iter().find(is_written)
}
