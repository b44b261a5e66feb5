//! The files of a description.

use std::collections::{HashMap, VecDeque};
use std::io;

use indexmap::IndexMap;

use crate::error::ErrorKind;
use crate::read::file::File;
use crate::read::part::{Part, split};
use crate::read::path;
use crate::report::{Finding, FindingKind};
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// More than any description has: links between folders can make files without end.
const MAX_FILES: usize = 10_000;

/// A description as it was read, and the files it refers to.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    pub(crate) name: String,
    main: File,
    /// Where the description stands.
    folder: String,
    /// By their path, as seen from there.
    others: IndexMap<String, Result<File, Unread>>,
    /// The names that the description gives to schemas of other files, by place.
    names: HashMap<String, String>,
}

/// A file that is referred to and could not be read.
#[derive(Debug, Clone)]
struct Unread {
    reference: String,
    /// Where the reference stands.
    at: String,
    why: String,
}

/// Where a description keeps the schemas it names.
const COMPONENTS: &[&str] = &["/components/schemas", "/$defs", "/definitions"];
/// Where else something may be called by name.
const OTHER_COMPONENTS: &[&str] = &[
    "/components/responses",
    "/responses",
    "/components/mediaTypes",
    "/components/messages",
];

impl Files {
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, ErrorKind> {
        let main = File::read(text).map_err(|why| ErrorKind::Unreadable {
            file: name.to_owned(),
            why,
        })?;
        if !matches!(main.root, Json::Object(_)) {
            return Err(ErrorKind::NoDescription {
                file: name.to_owned(),
            });
        }
        Ok(Self {
            name: name.to_owned(),
            main,
            folder: String::new(),
            others: IndexMap::new(),
            names: HashMap::new(),
        })
    }

    /// Reads all files that this one leads to, and those that they lead to.
    pub(crate) fn load(&mut self, folder: &str, read: impl Fn(&str) -> io::Result<String>) {
        folder.clone_into(&mut self.folder);
        let mut waiting = VecDeque::from(self.mentioned("", &self.main));
        while let Some((path, reference, at)) = waiting.pop_front() {
            if path.is_empty() || self.others.contains_key(&path) {
                continue;
            }
            let file = match self.others.len() < MAX_FILES {
                true => self.load_one(&path, &read),
                false => Err("there are too many files".to_owned()),
            };
            if let Ok(file) = &file {
                waiting.extend(self.mentioned(&path, file));
            }
            let file = file.map_err(|why| Unread { reference, at, why });
            self.others.insert(path, file);
        }
        self.names = self.names_of_others();
    }

    fn load_one(
        &self,
        path: &str,
        read: impl Fn(&str) -> io::Result<String>,
    ) -> Result<File, String> {
        if path::is_url(path) {
            return Err("it is a URL, and nothing is fetched".to_owned());
        }
        let path = path::join(&self.folder, &pointer::percent_decode(path));
        let text = read(&path).map_err(|error| error.to_string())?;
        File::read(&text).map_err(|why| why.to_string())
    }

    fn names_of_others(&self) -> HashMap<String, String> {
        let mut names = HashMap::new();
        if self.others.is_empty() {
            return names;
        }
        for (name, part) in self.names() {
            let target = self.alias(&part);
            if !split(&target.at).0.is_empty() {
                names.entry(target.at).or_insert_with(|| name.to_owned());
            }
        }
        names
    }

    /// The files that one refers to: path, reference and its place.
    fn mentioned(&self, from: &str, file: &File) -> Vec<(String, String, String)> {
        let mut mentioned = Vec::new();
        file.references(&mut |reference, pointer| {
            let base = reference.split('#').next().unwrap_or_default();
            // Of a URL in a schema, the conversion speaks.
            let url = || is_in_operation(pointer).then(|| base.to_owned());
            if let Some(path) = self.path_of(base, from).or_else(url) {
                let at = format!("{}{pointer}", root_of(from));
                mentioned.push((path, reference.to_owned(), at));
            }
        });
        mentioned
    }

