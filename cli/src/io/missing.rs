//! Files that are not there: what may be meant.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use stream_events_apis::{ALL, Api};
use stream_events_schema::nearest;

use super::read::name;
use crate::exit::Failure;
use crate::names;

/// The API that comes with the command and is called so, where no file is.
pub(crate) fn shipped(path: &Path) -> Option<&'static Api> {
    match fs::symlink_metadata(path) {
        Ok(_) => None,
        Err(_) => stream_events_apis::find(path.to_str()?),
    }
}

/// Says that a file cannot be read, and what may be meant if it is not there.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let failure = Failure::other(format!("cannot read {}: {error}", name(path)));
    match error.kind() {
        ErrorKind::NotFound => and_meant(failure, path),
        _ => failure,
    }
}

/// Adds what may be meant by a file that is not there.
pub(super) fn and_meant(failure: Failure, path: &Path) -> Failure {
    if let Some(api) = shipped(path) {
        return failure.and_help(format!(
            "it is the name of an API: `stream-events init {0} -o {0}.json` writes its document",
            api.name
        ));
    }
    if let Some(near) = near(path) {
        let near = path.with_file_name(near);
        return failure.and_help(format!("did you mean `{}`?", near.display()));
    }
    let apis = ALL.iter().map(|it| it.name);
    match path.to_str().and_then(|it| nearest(it, apis)) {
        Some(api) => failure.and_help(format!("did you mean the API `{api}`?")),
        None => failure,
    }
}

/// The file in the same folder that may be meant.
pub(crate) fn near(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let files = fs::read_dir(folder).ok()?.flatten();
    let mut files: Vec<_> = files
        .filter_map(|it| it.file_name().into_string().ok())
        .collect();
    files.sort_unstable();
    let wanted = path.file_name()?.to_str()?;
    // A link that leads nowhere is there.
    let files = files.iter().map(String::as_str).filter(|it| *it != wanted);
    let meant = names::meant(wanted, &files.collect::<Vec<_>>());
    meant.first().map(|it| (*it).to_owned())
}
