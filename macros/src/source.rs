//! Reading the document: the one place where the derive touches a file.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use stream_events_schema::{Source, nearest};
use syn::LitStr;

/// A document's text, and what makes the compiler watch its file.
pub(crate) struct DocumentFile {
    /// Named by the path that the compiler would print, so that terminals open it.
    pub(crate) source: Source,
    /// To be part of the expansion, whatever else is wrong: an edit then expands the derive anew.
    pub(crate) watch: TokenStream,
}

/// Reads the file that `schema` names, relative to the source file that names it.
pub(crate) fn read(schema: &LitStr) -> syn::Result<DocumentFile> {
    let relative = schema.value();
    let Some(folder) = folder_of(schema) else {
        return read_in_package(schema);
    };
    let path = folder.join(&relative);
    if !path.is_file() {
        return Err(missing(schema, &[&path], meant(&folder, &relative)));
    }
    let watch = quote_spanned!(schema.span()=> const _: &str = ::core::include_str!(#schema););
    document(&path, schema, watch)
}

/// The folder of the source file; `None` where that is not known, as in some doctests and in what some
/// macros expand to, or is no place to go by: a doctest may stand in a README, which shows code as it
/// is in `src/`, and may be merged with others into a temporary file.
fn folder_of(schema: &LitStr) -> Option<PathBuf> {
    let file = schema.span().unwrap().local_file()?;
    let is_source = file.extension().is_some_and(|it| it == "rs");
    let folder = file.parent()?.to_path_buf();
    let is_temporary = folder.starts_with(env::temp_dir()) && !in_package(&folder);
    (is_source && !is_temporary).then_some(folder)
}

/// Reads a file that is relative to a source file of which only the package is known.
fn read_in_package(schema: &LitStr) -> syn::Result<DocumentFile> {
    let relative = schema.value();
    let tried = package()
        .map(|root| ["src", "."].map(|folder| (folder, root.join(folder).join(&relative))));
    let tried = tried.into_iter().flatten();
    let tried: Vec<(&str, PathBuf)> = tried.collect();
    let Some((folder, path)) = tried.iter().find(|(_, path)| path.is_file()) else {
        let tried: Vec<_> = tried.iter().map(|(_, path)| path.as_path()).collect();
        return Err(missing(schema, &tried, None));
    };
    let below = format!("/{folder}/{relative}");
    let watch = quote! {
        const _: &str = ::core::include_str!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #below)
        );
    };
    document(path, schema, watch)
}

fn document(path: &Path, schema: &LitStr, watch: TokenStream) -> syn::Result<DocumentFile> {
    let text = fs::read_to_string(path).map_err(|error| {
        // The operating system's own words differ from one to the next.
        let reason = match error.kind() {
            std::io::ErrorKind::InvalidData => "it is not UTF-8",
            std::io::ErrorKind::PermissionDenied => "it may not be read",
            _ => "reading failed",
        };
        let message = format!("cannot read `{}`: {reason}", shown(path));
        syn::Error::new(schema.span(), message)
    })?;
    Ok(DocumentFile {
        source: Source::new(shown(path), text),
        watch,
    })
}

fn missing(schema: &LitStr, tried: &[&Path], meant: Option<String>) -> syn::Error {
    let tried: Vec<_> = tried
        .iter()
        .map(|path| format!("`{}`", shown(path)))
        .collect();
    let mut message = match tried.as_slice() {
        [] => format!("there is no file \"{}\"", schema.value()),
        tried => format!("there is no file {}", tried.join(", nor ")),
    };
    if let Some(meant) = meant {
        message.push_str(&format!(": did you mean \"{meant}\"?"));
    }
    message.push_str("\n\nThe path is relative to the source file that names it.");
    syn::Error::new(schema.span(), message)
}

/// What to write for a file that is there: of this path relative to `src/` or to the package, or of
/// nearly this name.
fn meant(folder: &Path, relative: &str) -> Option<String> {
    let elsewhere = package().into_iter().flat_map(|root| {
        let folder = folder.to_path_buf();
        ["src", "."].map(|other| way(&folder, &root.join(other).join(relative)))
    });
    let elsewhere = elsewhere.flatten().find(|way| folder.join(way).is_file());
    elsewhere.or_else(|| {
        let (before, name) = match relative.rsplit_once('/') {
            Some((before, name)) => (format!("{before}/"), name),
            None => (String::new(), relative),
        };
        let files = fs::read_dir(folder.join(&before)).ok()?;
        let files = files.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut files: Vec<_> = files.collect();
        files.sort();
        let near = nearest(name, files.iter().map(String::as_str))?;
        Some(format!("{before}{near}"))
    })
}

/// The way from a folder to a file, with slashes, as documents are named on every system.
fn way(folder: &Path, file: &Path) -> Option<String> {
    let (folder, file) = (normal(&absolute(folder)?), normal(&absolute(file)?));
    let shared = folder
        .components()
        .zip(file.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder.components().skip(shared).map(|_| OsStr::new(".."));
    let down = file.components().skip(shared).map(Component::as_os_str);
    let way: Option<Vec<&str>> = up.chain(down).map(OsStr::to_str).collect();
    Some(way?.join("/"))
}

fn package() -> Option<PathBuf> {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
}

fn in_package(folder: &Path) -> bool {
    let inside = |root: PathBuf| absolute(folder).is_some_and(|it| it.starts_with(root));
    package().is_some_and(inside)
}

fn absolute(path: &Path) -> Option<PathBuf> {
    Some(env::current_dir().ok()?.join(path))
}

/// The path as the compiler prints those of source files: relative to where it runs, which is the
/// package or its workspace, if the file is in there.
fn shown(path: &Path) -> String {
    let path = normal(path);
    let directory = env::current_dir().unwrap_or_default();
    path.strip_prefix(&directory)
        .unwrap_or(&path)
        .display()
        .to_string()
}

/// The path without `.` and `..`, as far as that can be told without looking at links.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => drop(normal.pop()),
            component => normal.push(component),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{normal, way};

    #[test]
    fn dots_are_taken_out() {
        for (path, expected) in [
            ("src/../a.json", "a.json"),
            ("./src/./b/../a.json", "src/a.json"),
            ("../a/../../b.json", "../../b.json"),
            ("/a/../b.json", "/b.json"),
        ] {
            assert_eq!(normal(Path::new(path)), Path::new(expected), "{path}");
        }
    }

    #[test]
    fn a_way_leads_from_a_folder_to_a_file() {
        for (folder, file, expected) in [
            ("/p/src", "/p/src/schemas/a.json", "schemas/a.json"),
            ("/p/src/bin", "/p/schemas/a.json", "../../schemas/a.json"),
            ("/p/src", "/p/src/./a.json", "a.json"),
        ] {
            let way = way(Path::new(folder), Path::new(file));
            assert_eq!(way.as_deref(), Some(expected), "{folder} {file}");
        }
    }
}
