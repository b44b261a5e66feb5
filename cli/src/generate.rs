//! `stream-events generate`.

mod arguments;
mod header;
mod stale;

pub(crate) use arguments::Arguments;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::config::{ConfigFile, Configs, NAME};
use crate::derive::{named, wrong};
use crate::exit::{Exit, Failure};
use crate::io::{self, Document, written_folder};
use crate::out;
use crate::settings::Settings;

use header::Header;

/// A file that is to be written or checked, and its document if that is known.
struct Wanted {
    document: Option<PathBuf>,
    output: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let configs = Configs::new(&arguments.config);
    let wanted = wanted(arguments, &configs)?;
    if let [wanted] = wanted.as_slice() {
        return one(arguments, &configs, wanted);
    }
    let mut exit = Exit::Fine;
    // One file that cannot be written hides nothing about the others.
    for wanted in &wanted {
        exit = exit.worse(one(arguments, &configs, wanted).unwrap_or_else(|failure| {
            out::failure(&failure);
            Exit::Trouble
        }));
    }
    Ok(exit)
}

fn wanted(arguments: &Arguments, configs: &Configs<'_>) -> Result<Vec<Wanted>, Failure> {
    let document = arguments.file.clone();
    let wanted = |output: &PathBuf| Wanted {
        document: document.clone(),
        output: output.clone(),
    };
    match (&arguments.file, arguments.output.as_slice()) {
        (None, []) => all(configs),
        (Some(file), []) if arguments.check => {
            let config = configs.of(file)?;
            let output = config.as_ref().and_then(|it| it.output(file));
            let output = output.map(|it| vec![wanted(&it.to_owned())]);
            output.ok_or_else(|| {
                let file = io::name(file);
                let message = format!(
                    "`--check` reads a file: name it with `-o`, or write the `output` of {file} in {NAME}"
                );
                Failure::Usage(message)
            })
        }
        (Some(_), []) => Ok(vec![wanted(&PathBuf::from("-"))]),
        (Some(_), [_, _, ..]) => {
            let message = "one document makes one file: name several files without it";
            Err(Failure::Usage(message.to_owned()))
        }
        (_, outputs) => Ok(outputs.iter().map(wanted).collect()),
    }
}

/// All outputs of the configuration file.
fn all(configs: &Configs<'_>) -> Result<Vec<Wanted>, Failure> {
    let Some(config) = configs.in_folder(Path::new(""))? else {
        let message = format!(
            "name a document, or write a {NAME} in which documents have an `output`; \
             `stream-events generate --help` shows one"
        );
        return Err(Failure::Usage(message));
    };
    let wanted: Vec<_> = config
        .outputs()
        .map(|(document, output)| Wanted {
            document: Some(document.to_owned()),
            output: output.to_owned(),
        })
        .collect();
    if wanted.is_empty() {
        let message = format!("no document in {} has an `output`", config.name());
        return Err(Failure::Usage(message));
    }
    Ok(wanted)
}

fn one(arguments: &Arguments, configs: &Configs<'_>, wanted: &Wanted) -> Result<Exit, Failure> {
    let output = wanted.output.as_path();
    if io::is_standard(output) {
        if arguments.check {
            let message = "`--check` reads a file, and `-` is standard output";
            return Err(Failure::Usage(message.to_owned()));
        }
        let file = Generated::new(arguments, configs, wanted, None)?;
        return io::write(output, &file.text()?).map(|()| Exit::Fine);
    }
    io::writable(output)?;
    let found = found(output)?;
    let header = Header::read(output, found.as_deref().unwrap_or_default())?;
    let file = Generated::new(arguments, configs, wanted, header.as_ref())?;
    let differences = header.map_or_else(Vec::new, |it| file.settings.differences(&it.settings));
    if arguments.check {
        return check(&file, found.as_deref().unwrap_or_default(), &differences);
    }
    let text = file.text()?;
    io::write(output, &text)?;
    if !arguments.quiet {
        out::say(&match found {
            Some(found) if found == text => format!("{} is up to date", output.display()),
            _ => format!("wrote {}", output.display()),
        });
    }
    for difference in differences.iter().filter(|_| !arguments.quiet) {
        out::note(&format!("{}: {difference}", output.display()), None);
    }
    Ok(Exit::Fine)
}

/// The text of a file that is there.
fn found(output: &Path) -> Result<Option<String>, Failure> {
    // A device or a pipe says nothing, and might wait.
    if !output.is_file() {
        return Ok(None);
    }
    fs::read_to_string(output)
        .map(Some)
        .map_err(Failure::file("read", output))
}

