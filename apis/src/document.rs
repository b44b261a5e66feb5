//! The documents and their examples, as texts.

/// An API whose events a document declares.
///
/// ```
/// let api = stream_events_apis::find("openai-responses").unwrap();
/// assert_eq!((api.title, api.type_name), ("Responses", "Responses"));
/// assert!(api.document.contains("response.output_text.delta"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Api {
    /// What it is called: the name of its file without the extension, and of its feature. Its module
    /// has `_` for each `-`.
    pub name: &'static str,
    /// The title of the document.
    pub title: &'static str,
    /// The type in its module that stands for the set of its events.
    pub type_name: &'static str,
    /// The document, as it lies in `documents/`.
    pub document: &'static str,
    /// Recorded streams, with what they add up to. The document names their files.
    pub examples: &'static [Example],
}

/// A recorded stream, and what its events add up to.
///
/// ```
/// let api = stream_events_apis::find("openai-responses").unwrap();
/// let example = &api.examples[0];
/// assert_eq!(example.recording.path, "examples/openai-responses.sse");
/// assert!(example.recording.text.starts_with("event: response.created\n"));
/// assert!(example.value.text.contains("\"completed\""));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Example {
    /// The body of a response, as it came.
    pub recording: File,
    /// The value of the snapshot after the last event, as JSON.
    pub value: File,
}

/// A file that a document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// Its path relative to the document, with slashes.
    pub path: &'static str,
    /// What is in it.
    pub text: &'static str,
}

/// The API of a name.
///
/// ```
/// assert!(stream_events_apis::find("anthropic-messages").is_some());
/// assert!(stream_events_apis::find("anthropic_messages").is_none());
/// ```
#[must_use]
pub fn find(name: &str) -> Option<&'static Api> {
    crate::ALL.iter().find(|api| api.name == name)
}
