//! Paths as one file names another.

use std::path::{Component, Path, PathBuf};

/// `path` as seen from the folder `base`; both as seen from the same folder.
pub(crate) fn relative(path: &Path, base: &Path) -> PathBuf {
    // A file next to where the command runs has no folder in its path.
    let base = if base.as_os_str().is_empty() {
        Path::new(".")
    } else {
        base
    };
    let (Ok(path_from_root), Ok(base_from_root)) =
        (std::path::absolute(path), std::path::absolute(base))
    else {
        return path.to_owned();
    };
    if path == Path::new("-") {
        return path.to_owned();
    }
    let (path, base) = (plain(&path_from_root), plain(&base_from_root));
    let shared = path
        .iter()
        .zip(&base)
        .take_while(|(one, other)| one == other)
        .count();
    let up = base[shared..].iter().map(|_| Component::ParentDir);
    up.chain(path[shared..].iter().copied()).collect()
}

/// The components of a path, without `.` and `..`.
fn plain(path: &Path) -> Vec<Component<'_>> {
    let mut plain = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            component => plain.push(component),
        }
    }
    plain
}

/// The folder of a file, from the root, so that a file in it has one path; the current one for
/// standard input.
pub(crate) fn folder(path: &Path) -> String {
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    let folder = std::fs::canonicalize(parent).unwrap_or_else(|_| parent.to_owned());
    // Windows marks such paths.
    slashes(&folder).trim_start_matches("//?/").to_owned()
}

/// A path as it is written on every system.
pub(crate) fn slashes(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
