//! Recordings as fixtures.

use std::time::Duration;

use super::Fixture;
use super::fixture::{Head, Step};
use crate::Framing;
use crate::recording::{Chunk, RecordedEnd, Recording};

impl Fixture {
    /// A recorded response: its status, headers and chunks, at the pace at which they came, and its end. One that did
    /// not end cleanly is cut.
    ///
    /// Without a content type it has that of server-sent events. Headers of the connection, such as the length of the
    /// body, are not played.
    ///
    /// ```
    /// use stream_events::recording::Recording;
    /// use stream_events::testing::Fixture;
    ///
    /// let recording = Recording::new("data: 1\n\n");
    /// let fixture = Fixture::recording(&recording).speed(10.0);
    /// ```
    pub fn recording(recording: &Recording) -> Self {
        let content_type = match recording.header("content-type") {
            Some(_) => "",
            None => Framing::Sse.media_types()[0],
        };
        let mut fixture = Self::of(recording.status(), content_type);
        let headers = recording.headers().iter();
        for (name, value) in headers.filter(|(name, _)| !is_of_connection(name)) {
            fixture = fixture.header(name, value);
        }
        for Chunk { at, bytes } in recording.chunks() {
            fixture.steps.push(Step::WaitUntil(*at));
            fixture.steps.push(Step::Send(bytes.clone()));
        }
        match recording.end() {
            RecordedEnd::Clean => fixture,
            RecordedEnd::Cut | RecordedEnd::Failed(_) => fixture.cut(),
        }
    }

    /// All of it so far at so many times its pace; at once, if that is infinite.
    ///
    /// # Panics
    ///
    /// If `factor` is not above 0.
    pub fn speed(mut self, factor: f64) -> Self {
        assert!(factor > 0.0, "a pace is above 0");
        let scale = |time: &mut Duration| {
            let scaled = Duration::try_from_secs_f64(time.as_secs_f64() / factor);
            *time = scaled.unwrap_or(Duration::MAX);
        };
        if let Head::Sent { after, .. } = &mut self.head {
            scale(after);
        }
        for step in &mut self.steps {
            if let Step::Wait(time) | Step::WaitUntil(time) = step {
                scale(time);
            }
        }
        self
    }

    /// No more than so many bytes of its body, to be followed by what goes wrong there.
    pub fn up_to(mut self, bytes: usize) -> Self {
        let mut left = bytes;
        for (index, step) in self.steps.iter_mut().enumerate() {
            if let Step::Send(chunk) = step {
                chunk.truncate(left);
                left -= chunk.len();
                if left == 0 {
                    // An empty chunk would be the end of the body.
                    let kept = index + usize::from(!chunk.is_empty());
                    self.steps.truncate(kept);
                    break;
                }
            }
        }
        self
    }
}

/// Whether a header is about a connection that is no more, or about how the body was sent over it.
fn is_of_connection(name: &str) -> bool {
    const NAMES: [&str; 4] = [
        "connection",
        "content-length",
        "keep-alive",
        "transfer-encoding",
    ];
    NAMES.iter().any(|it| name.eq_ignore_ascii_case(it))
}
