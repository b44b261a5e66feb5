//! The request of a stream, as arguments say it.

use std::fs;
use std::path::Path;

use clap::Args;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Request, Url};
use serde::de::IgnoredAny;
use stream_events::Framing;
use stream_events_schema::Checked;

use crate::exit::Failure;
use crate::io::{self, framing};

#[derive(Debug, Args)]
pub(crate) struct RequestArguments {
    /// The method of the request; without it GET, or POST if there is data
    #[arg(long = "request", short = 'X', value_name = "METHOD")]
    method: Option<String>,
    /// A header of the request, as `name: value`; `@FILE` has one on each line
    #[arg(long = "header", short = 'H', value_name = "HEADER|@FILE")]
    headers: Vec<String>,
    /// The body of the request; `@FILE` is that of a file, `@-` that of standard input
    #[arg(long, short, value_name = "DATA|@FILE")]
    data: Option<String>,
}

impl RequestArguments {
    /// Whether there is anything about a request.
    pub(crate) fn is_empty(&self) -> bool {
        self.method.is_none() && self.headers.is_empty() && self.data.is_none()
    }

    /// The request, for a stream of this document.
    pub(crate) fn build(&self, url: &str, document: Option<&Checked>) -> Result<Request, Failure> {
        let url = match Url::parse(url) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => url,
            _ => return usage("a URL begins with `https://` or `http://`"),
        };
        let body = self.data.as_deref().map(body).transpose()?;
        let mut request = Request::new(self.method(body.is_some())?, url);
        let mut headers = HeaderMap::new();
        for header in &self.headers {
            match header.strip_prefix('@') {
                None => add(&mut headers, header, || {
                    "a header is `name: value`".to_owned()
                })?,
                Some(file) => {
                    let text = io::read(Path::new(file))?;
                    let lines = text.text().lines().enumerate();
                    for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
                        add(&mut headers, line, || {
                            format!(
                                "{file}, line {}: a line is a header, `name: value`",
                                index + 1
                            )
                        })?;
                    }
                }
            }
        }
        let is_json = |body: &Vec<u8>| serde_json::from_slice::<IgnoredAny>(body).is_ok();
        if body.as_ref().is_some_and(is_json) && !headers.contains_key(CONTENT_TYPE) {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if !headers.contains_key(ACCEPT) {
            headers.insert(ACCEPT, accept(document)?);
        }
        *request.headers_mut() = headers;
        *request.body_mut() = body.map(Into::into);
        Ok(request)
    }

    fn method(&self, has_body: bool) -> Result<Method, Failure> {
        match &self.method {
            None if has_body => Ok(Method::POST),
            None => Ok(Method::GET),
            Some(method) => Method::from_bytes(method.as_bytes())
                .or_else(|_| usage("`-X` takes the method of a request, such as `POST`")),
        }
    }
}

/// It says nothing of what was written: that may be a secret.
fn usage<T>(message: &str) -> Result<T, Failure> {
    Err(Failure::Usage(message.to_owned()))
}

fn add(headers: &mut HeaderMap, line: &str, wrong: impl FnOnce() -> String) -> Result<(), Failure> {
    let parsed = line.split_once(':').and_then(|(name, value)| {
        let name: HeaderName = name.trim().parse().ok()?;
        Some((name, HeaderValue::from_str(value.trim()).ok()?))
    });
    let Some((name, value)) = parsed else {
        return Err(Failure::Usage(wrong()));
    };
    headers.append(name, value);
    Ok(())
}

fn body(data: &str) -> Result<Vec<u8>, Failure> {
    match data.strip_prefix('@') {
        Some(file) => io::read_bytes(Path::new(file)),
        None => Ok(data.as_bytes().to_vec()),
    }
}

/// What the document says, or all that streams may be.
fn accept(document: Option<&Checked>) -> Result<HeaderValue, Failure> {
    let declared = document.and_then(|document| document.http.accept.clone());
    let accept = declared.unwrap_or_else(|| match document {
        Some(document) if !document.http.media_types.is_empty() => {
            document.http.media_types.join(", ")
        }
        Some(document) => framing(document).media_types().join(", "),
        None => {
            let all = FRAMINGS.iter().flat_map(|framing| framing.media_types());
            all.copied().collect::<Vec<_>>().join(", ")
        }
    });
    let wrong = |_| Failure::other("what the document says in `accept` is no header");
    HeaderValue::from_str(&accept).map_err(wrong)
}

/// The framing of a stream with this content type.
pub(crate) fn framing_of(content_type: &str) -> Option<Framing> {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let is_its = |it: &&str| it.eq_ignore_ascii_case(media_type);
    let mut framings = FRAMINGS.into_iter();
    framings.find(|framing| framing.media_types().iter().any(is_its))
}

/// All framings, the most usual first.
const FRAMINGS: [Framing; 5] = [
    Framing::Sse,
    Framing::JsonLines,
    Framing::JsonSeq,
    Framing::AwsEventStream,
    Framing::JsonArray,
];

/// Whether a recording can be written here: nothing is there yet, or it may be replaced, and none of it was read.
pub(crate) fn may_record(path: &Path, force: bool) -> Result<(), Failure> {
    if io::is_standard(path) {
        return usage("a recording is two files, and cannot be written to standard output");
    }
    for file in [path.to_owned(), io::times_of(path)] {
        io::refuse_input(&file)?;
        if !force && fs::symlink_metadata(&file).is_ok() {
            return Err(Failure::with_help(
                format!("{} is there already", file.display()),
                "record into another file, or replace it with `--force`",
            ));
        }
    }
    Ok(())
}
