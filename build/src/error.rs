//! Why no code was generated.

use std::fmt;
use std::io;
use std::path::PathBuf;

use stream_events_schema::{Diagnostics, Look};

/// Why no code was generated.
///
/// `Debug` shows what `Display` does: a build script that returns it from `main` shows the mistakes of the document as
/// the compiler shows its own.
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    Io {
        /// What was to be done with it.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// Why it could not.
        source: io::Error,
    },
    /// The document has mistakes.
    Document(Diagnostics),
    /// An option of the [`Config`](crate::Config) is wrong.
    Option(OptionError),
    /// The document and the options do not go together: two things would have one name, or an option is about
    /// nothing that is there.
    Code(String),
    /// `OUT_DIR` is not set: this is no build script, and no [`out_dir`](crate::Config::out_dir) was given.
    NoOutDir,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { verb, path, source } => {
                write!(f, "cannot {verb} {}: {source}", path.display())
            }
            Self::Document(mistakes) => {
                for mistake in mistakes.rendered(Look::Plain) {
                    write!(f, "\n{mistake}\n")?;
                }
                Ok(())
            }
            Self::Option(error) => write!(f, "`{}`: {}", error.option, error.message),
            Self::Code(message) => f.write_str(message),
            Self::NoOutDir => f.write_str(
                "OUT_DIR is not set: call it from a build script, or say where to write with `out_dir`",
            ),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// An option whose value is not what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionError {
    /// The option, by the name of its method.
    pub option: &'static str,
    /// What is wrong with it, and what to write instead.
    pub message: String,
}

impl From<stream_events_codegen::Error> for Error {
    fn from(error: stream_events_codegen::Error) -> Self {
        match error {
            stream_events_codegen::Error::Document(mistakes) => Self::Document(mistakes),
            error => Self::Code(error.to_string()),
        }
    }
}

impl From<OptionError> for Error {
    fn from(error: OptionError) -> Self {
        Self::Option(error)
    }
}
