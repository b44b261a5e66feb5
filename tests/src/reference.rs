//! The WHATWG algorithm written down once more, slowly: the whole stream at once, character by
//! character, in the order and the words of the standard. What a decoder must equal.

use stream_events::End;

/// What a stream amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Its messages.
    pub messages: Vec<Seen>,
    /// The last event ID string after them.
    pub last_event_id: String,
    /// The reconnection time in milliseconds.
    pub retry: Option<u64>,
    /// How it ended.
    pub end: End,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Never empty.
    pub event_type: String,
    /// The data lines, joined.
    pub data: String,
    /// In force at the dispatch.
    pub last_event_id: String,
}

/// Decodes a whole stream, which goes on from `last_event_id`.
#[must_use]
pub fn decode(stream: &[u8], last_event_id: &str) -> Decoded {
    // > Streams must be decoded using the UTF-8 decode algorithm.
    // > The UTF-8 decode algorithm strips one leading UTF-8 Byte Order Mark (BOM), if any.
    let stream = String::from_utf8_lossy(stream);
    let stream = stream.strip_prefix('\u{FEFF}').unwrap_or(&stream);

    let (lines, rest) = lines(stream);
    let mut source = EventSource::new(last_event_id);
    for line in lines {
        source.line(&line);
    }
    let cut_short = match rest.split_once(':') {
        Some((name, _)) => EVENT_FIELDS.contains(&name),
        None => !rest.is_empty() && EVENT_FIELDS.iter().any(|name| name.starts_with(&rest)),
    };
    Decoded {
        end: if cut_short || source.inside_event {
            End::InsideEvent
        } else {
            End::Clean
        },
        messages: source.messages,
        last_event_id: source.last_event_id_string,
        retry: source.reconnection_time,
    }
}

/// A line of one of these, or part of one, begins an event.
const EVENT_FIELDS: [&str; 3] = ["event", "data", "id"];

/// The lines that end, and what comes after the last line end.
fn lines(stream: &str) -> (Vec<String>, String) {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut characters = stream.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                lines.push(std::mem::take(&mut line));
            }
            '\n' => lines.push(std::mem::take(&mut line)),
            other => line.push(other),
        }
    }
    (lines, line)
}

/// The state of the algorithm, by the standard's names.
struct EventSource {
    data_buffer: String,
    event_type_buffer: String,
    last_event_id_buffer: String,
    last_event_id_string: String,
    reconnection_time: Option<u64>,
    inside_event: bool,
    messages: Vec<Seen>,
}

impl EventSource {
    fn new(last_event_id: &str) -> Self {
        Self {
            data_buffer: String::new(),
            event_type_buffer: String::new(),
            last_event_id_buffer: last_event_id.to_owned(),
            last_event_id_string: last_event_id.to_owned(),
            reconnection_time: None,
            inside_event: false,
            messages: Vec::new(),
        }
    }

    fn line(&mut self, line: &str) {
        if line.is_empty() {
            self.dispatch();
        } else if line.starts_with(':') {
            // Ignore the line.
        } else if let Some((field, value)) = line.split_once(':') {
            self.field(field, value.strip_prefix(' ').unwrap_or(value));
        } else {
            self.field(line, "");
        }
    }

    fn field(&mut self, field: &str, value: &str) {
        self.inside_event |= EVENT_FIELDS.contains(&field);
        match field {
            "event" => value.clone_into(&mut self.event_type_buffer),
            "data" => {
                self.data_buffer.push_str(value);
                self.data_buffer.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_event_id_buffer),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                // What no `u64` holds is ignored: ours, the standard sets no bound.
                self.reconnection_time = value.parse().ok().or(self.reconnection_time);
            }
            _ => {}
        }
    }

    fn dispatch(&mut self) {
        self.inside_event = false;
        self.last_event_id_string
            .clone_from(&self.last_event_id_buffer);
        let mut data = std::mem::take(&mut self.data_buffer);
        let event_type = std::mem::take(&mut self.event_type_buffer);
        if data.is_empty() {
            return;
        }
        if data.ends_with('\n') {
            data.pop();
        }
        let event_type = if event_type.is_empty() {
            "message".to_owned()
        } else {
            event_type
        };
        let last_event_id = self.last_event_id_string.clone();
        self.messages.push(Seen {
            event_type,
            data,
            last_event_id,
        });
    }
}
