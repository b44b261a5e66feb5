//! Reading the document: the one place where the derive touches files.

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

/// Reads the file that `schema` names: in the package, or beside the source file that names it.
pub(crate) fn read(schema: &LitStr) -> syn::Result<DocumentFile> {
    let (root, folder) = (package(), folder_of(schema));
    let search = Search {
        relative: schema.value(),
        root: root.as_deref(),
        folder: folder.as_deref(),
    };
    let Found { path, text, places } = search
        .find()
        .map_err(|message| syn::Error::new(schema.span(), message))?;
    let watch = places.iter().map(|place| match place {
        Place::Package => {
            let below = format!("/{}", search.relative);
            quote! {
                const _: &str = ::core::include_str!(
                    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #below)
                );
            }
        }
        Place::Source => quote_spanned! {schema.span()=>
            const _: &str = ::core::include_str!(#schema);
        },
    });
    Ok(DocumentFile {
        source: Source::new(shown(&path), text),
        watch: watch.collect(),
    })
}

/// A place where a document may be.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// Relative to the folder of the package.
    Package,
    /// Relative to the folder of the source file that names it.
    Source,
}

/// A path, and the folders that it may be relative to, as far as they are known.
struct Search<'a> {
    relative: String,
    root: Option<&'a Path>,
    folder: Option<&'a Path>,
}

#[derive(Debug)]
struct Found {
    path: PathBuf,
    text: String,
    /// Where it was found; a file in both places says the same there.
    places: Vec<Place>,
}

impl Search<'_> {
    /// The file. Where there are two that differ, it is for a person to say which is meant.
    fn find(&self) -> Result<Found, String> {
        let mut found = Vec::new();
        for (place, path) in self.places() {
            if path.is_file() {
                let text = text(&path)?;
                found.push((place, path, text));
            }
        }
        if let [(_, one, text), (_, other, others)] = found.as_slice()
            && text != others
        {
            return Err(self.ambiguous(one, other));
        }
        let places = found.iter().map(|(place, ..)| *place).collect();
        match found.into_iter().next() {
            Some((_, path, text)) => Ok(Found { path, text, places }),
            None => Err(self.missing()),
        }
    }

    /// Where it may be, each file once.
    fn places(&self) -> Vec<(Place, PathBuf)> {
        // What is absolute is what the source says.
        let root = self
            .root
            .filter(|_| Path::new(&self.relative).is_relative());
        let in_package = root.map(|root| root.join(&self.relative));
        let beside = self.folder.map(|folder| folder.join(&self.relative));
        let beside = beside.filter(|path| in_package.as_ref().is_none_or(|it| !is_same(it, path)));
        let in_package = in_package.map(|path| (Place::Package, path));
        let beside = beside.map(|path| (Place::Source, path));
        in_package.into_iter().chain(beside).collect()
    }

    fn ambiguous(&self, in_package: &Path, beside: &Path) -> String {
        let meant = self.root.and_then(|root| way(root, beside));
        let meant = meant.map_or_else(String::new, |way| {
            format!(": write \"{way}\" if you mean the second one, or remove it")
        });
        format!(
            "there are two documents \"{}\", `{}` and `{}`, and they differ{meant}\n\n{RELATIVE}",
            self.relative,
            shown(in_package),
            shown(beside),
        )
    }

    fn missing(&self) -> String {
        let tried = self.places();
        let tried: Vec<_> = tried
            .iter()
            .map(|(place, path)| match place {
                Place::Package => format!("`{}` in the package", self.relative),
                Place::Source => format!("`{}`", shown(path)),
            })
            .collect();
        let tried = match tried.as_slice() {
            [] => format!("\"{}\"", self.relative),
            tried => tried.join(", nor "),
        };
        let meant = self
            .meant()
            .map_or_else(String::new, |meant| format!(": did you mean \"{meant}\"?"));
        format!("there is no file {tried}{meant}\n\n{RELATIVE}")
    }

    /// What to write for a file that is there: of this path in `src/`, or of nearly this name.
    fn meant(&self) -> Option<String> {
        let in_src = format!("src/{}", self.relative);
        if self.root.is_some_and(|root| root.join(&in_src).is_file()) {
            return Some(in_src);
        }
        let (before, name) = match self.relative.rsplit_once('/') {
            Some((before, name)) => (format!("{before}/"), name),
            None => (String::new(), self.relative.as_str()),
        };
        self.places().iter().find_map(|(_, path)| {
            let files = fs::read_dir(path.parent()?).ok()?;
            let files = files.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            let mut files: Vec<_> = files.collect();
            files.sort();
            let near = nearest(name, files.iter().map(String::as_str))?;
            Some(format!("{before}{near}"))
        })
    }
}

