//! Paths as one file names another.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// `path` as seen from the folder `base`; both as seen from the same folder. Folders are followed
/// through links, as the system does when it meets `..`.
pub(crate) fn relative(path: &Path, base: &Path) -> PathBuf {
    let (Some(path), Some(base)) = (real(path), real_folder(base)) else {
        return path.to_owned();
    };
    let (path, base) = (plain(&path), plain(&base));
    let shared = path
        .iter()
        .zip(&base)
        .take_while(|(one, other)| one == other)
        .count();
    let up = base[shared..].iter().map(|_| Component::ParentDir);
    up.chain(path[shared..].iter().copied()).collect()
}

/// The folder that a file is written in, wherever links lead.
pub(crate) fn written_folder(file: &Path) -> PathBuf {
    let file = target(file);
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The file that is written when this one is: links are followed, the last of them also when
/// nothing is there yet.
pub(crate) fn target(file: &Path) -> PathBuf {
    // As many as Linux follows.
    const MOST: usize = 40;
    let mut file = file.to_owned();
    for _ in 0..MOST {
        let Ok(next) = fs::read_link(&file) else {
            break;
        };
        file = file.parent().unwrap_or(Path::new("")).join(next);
    }
    file
}

/// The path of a file from the root on, which is the same however the file is named.
pub(crate) fn whole(file: &Path) -> PathBuf {
    let whole = real(file).unwrap_or_else(|| file.to_owned());
    plain(&whole).into_iter().collect()
}

/// A file from the root on. Its own name stays, even if it is a link: it may be one on purpose, such
/// as `current.yaml`.
fn real(file: &Path) -> Option<PathBuf> {
    let folder = real_folder(file.parent().unwrap_or(Path::new("")))?;
    Some(folder.join(file.file_name()?))
}

/// A folder from the root on.
pub(crate) fn real_folder(folder: &Path) -> Option<PathBuf> {
    // A file next to where the command runs has no folder in its path.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    fs::canonicalize(folder)
        .or_else(|_| std::path::absolute(folder))
        .ok()
}

/// The path of a file as its repository has it; without one, as the current folder has it.
pub(crate) fn in_repository(file: &Path) -> String {
    let folder = real_folder(file.parent().unwrap_or(Path::new("")));
    let root = folder.as_deref().and_then(|folder| {
        let mut folders = folder.ancestors();
        folders.find(|it| it.join(".git").exists())
    });
    slashes(&relative(file, root.unwrap_or(Path::new(""))))
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
    let folder = fs::canonicalize(parent).unwrap_or_else(|_| parent.to_owned());
    // Windows marks such paths.
    slashes(&folder).trim_start_matches("//?/").to_owned()
}

/// A path as it is written on every system.
pub(crate) fn slashes(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
