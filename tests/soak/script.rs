//! What the server sends, and what readers expect.

/// How many events come before the wait.
pub(crate) const FIRST: usize = 2;

/// The last event of a stream that ends.
pub(crate) const LAST: &str = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

/// The text in an event.
pub(crate) fn text(stream: usize, event: usize) -> String {
    format!("This is event {event} of stream {stream}, with a few words as models send them.")
}

/// The event as it is sent.
pub(crate) fn event(stream: usize, event: usize) -> String {
    let text = text(stream, event);
    format!(
        "event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":{event},\
         \"delta\":{{\"type\":\"text_delta\",\"text\":\"{text}\"}}}}\n\n"
    )
}
