//! Annotations, as commands that the runner of a GitHub workflow reads from what a step prints.
//!
//! The form is that of <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>:
//! `::error file=NAME,line=1,col=1,endLine=1,title=TITLE::MESSAGE`, one to a line.

use std::path::Path;

use stream_events_schema::{Position, Source};

use super::print::print;
use super::safe::safe;
use crate::exit::Failure;
use crate::io::{in_repository, is_standard};

/// How an annotation looks; GitHub shows ten of each in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Error,
    Warning,
    Notice,
}

/// Something that is shown at a line of a file.
#[derive(Debug)]
pub(crate) struct Annotation {
    level: Level,
    title: String,
    message: String,
    properties: Vec<(&'static str, String)>,
}

impl Annotation {
    pub(crate) fn new(level: Level, title: &str, message: String) -> Self {
        Self {
            level,
            title: title.to_owned(),
            message,
            properties: Vec::new(),
        }
    }

    /// Says what to do, or why, on a line of its own.
    pub(crate) fn and(mut self, label: &str, text: &str) -> Self {
        if !text.is_empty() {
            self.message.push_str(&format!("\n{label}: {text}"));
        }
        self
    }

    /// Puts it at a file. What comes by a pipe has no name there.
    pub(crate) fn in_file(mut self, file: &Path) -> Self {
        if !is_standard(file) {
            self.properties.push(("file", in_repository(file)));
        }
        self
    }

    /// Puts it at a place in the file.
    pub(crate) fn at(mut self, position: Option<Position>, source: &Source) -> Self {
        // Without a file, a line is that of nothing.
        let Some(position) = position.filter(|_| !self.properties.is_empty()) else {
            return self;
        };
        let marked = source.text().get(position.start..position.end);
        let lines = marked.unwrap_or_default().matches('\n').count();
        self.properties.extend([
            ("line", position.line.to_string()),
            ("col", position.column.to_string()),
            ("endLine", (position.line + lines).to_string()),
        ]);
        self
    }

    fn command(&self) -> String {
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice => "notice",
        };
        let title = ("title", self.title.clone());
        let properties = self.properties.iter().chain([&title]);
        let properties: Vec<_> = properties
            .map(|(name, value)| format!("{name}={}", property(value)))
            .collect();
        format!(
            "::{level} {}::{}",
            properties.join(","),
            data(&self.message)
        )
    }
}

/// Prints annotations, errors first.
pub(crate) fn print_annotations(mut annotations: Vec<Annotation>) -> Result<(), Failure> {
    annotations.sort_by_key(|it| it.level);
    let commands = annotations.iter().map(|it| it.command() + "\n");
    print(&commands.collect::<String>())
}

/// What others wrote cannot end a command or begin one: it has no line break left.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D");
    safe(&text.replace('\n', "%0A"))
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_break_out_of_a_command() {
        let mut annotation = Annotation::new(
            Level::Error,
            "a,line=9::b%",
            "100%\r\n::stop-commands::x\n##[add-path]/tmp\u{1b}]0;t\u{7}".to_owned(),
        );
        let file = "odd,name:1\n::error ::x".to_owned();
        annotation.properties.push(("file", file));
        assert_eq!(
            annotation.command(),
            "::error file=odd%2Cname%3A1%0A%3A%3Aerror %3A%3Ax,title=a%2Cline=9%3A%3Ab%25::\
             100%25%0D%0A::stop-commands::x%0A##[add-path]/tmp␛]0;t␇"
        );
    }
}