const RELATIVE: &str = "The path is relative to the package or to the source file that names it.";

/// Whether two paths lead to one file, or would.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok().or_else(|| absolute(path));
    match (real(one), real(other)) {
        (Some(one), Some(other)) => normal(&one) == normal(&other),
        _ => false,
    }
}

/// The folder of the source file; `None` where that is not known, as in some doctests and in what some
/// macros expand to, or is no place to go by: a doctest may be merged with others into a temporary file.
fn folder_of(schema: &LitStr) -> Option<PathBuf> {
    let file = schema.span().unwrap().local_file()?;
    let is_source = file.extension().is_some_and(|it| it == "rs");
    let folder = file.parent()?.to_path_buf();
    let is_temporary = folder.starts_with(env::temp_dir()) && !in_package(&folder);
    (is_source && !is_temporary).then_some(folder)
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| {
        // The operating system's own words differ from one to the next.
        let reason = match error.kind() {
            std::io::ErrorKind::InvalidData => "it is not UTF-8",
            std::io::ErrorKind::PermissionDenied => "it may not be read",
            _ => "reading failed",
        };
        format!("cannot read `{}`: {reason}", shown(path))
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
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Place, Search, normal, way};

    /// A package with these files, each of which holds its own path or what stands behind `=`.
    fn package(name: &str, files: &[&str]) -> PathBuf {
        let root = std::env::temp_dir().join(format!("stream-events-source-{name}"));
        let _ = fs::remove_dir_all(&root);
        for file in files {
            let (path, text) = file.split_once('=').unwrap_or((file, file));
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    /// What is found for a path in a source file of `src/bin/`.
    fn find(root: &Path, relative: &str) -> Result<(String, Vec<Place>), String> {
        let folder = root.join("src/bin");
        let search = Search {
            relative: relative.to_owned(),
            root: Some(root),
            folder: Some(&folder),
        };
        let root = root.display().to_string() + "/";
        let found = search.find().map(|it| (it.text, it.places));
        found.map_err(|message| message.replace(&root, ""))
    }

    #[test]
    fn the_package_comes_first_and_then_the_source_file() {
        let root = package("first", &["schemas/a.json", "src/bin/schemas/b.json"]);
        let (package, source) = (vec![Place::Package], vec![Place::Source]);
        for (relative, text, places) in [
            ("schemas/a.json", "schemas/a.json", &package),
            ("schemas/b.json", "src/bin/schemas/b.json", &source),
            ("src/bin/schemas/b.json", "src/bin/schemas/b.json", &package),
            ("../../schemas/a.json", "schemas/a.json", &source),
        ] {
            let found = find(&root, relative).unwrap();
            assert_eq!((&*found.0, &found.1), (text, places), "{relative}");
        }
    }

    #[test]
    fn two_files_are_one_only_if_they_say_the_same() {
        let root = package(
            "two",
            &[
                "a.json=1",
                "src/bin/a.json=1",
                "b.json=1",
                "src/bin/b.json=2",
            ],
        );
        let found = find(&root, "a.json").unwrap();
        assert_eq!(found, ("1".to_owned(), vec![Place::Package, Place::Source]));
        let message = find(&root, "b.json").unwrap_err();
        assert!(
            message.starts_with(
                "there are two documents \"b.json\", `b.json` and `src/bin/b.json`, and they \
                 differ: write \"src/bin/b.json\" if you mean the second one, or remove it"
            ),
            "{message}"
        );
    }

    #[test]
    fn a_file_that_is_missing_may_be_nearby() {
        let root = package("missing", &["src/schemas/a.json", "schemas/feed.json"]);
        for (relative, message) in [
            (
                "schemas/a.json",
                "there is no file `schemas/a.json` in the package, nor \
                 `src/bin/schemas/a.json`: did you mean \"src/schemas/a.json\"?",
            ),
            (
                "schemas/fed.json",
                "there is no file `schemas/fed.json` in the package, nor \
                 `src/bin/schemas/fed.json`: did you mean \"schemas/feed.json\"?",
            ),
            (
                "x/y.json",
                "there is no file `x/y.json` in the package, nor `src/bin/x/y.json`\n",
            ),
        ] {
            let found = find(&root, relative).unwrap_err();
            assert!(found.starts_with(message), "{found}");
        }
    }

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
