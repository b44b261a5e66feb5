//! What is to be generated, and how.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Literal;
use quote::quote;
use stream_events_codegen::{ABI, expand, print};
use stream_events_schema::{Checked, Look, Source, read_source};

use crate::Error;

/// The options of a generated file, which are those of the derive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    pub(crate) name: Option<String>,
    pub(crate) vis: Option<String>,
    pub(crate) module: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) derives: Vec<String>,
    pub(crate) replacements: Vec<(String, String)>,
    pub(crate) formats: Vec<(String, String)>,
    pub(crate) renames: Vec<(String, String)>,
    pub(crate) string: Option<String>,
    pub(crate) exhaustive: bool,
    pub(crate) runtime: Option<String>,
    out_dir: Option<PathBuf>,
}

impl Config {
    /// What a derive does that asks for nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the struct. If not given: that of the document's title, or else of its file.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The visibility of all that is generated, such as `pub(crate)`. If not given: `pub`.
    #[must_use]
    pub fn vis(mut self, visibility: impl Into<String>) -> Self {
        self.vis = Some(visibility.into());
        self
    }

    /// The name of the module. If not given: that of the struct in snake case.
    #[must_use]
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// The alias for the stream's errors. If not given: the struct's name and `Error`.
    #[must_use]
    pub fn error(mut self, name: impl Into<String>) -> Self {
        self.error = Some(name.into());
        self
    }

    /// A further derive for every payload type, such as `Hash`.
    #[must_use]
    pub fn derive(mut self, path: impl Into<String>) -> Self {
        self.derives.push(path.into());
        self
    }

    /// A type of your own instead of the one of a place, such as `"#/$defs/Url"` and `"url::Url"`.
    #[must_use]
    pub fn replace(mut self, place: impl Into<String>, ty: impl Into<String>) -> Self {
        self.replacements.push((place.into(), ty.into()));
        self
    }

    /// A type of your own for strings and numbers of a `format`, such as `"date-time"` and `"jiff::Timestamp"`.
    #[must_use]
    pub fn format(mut self, format: impl Into<String>, ty: impl Into<String>) -> Self {
        self.formats.push((format.into(), ty.into()));
        self
    }

    /// The Rust name of an event or a type, such as `"#/$defs/a.b"` and `"Ab"`.
    #[must_use]
    pub fn rename(mut self, place: impl Into<String>, name: impl Into<String>) -> Self {
        self.renames.push((place.into(), name.into()));
        self
    }

    /// What strings are read as, such as `std::sync::Arc<str>`. If not given: `String`.
    #[must_use]
    pub fn string(mut self, ty: impl Into<String>) -> Self {
        self.string = Some(ty.into());
        self
    }

    /// Types that other crates can match and build without a `..`.
    #[must_use]
    pub fn exhaustive(mut self, exhaustive: bool) -> Self {
        self.exhaustive = exhaustive;
        self
    }

    /// The path of the crate `stream-events`. If not given: `::stream_events`.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = Some(path.into());
        self
    }

    /// Where files are written. If not given: to `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Reads a document, and writes its code to a file of its name: `schemas/feed.json` becomes `feed.rs`, whose path
    /// it gives. A file that would not change is left alone.
    ///
    /// It tells cargo to run the build script again when the document changes, and shows what is doubtful in it as a
    /// warning of the build.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written, when the document has mistakes, or when an option is wrong.
    pub fn compile(&self, document: impl AsRef<Path>) -> Result<PathBuf, Error> {
        let path = document.as_ref();
        tell(&format!("rerun-if-changed={}", path.display()));
        let text = fs::read_to_string(path).map_err(io("read", path))?;
        let source = Source::new(path.display().to_string(), text);
        let checked = read_source(&source).map_err(Error::Document)?;
        for note in checked.notes().rendered(Look::Plain) {
            for line in note.to_string().lines() {
                tell(&format!("warning={line}"));
            }
        }
        let code = self.code(&checked, Some(path))?;
        let folder = self.out_dir.clone();
        let folder = folder.or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
        let file = folder.ok_or(Error::NoOutDir)?;
        let file = file
            .join(path.file_stem().unwrap_or_default())
            .with_extension("rs");
        // What did not change need not be compiled anew.
        if fs::read_to_string(&file).is_ok_and(|found| found == code) {
            return Ok(file);
        }
        fs::write(&file, code).map_err(io("write", &file))?;
        Ok(file)
    }

    /// The code of a document that was checked, formatted; `path` is where it came from, for the struct's name.
    ///
    /// # Errors
    ///
    /// When an option is wrong, or does not go with the document.
    pub fn code(&self, document: &Checked, path: Option<&Path>) -> Result<String, Error> {
        let options = self.options(document, path)?;
        let items = expand(document, &options)?;
        let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
        let abi = Literal::u32_unsuffixed(ABI);
        let docs = match &document.title {
            Some(title) => format!(" The events of {title}."),
            None => format!(" The events of `{name}`."),
        };
        let code = print(quote! {
            const _: () = #runtime::__private::assert_abi(#abi);

            #[doc = #docs]
            #[derive(Debug)]
            #visibility struct #name;

            #items
        });
        code.map_err(|error| Error::Code(format!("the code is not Rust: {error}")))
    }
}

/// What a build script says to cargo.
#[expect(
    clippy::print_stdout,
    reason = "it is how a build script talks to cargo"
)]
fn tell(instruction: &str) {
    println!("cargo::{instruction}");
}

fn io<'a>(verb: &'static str, path: &'a Path) -> impl FnOnce(std::io::Error) -> Error + 'a {
    move |source| Error::Io {
        verb,
        path: path.to_owned(),
        source,
    }
}
