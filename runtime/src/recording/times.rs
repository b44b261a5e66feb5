//! The file with the times of a recording.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::{RecordedEnd, Recording, chunks_of};

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Times {
    status: Option<u16>,
    headers: Vec<(String, String)>,
    document: Option<String>,
    chunks: Vec<(Duration, u64)>,
    end: Option<RecordedEnd>,
    /// The last line is not whole.
    is_torn: bool,
    is_empty: bool,
}

/// What is wrong with the file.
#[derive(Debug, Clone)]
pub(super) enum Wrong {
    NoText,
    Line { line: usize, reason: String },
    TooMany { counted: u64, length: usize },
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText => f.write_str("it is not UTF-8"),
            Self::Line { line, reason } => write!(f, "line {line} is no such object: {reason}"),
            Self::TooMany { counted, length } => {
                write!(
                    f,
                    "it counts {counted} bytes, but the recording has {length}"
                )
            }
        }
    }
}

impl Times {
    pub(super) fn read(file: &[u8]) -> Result<Self, Wrong> {
        let text = std::str::from_utf8(file).map_err(|_| Wrong::NoText)?;
        let mut times = Self {
            is_empty: text.is_empty(),
            ..Self::default()
        };
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let wrong = |reason| Wrong::Line {
                line: index + 1,
                reason,
            };
            match serde_json::from_str(line) {
                Ok(Value::Object(object)) => times.line(&object).map_err(wrong)?,
                Ok(_) => return Err(wrong("it is no object".to_owned())),
                // It is the last one.
                Err(_) if !line.ends_with('\n') => times.is_torn = true,
                Err(error) => return Err(wrong(error.to_string())),
            }
        }
        Ok(times)
    }

    fn line(&mut self, object: &Map<String, Value>) -> Result<(), String> {
        if self.end.is_some() {
            return Err("it comes after the end".to_owned());
        }
        if let Some(end) = object.get("end") {
            self.end = Some(end_of(end)?);
            return Ok(());
        }
        if object.contains_key("at") || object.contains_key("bytes") {
            let last = self.chunks.last().map(|(at, _)| *at).unwrap_or_default();
            let at = time(object.get("at"))?.max(last);
            let bytes = object.get("bytes").and_then(Value::as_u64);
            let bytes = bytes.ok_or("`bytes` is no number of bytes")?;
            self.chunks.push((at, bytes));
            return Ok(());
        }
        self.head(object)
    }

    fn head(&mut self, object: &Map<String, Value>) -> Result<(), String> {
        const KEYS: [&str; 3] = ["status", "headers", "document"];
        if !KEYS.iter().any(|key| object.contains_key(*key)) {
            return Err("it has none of `status`, `at` with `bytes`, and `end`".to_owned());
        }
        if self.status.is_some() || !self.chunks.is_empty() {
            return Err("what is said of the response belongs in the first line".to_owned());
        }
        let status = match object.get("status") {
            None => Some(200),
            Some(status) => status.as_u64().and_then(|it| u16::try_from(it).ok()),
        };
        let status = status.filter(|status| (100..1000).contains(status));
        self.status = Some(status.ok_or("`status` is no status of a response")?);
        self.document = match object.get("document") {
            None | Some(Value::Null) => None,
            Some(Value::String(document)) => Some(document.clone()),
            Some(_) => return Err("`document` is no text".to_owned()),
        };
        match object.get("headers") {
            None => {}
            Some(Value::Object(headers)) => {
                for (name, value) in headers {
                    self.header(name, value)?;
                }
            }
            Some(_) => return Err("`headers` is no object".to_owned()),
        }
        Ok(())
    }

    fn header(&mut self, name: &str, value: &Value) -> Result<(), String> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values {
            let value = value.as_str().filter(|value| is_value(value));
            let value = value.filter(|_| is_name(name));
            let value = value.ok_or_else(|| format!("{name:?} in `headers` is no header"))?;
            self.headers.push((name.to_owned(), value.to_owned()));
        }
        Ok(())
    }

    /// The recording of a body that came at these times.
    pub(super) fn recording(self, body: Bytes) -> Result<Recording, Wrong> {
        let length = body.len();
        let lengths = self.chunks.iter().map(|(_, bytes)| *bytes);
        let counted = lengths.fold(0, u64::saturating_add);
        let chunks = self.chunks.iter();
        let chunks = chunks.map(|&(at, bytes)| Some((at, usize::try_from(bytes).ok()?)));
        let chunks: Option<Vec<_>> = chunks.collect();
        let Some(chunks) = chunks.filter(|_| counted <= length as u64) else {
            return Err(Wrong::TooMany { counted, length });
        };
        // Both files are empty from when they are created to when the response comes.
        let is_unbegun = self.is_empty && body.is_empty();
        let is_stopped = !chunks.is_empty() || self.is_torn || is_unbegun;
        let end = self.end.unwrap_or(match is_stopped {
            true => RecordedEnd::Cut,
            false => RecordedEnd::Clean,
        });
        Ok(Recording {
            status: self.status.unwrap_or(200),
            headers: self.headers,
            document: self.document,
            chunks: chunks_of(&body, &chunks),
            body,
            end,
        })
    }
}

/// A number of milliseconds.
fn time(at: Option<&Value>) -> Result<Duration, String> {
    let time = at.and_then(|at| match at.as_u64() {
        Some(whole) => Some(Duration::from_millis(whole)),
        None => Duration::try_from_secs_f64(at.as_f64()? / 1000.0).ok(),
    });
    time.ok_or_else(|| "`at` is no number of milliseconds from 0 on".to_owned())
}

fn end_of(end: &Value) -> Result<RecordedEnd, String> {
    match end.as_str() {
        Some("clean") => Ok(RecordedEnd::Clean),
        Some("cut") => Ok(RecordedEnd::Cut),
        Some(reason) => Ok(RecordedEnd::Failed(reason.to_owned())),
        None => Err("`end` is neither \"clean\" nor \"cut\" nor a reason".to_owned()),
    }
}

/// Whether it is a name of a header (RFC 9110, section 5.6.2).
fn is_name(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

/// Whether it is a value of a header, which a line break would end.
fn is_value(value: &str) -> bool {
    !value.chars().any(|it| it.is_control() && it != '\t')
}
