//! Diagnostics with the lines of the source that they are about, as rustc shows its own.

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::check_table::Severity;
use crate::diagnostic::{Diagnostic, Diagnostics, Position};
use crate::mistake::{Mistake, Mistakes};
use crate::printable;
use crate::source::Source;

/// How wide what is rendered may be.
const WIDTH: usize = 100;
/// How many bytes of a line are looked at, to either side of where a mark begins. It is more than is
/// shown, however many bytes a character has: a document may be a single line.
const REACH: usize = 500;

/// Whether what is rendered has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Look {
    /// It has none.
    Plain,
    /// It has those of rustc, as ANSI escape codes.
    Styled,
}

/// A diagnostic as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rendered {
    /// How bad it is, its check and what is wrong, in a line.
    pub title: String,
    /// Where it is, the line there, and what to write instead.
    pub body: String,
}

impl std::fmt::Display for Rendered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.title)?;
        if !self.body.is_empty() {
            write!(f, "\n{}", self.body)?;
        }
        Ok(())
    }
}

impl Diagnostics {
    /// Each of them, with the lines of the source where there is a source.
    ///
    /// ```
    /// use stream_events_schema::Look;
    ///
    /// let text = r##"{ "events": { "ping": { "handel": "skip" } } }"##;
    /// let mistakes = stream_events_schema::read("feed.json", text).unwrap_err();
    /// assert_eq!(mistakes.rendered(Look::Plain)[0].to_string(), "\
    /// error[unknown-keyword]: unknown keyword `handel`
    ///  --> feed.json:1:25
    ///   |
    /// 1 | { \"events\": { \"ping\": { \"handel\": \"skip\" } } }
    ///   |                         ^^^^^^^^ not a keyword of an event
    ///   |
    ///   = note: at /events/ping/handel
    ///   = help: did you mean `handle`? `handel` is unknown here; a newer release may know it");
    /// ```
    #[must_use]
    pub fn rendered(&self, look: Look) -> Vec<Rendered> {
        let render = |it| render(it, self.source(), look);
        self.iter().map(render).collect()
    }
}

impl Mistakes {
    /// Each of them, with the line of the text that it is in.
    #[must_use]
    pub fn rendered(&self, look: Look) -> Vec<Rendered> {
        let render = |(mistake, position): (&Mistake, Position)| {
            let title = Level::ERROR.primary_title(printable(&mistake.message).into_owned());
            let title = renderer(look).render(&[Group::with_title(title)]);
            let words = [&*mistake.label, "", &*mistake.help];
            let located = Some((self.source(), position));
            let body = body(Level::ERROR, located, words, look);
            Rendered { title, body }
        };
        self.iter().map(render).collect()
    }
}

fn renderer(look: Look) -> Renderer {
    match look {
        Look::Plain => Renderer::plain(),
        Look::Styled => Renderer::styled(),
    }
    .term_width(WIDTH)
}

fn render(diagnostic: &Diagnostic, source: Option<&Source>, look: Look) -> Rendered {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let located = source.zip(diagnostic.position);
    let mut message = printable(&diagnostic.message).into_owned();
    if located.is_none() && !diagnostic.label.is_empty() {
        message.push_str(&format!(": {}", printable(&diagnostic.label)));
    }
    let title = level
        .clone()
        .primary_title(message)
        .id(diagnostic.check.name());
    let title = renderer(look).render(&[Group::with_title(title)]);
    let words = [
        diagnostic.label.as_str(),
        &diagnostic.pointer,
        &diagnostic.help,
    ];
    let body = body(level, located, words, look);
    Rendered { title, body }
}

/// Where it is with the line there, the place in the document, and what to write instead.
fn body(
    level: Level<'_>,
    located: Option<(&Source, Position)>,
    [label, pointer, help]: [&str; 3],
    look: Look,
) -> String {
    let mut parts = Vec::new();
    let mut group = Group::with_level(level);
    if let Some((source, position)) = located {
        parts.push(origin(source, position, look));
        group = group.element(snippet(source, position, label));
    }
    if !pointer.is_empty() {
        group = group.element(Level::NOTE.message(format!("at {}", printable(pointer))));
    }
    if !help.is_empty() {
        group = group.element(Level::HELP.message(printable(help).into_owned()));
    }
    if !group.is_empty() {
        parts.push(renderer(look).render(&[group]));
    }
    parts.join("\n")
}

/// The line that says where it is. The library would count columns from the beginning of what it is
/// given to show.
fn origin(source: &Source, position: Position, look: Look) -> String {
    let style = match look {
        Look::Plain => Default::default(),
        Look::Styled => DEFAULT_LINE_NUM_STYLE,
    };
    let Position { line, column, .. } = position;
    let gutter = line.to_string().len();
    let name = printable(source.name());
    format!("{:gutter$}{style}-->{style:#} {name}:{line}:{column}", "")
}

/// The line, or as much of it as may be shown, with a mark up to its end.
fn snippet<'a>(
    source: &Source,
    position: Position,
    label: &str,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = source.text();
    let line_end = |character| matches!(character, '\n' | '\r');
    let start = position.start.min(text.len());
    let before = &text[boundary(text, start.saturating_sub(REACH))..start];
    let before = before.rsplit(line_end).next().unwrap_or_default();
    let after = &text[start..boundary(text, start.saturating_add(REACH))];
    let after = after.split(line_end).next().unwrap_or_default();
    let marked = position.end.saturating_sub(start).min(after.len());
    let (marked, after) = after.split_at(marked);

    let (before, marked, after) = (shown(before), shown(marked), shown(after));
    // A mark of nothing is one of what comes next.
    let length = match marked.len() {
        0 => after.chars().next().map_or(1, char::len_utf8),
        length => length,
    };
    let span = before.len()..before.len() + length;
    let line = format!("{before}{marked}{after}");
    let mark = AnnotationKind::Primary.span(span);
    let mark = match label {
        "" => mark,
        label => mark.label(printable(label).into_owned()),
    };
    Snippet::source(line)
        .line_start(position.line)
        .annotation(mark)
}

/// The nearest place before it where a character begins.
fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let begins = |offset: &usize| text.is_char_boundary(*offset);
    (0..=offset).rev().find(begins).unwrap_or(0)
}

/// Part of a line as it may be printed. The library widens tabs.
fn shown(text: &str) -> String {
    let parts: Vec<_> = text.split('\t').map(printable).collect();
    parts.join("\t")
}
