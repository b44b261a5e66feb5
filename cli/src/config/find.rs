//! Where a configuration file is looked for.

use std::path::{Path, PathBuf};

use super::NAME;
use crate::io;

/// The nearest file, in a folder or above it. The search ends with the first that is found, and with the
/// folder of a repository: what is above that is of other projects.
pub(super) fn nearest(folder: &Path) -> Option<PathBuf> {
    for folder in io::real_folder(folder)?.ancestors() {
        let file = folder.join(NAME);
        if file.is_file() {
            return Some(file);
        }
        // A file in worktrees and submodules.
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
