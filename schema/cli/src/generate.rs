//! `stream-events generate`.

mod options;
mod stale;

pub(crate) use options::struct_name;

use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use quote::quote;

use crate::args::GenerateArguments;
use crate::exit::{Exit, Failure};
use crate::files::Document;
use crate::render;

pub(crate) fn run(arguments: &GenerateArguments) -> Result<Exit, Failure> {
    let document = Document::read(&arguments.file)?;
    let code = code(arguments, &document)?;
    let Some(output) = &arguments.output else {
        write!(anstream::stdout(), "{code}")?;
        return Ok(Exit::Fine);
    };
    if !arguments.check {
        fs::write(output, code).map_err(Failure::file("write", output))?;
        return Ok(Exit::Fine);
    }
    let found = match fs::read_to_string(output) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::file("read", output)(error)),
    };
    if stale::same(&found, &code) {
        return Ok(Exit::Fine);
    }
    write!(
        anstream::stdout(),
        "{}",
        stale::report(output, &found, &code)
    )?;
    render::say(&format!(
        "error: {} is out of date\n  = help: write it anew with `{}`",
        output.display(),
        command(arguments, &arguments.file, output)
    ));
    Ok(Exit::Found)
}

/// The whole file.
fn code(arguments: &GenerateArguments, document: &Document) -> Result<String, Failure> {
    let options = options::options(arguments, &document.checked)?;
    let items = stream_events_codegen::expand(&document.checked, &options)?;
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let version = env!("CARGO_PKG_VERSION");
    let docs = match document.checked.title() {
        Some(title) => format!(" The events of {title}."),
        None => format!(" The events of `{name}`."),
    };
    let file = syn::parse2(quote! {
        const _: () = #runtime::__private::assert_version(#version);

        #[doc = #docs]
        #[derive(Debug)]
        #visibility struct #name;

        #items
    });
    let file = file.map_err(|error| Failure::Other(format!("the code is not Rust: {error}")))?;
    Ok(format!(
        "{}{}",
        header(arguments),
        prettyplease::unparse(&file)
    ))
}

/// Where the file comes from, said so that it reads the same wherever the command was run.
fn header(arguments: &GenerateArguments) -> String {
    let (schema, output) = match &arguments.output {
        Some(output) => (
            relative(&arguments.file, output.parent().unwrap_or(Path::new(""))),
            output
                .file_name()
                .map_or_else(|| output.clone(), PathBuf::from),
        ),
        None => (arguments.file.clone(), PathBuf::from("FILE")),
    };
    format!(
        "// @generated from {} by `stream-events generate`. Do not edit: change the document and, \
         in\n// the folder of this file, run\n//\n//     {}\n\n",
        slashes(&schema),
        command(arguments, &schema, &output)
    )
}

/// The command that writes `output`.
fn command(arguments: &GenerateArguments, schema: &Path, output: &Path) -> String {
    let mut words = vec![
        "stream-events generate".to_owned(),
        quoted(&slashes(schema)),
        "-o".to_owned(),
    ];
    words.push(quoted(&slashes(output)));
    let mut option = |name: &str, value: &str| {
        words.push(name.to_owned());
        words.push(quoted(value));
    };
    if let Some(name) = &arguments.name {
        option("--name", name);
    }
    if let Some(module) = &arguments.module {
        option("--module", module);
    }
    if arguments.vis != "pub" {
        option("--vis", &arguments.vis);
    }
    arguments
        .derive
        .iter()
        .for_each(|it| option("--derive", it));
    arguments
        .replace
        .iter()
        .for_each(|it| option("--replace", it));
    arguments
        .rename
        .iter()
        .for_each(|it| option("--rename", it));
    if arguments.runtime != "::stream_events" {
        option("--crate", &arguments.runtime);
    }
    words.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-:,=+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// `path` as seen from the folder `base`; both as seen from the same folder.
fn relative(path: &Path, base: &Path) -> PathBuf {
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

fn slashes(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
