//! Documents as a git repository has them at a revision.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use stream_events_schema::Source;

use super::paths::{real_folder, slashes};
use super::read::{is_standard, name};
use crate::exit::Failure;

/// A file at a revision: `git:REVISION`, or `git:REVISION:PATH`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AtRevision {
    revision: String,
    path: Option<String>,
}

impl AtRevision {
    /// Reads what a user wrote; nothing if it is not of this form.
    pub(crate) fn parse(text: &str) -> Option<Result<Self, String>> {
        let text = text.strip_prefix("git:")?;
        let (revision, path) = match text.split_once(':') {
            Some((revision, path)) => (revision, Some(path.to_owned())),
            None => (text, None),
        };
        // No name of git's begins so, and git would take it for an option.
        if revision.is_empty() || revision.starts_with('-') || path.as_deref() == Some("") {
            let what = "write a revision, such as `git:HEAD`, or with a path of the repository, \
                        such as `git:v1.0:schemas/feed.json`";
            return Some(Err(what.to_owned()));
        }
        Some(Ok(Self {
            revision: revision.to_owned(),
            path,
        }))
    }

    /// The text of the file at the revision: the one that is named, or else `beside`, in whose folder git
    /// looks for the repository.
    pub(crate) fn read(&self, beside: &Path) -> Result<Source, Failure> {
        let Self { revision, path } = self;
        let (folder, file) = self.place(beside)?;
        let prefix = git(&folder, &["rev-parse".into(), "--show-prefix".into()])?;
        let prefix = succeeded(prefix).map_err(|reason| {
            Failure::with_help(
                format!("{} is in no git repository: {reason}", folder.display()),
                "name the old document's file: `--against FILE`",
            )
        })?;
        let tree = [
            "rev-parse".into(),
            "--verify".into(),
            format!("{revision}^{{tree}}").into(),
        ];
        succeeded(git(&folder, &tree)?).map_err(|reason| {
            Failure::with_help(
                format!("git does not know the revision `{revision}`: {reason}"),
                "`git branch --all` and `git tag` list names",
            )
            .and_help(
                "a shallow clone, such as `actions/checkout` makes, has one revision: \
                 `git fetch origin` gets another, `fetch-depth: 0` all",
            )
        })?;
        let mut object = OsString::from(format!("{revision}:"));
        object.push(&file);
        let blob = git(&folder, &["cat-file".into(), "blob".into(), object])?;
        let shown = match path {
            Some(path) => path.clone(),
            None => {
                let prefix = String::from_utf8_lossy(&prefix);
                format!("{}{}", prefix.trim_end(), name_of(&file))
            }
        };
        let blob = succeeded(blob).map_err(|reason| {
            Failure::with_help(
                format!("there is no {shown} at the revision `{revision}`: {reason}"),
                format!("if it had another path then, name it: `--against git:{revision}:PATH`"),
            )
        })?;
        let called = format!("git:{revision}:{shown}");
        match String::from_utf8(blob) {
            Ok(text) => Ok(Source::new(called, text)),
            Err(_) => Err(Failure::other(format!(
                "cannot read {called}: it is not UTF-8"
            ))),
        }
    }

    /// The folder that git runs in, and the path of the file as git takes it: of the whole repository, or
    /// with `./` of that folder.
    fn place(&self, beside: &Path) -> Result<(PathBuf, OsString), Failure> {
        // What a link leads to is the file, and not the link.
        let file = match is_standard(beside) {
            true => None,
            false => Some(fs::canonicalize(beside).map_err(Failure::file("read", beside))?),
        };
        let folder = match &file {
            Some(file) => file.parent().map(Path::to_path_buf),
            None => real_folder(Path::new("")),
        };
        let folder = folder.unwrap_or_else(|| PathBuf::from("."));
        if let Some(path) = &self.path {
            return Ok((folder, path.into()));
        }
        let Some(file_name) = file.as_deref().and_then(Path::file_name) else {
            return Err(Failure::Usage(format!(
                "{} has no path in a repository; name it: `--against git:{}:PATH`",
                name(beside),
                self.revision
            )));
        };
        let mut path = OsString::from("./");
        path.push(file_name);
        Ok((folder, path))
    }
}

fn name_of(file: &OsString) -> String {
    slashes(Path::new(file)).trim_start_matches("./").to_owned()
}

fn git(folder: &Path, arguments: &[OsString]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    // Its reasons are part of sentences in English.
    command
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("LC_ALL", "C");
    command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::with_help(
            "git is not there: `--against git:..` runs the command `git`",
            "install it, or name the old document's file: `--against FILE`",
        ),
        _ => Failure::other(format!("cannot run git: {error}")),
    })
}

/// What git printed, or else why it failed, in its own words.
fn succeeded(output: Output) -> Result<Vec<u8>, String> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let first = said.lines().next().unwrap_or_default();
    Err(first.trim_start_matches("fatal: ").to_owned())
}