    /// The path of a file that another one refers to; empty for the description itself.
    pub(crate) fn path_of(&self, base: &str, from: &str) -> Option<String> {
        if base.is_empty() {
            return Some(from.to_owned());
        }
        let main = path::file_name(&self.name);
        let from = match from {
            "" => path::join(&self.folder, main),
            from => path::join(&self.folder, &pointer::percent_decode(from)),
        };
        let path = path::relative_to(&from, &pointer::percent_decode(base))?;
        let path = path::seen_from(&self.folder, &path);
        match path == main {
            true => Some(String::new()),
            // In a place, `#` ends the path.
            false => Some(path.replace('%', "%25").replace('#', "%23")),
        }
    }

    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        match path {
            "" => Some(&self.main),
            path => self.others.get(path)?.as_ref().ok(),
        }
    }

    /// The files that were read, with their paths; the description itself comes first.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &File)> {
        let others = self.others.iter();
        let others = others.filter_map(|(path, file)| Some((path.as_str(), file.as_ref().ok()?)));
        std::iter::once(("", &self.main)).chain(others)
    }

    /// The files that could not be read though something in them is referred to.
    pub(crate) fn unread(&self) -> Vec<Finding> {
        let unread = self.others.iter();
        let unread = unread.filter_map(|(path, file)| Some((path, file.as_ref().err()?)));
        let needed = unread.filter(|(_, it)| self.resolve(&it.reference, &it.at).is_none());
        let finding = |(path, it): (&String, &Unread)| Finding {
            kind: FindingKind::Dropped,
            pointer: it.at.clone(),
            message: format!("`{path}` could not be read: {}", it.why),
        };
        needed.map(finding).collect()
    }

    pub(crate) fn root(&self) -> Part<'_> {
        Part::new("", &self.main.root)
    }

    /// Whether it is `OpenAPI` or Swagger and not a schema of its own.
    pub(crate) fn is_api(&self) -> bool {
        ["openapi", "swagger"]
            .iter()
            .any(|key| self.root().get(key).is_some())
    }

    /// The schemas that have names, with these.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, Part<'_>)> {
        self.names_in("")
    }

    fn names_in(&self, path: &str) -> impl Iterator<Item = (&str, Part<'_>)> {
        let root = root_of(path);
        let shelves = COMPONENTS.iter();
        let shelves = shelves.filter_map(move |shelf| self.at(&format!("{root}{shelf}")));
        shelves.flat_map(|shelf| self.follow(&shelf).unwrap_or(shelf).entries())
    }

    /// All schemas that can be referred to by name or by file.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = Part<'_>> {
        self.all().flat_map(|(path, file)| {
            let whole = Part::new(root_of(path), &file.root);
            let named = self.names_in(path).map(|(_, part)| part);
            std::iter::once(whole).chain(named)
        })
    }

    /// What is called by a name: a schema before anything else.
    pub(crate) fn named(&self, name: &str) -> Option<Part<'_>> {
        self.named_in("", name)
    }

    /// The same, by the names of one file.
    pub(crate) fn named_in(&self, path: &str, name: &str) -> Option<Part<'_>> {
        let root = root_of(path);
        let shelves = COMPONENTS.iter().chain(OTHER_COMPONENTS);
        shelves
            .filter_map(|shelf| self.at(&format!("{root}{}", pointer::child(shelf, name))))
            .next()
    }

    /// The name of the schema at a place, where that stands among those with a name.
    pub(crate) fn name_of(&self, at: &str) -> Option<String> {
        if let Some(name) = self.names.get(at) {
            return Some(name.clone());
        }
        let (path, pointer) = split(at);
        let segments = pointer::segments(pointer).ok()?;
        match segments.iter().map(AsRef::as_ref).collect::<Vec<_>>()[..] {
            ["components", "schemas", name] | ["$defs" | "definitions", name] => {
                Some(name.to_owned())
            }
            // A file of schemas, or of one.
            [name] if !path.is_empty() => Some(name.to_owned()),
            [] if !path.is_empty() => Some(path::stem(path).to_owned()),
            _ => None,
        }
    }
}

/// Whether a place is that of an operation, or of what it is made of, schemas aside.
fn is_in_operation(pointer: &str) -> bool {
    let mut segments = pointer.split('/').skip(1);
    let schema = |segment| ["schema", "itemSchema", "schemas"].contains(&segment);
    let first = segments.clone().next();
    first.is_some_and(|it| ["paths", "webhooks", "components"].contains(&it))
        && !segments.any(schema)
}

/// The place of a file as a whole.
pub(crate) fn root_of(path: &str) -> String {
    match path {
        "" => String::new(),
        path => format!("{path}#"),
    }
}