fn check(file: &Generated<'_>, found: &str, differences: &[String]) -> Result<Exit, Failure> {
    let output = file.output.display();
    if !differences.is_empty() {
        let than = match &file.config {
            Some(config) => format!(" than {} and the command line have", config.name()),
            None => String::new(),
        };
        let message = format!("{output} was generated with other options{than}: ");
        out::error(&(message + &differences.join("; ")), Some(&file.command()));
        return Ok(Exit::Found);
    }
    let code = file.text()?;
    if stale::same(found, &code) {
        return Ok(Exit::Fine);
    }
    out::print(&stale::report(file.output, found, &code))?;
    out::error(&format!("{output} is out of date"), Some(&file.command()));
    Ok(Exit::Found)
}

/// A file, and all that decides what is in it.
struct Generated<'a> {
    output: &'a Path,
    path: PathBuf,
    document: Document,
    settings: Settings,
    /// The configuration file that has a say in it.
    config: Option<Rc<ConfigFile>>,
    /// Whether `generate` without arguments writes it as it is asked for.
    is_configured: bool,
}

impl<'a> Generated<'a> {
    /// What the arguments ask for, and where they ask for nothing, what the configuration file says;
    /// without one, what the header says.
    fn new(
        arguments: &Arguments,
        configs: &Configs<'_>,
        wanted: &'a Wanted,
        header: Option<&Header>,
    ) -> Result<Self, Failure> {
        let output = wanted.output.as_path();
        let path = path(configs, wanted, header)?;
        let document = Document::read(&path)?;
        let config = configs.of(&path)?;
        let given = &arguments.settings;
        let is_configured = is_configured(arguments, configs, output)?;
        let settings = match (&config, header) {
            (Some(config), _) => given.or(&config.settings(&path, &document.checked)),
            (None, Some(header)) => given.or(&header.settings),
            (None, None) => given.clone(),
        };
        Ok(Self {
            output,
            path,
            document,
            settings,
            config,
            is_configured,
        })
    }

    /// The whole file.
    fn text(&self) -> Result<String, Failure> {
        let (document, config) = (&self.document.checked, self.settings.config()?);
        let code = config.code(document, named(&self.path));
        let code = code.map_err(|error| match error {
            stream_events_build::Error::Option(error) => wrong(&error),
            stream_events_build::Error::Document(mistakes) => Failure::Document(mistakes),
            other => Failure::other(other.to_string()),
        })?;
        let header = header::text(&self.path, self.output, &self.settings)?;
        Ok(header + &code)
    }

    /// What to do where it is out of date.
    fn command(&self) -> String {
        if self.is_configured {
            return "write it anew with `stream-events generate`".to_owned();
        }
        let command = header::command(&self.path, self.output, &self.settings);
        format!("write it anew with `{command}`")
    }
}

/// Whether the configuration file of this folder says all there is to say about a file.
fn is_configured(
    arguments: &Arguments,
    configs: &Configs<'_>,
    output: &Path,
) -> Result<bool, Failure> {
    let config = configs.in_folder(Path::new(""))?;
    let is_listed = config.is_some_and(|it| it.document(output).is_some());
    Ok(is_listed && arguments.config.is_default() && arguments.settings == Settings::default())
}

/// The path of the document: the one that is known, or else named by the configuration file, or by the
/// header.
fn path(
    configs: &Configs<'_>,
    wanted: &Wanted,
    header: Option<&Header>,
) -> Result<PathBuf, Failure> {
    let output = wanted.output.as_path();
    if let Some(document) = &wanted.document {
        return Ok(document.clone());
    }
    if let Some(document) = configs
        .of(output)?
        .as_ref()
        .and_then(|it| it.document(output))
    {
        return Ok(document.to_owned());
    }
    match header {
        Some(header) if !io::is_standard(&header.document) => {
            Ok(shortened(written_folder(output).join(&header.document)))
        }
        _ => {
            let output = output.display();
            Err(Failure::Usage(format!(
                "{output} does not say which document it is made from; name it: `stream-events \
                 generate DOCUMENT -o {output}`"
            )))
        }
    }
}

/// A path without what leads down into a folder and up again.
fn shortened(path: PathBuf) -> PathBuf {
    match io::relative(&path, Path::new("")) {
        relative if relative.as_os_str().len() < path.as_os_str().len() => relative,
        _ => path,
    }
}
