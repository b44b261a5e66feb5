//! A plain reading of a whole stream in each framing besides server-sent events, and of how it ends.

use stream_events::{DecodeError, Decoder, End, EventTooLarge, Framing, Malformed};

const RS: u8 = 0x1E;

/// What a decoder makes of a stream.
#[derive(Debug, PartialEq, Eq)]
pub struct Framed {
    /// Its messages, in order.
    pub messages: Vec<Told>,
    /// How many texts were dropped as they may have been cut.
    pub dropped: u64,
    /// How it ended.
    pub end: Ended,
}

/// A message: its name, its data, and whether the framing calls it a failure.
pub type Told = (Option<String>, String, bool);

/// How a stream ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// As the decoder says.
    End(End),
    /// By an event beyond the limit.
    TooLarge,
    /// By bytes that are not of the framing, at this place.
    Malformed(Malformed, u64),
}

/// All framings that are read here.
pub const FRAMINGS: [Framing; 4] = [
    Framing::JsonLines,
    Framing::JsonSeq,
    Framing::JsonArray,
    Framing::AwsEventStream,
];

/// What our decoder makes of these chunks, drained after each, and then the end in good order.
pub fn decode(
    framing: Framing,
    limit: usize,
    chunks: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> Framed {
    let mut decoder = Decoder::framed(framing).with_max_event_bytes(limit);
    let mut messages = Vec::new();
    let mut failed = None;
    for chunk in chunks {
        decoder.feed(bytes::Bytes::copy_from_slice(chunk.as_ref()));
        failed = failed.or(drain(&mut decoder, &mut messages).err());
    }
    if failed.is_none() && decoder.advance_last(|_| false) {
        messages.push(told(&decoder));
    }
    let end = match failed {
        Some(DecodeError::EventTooLarge(EventTooLarge { .. })) => Ended::TooLarge,
        Some(DecodeError::Malformed(error)) => Ended::Malformed(error.reason(), error.at()),
        Some(other) => panic!("{other}"),
        None => Ended::End(decoder.finish()),
    };
    Framed {
        messages,
        dropped: decoder.dropped(),
        end,
    }
}

fn drain(decoder: &mut Decoder, messages: &mut Vec<Told>) -> Result<(), DecodeError> {
    while decoder.advance()? {
        messages.push(told(decoder));
    }
    Ok(())
}

fn told(decoder: &Decoder) -> Told {
    let message = decoder.message();
    let name = message.event_field().map(str::to_owned);
    (name, message.data().to_owned(), message.is_failure())
}

/// What the framing says of the whole stream.
#[must_use]
pub fn reference(framing: Framing, limit: usize, stream: &[u8]) -> Framed {
    let mut reading = Reading {
        stream: stream.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(stream),
        before: 0,
        limit,
        messages: Vec::new(),
        dropped: 0,
    };
    reading.before = stream.len() - reading.stream.len();
    let end = match framing {
        Framing::JsonLines => reading.lines(),
        Framing::JsonSeq => reading.sequence(),
        Framing::JsonArray => reading.array(),
        _ => {
            (reading.stream, reading.before) = (stream, 0);
            reading.frames()
        }
    };
    Framed {
        messages: reading.messages,
        dropped: reading.dropped,
        end,
    }
}

struct Reading<'a> {
    stream: &'a [u8],
    /// The byte order mark that was passed over.
    before: usize,
    limit: usize,
    messages: Vec<Told>,
    dropped: u64,
}

impl Reading<'_> {
    fn give(&mut self, data: &[u8]) {
        let data = String::from_utf8_lossy(data).into_owned();
        self.messages.push((None, data, false));
    }

    fn lines(&mut self) -> Ended {
        let mut lines = self.stream.split(|byte| *byte == b'\n').collect::<Vec<_>>();
        let last = lines.pop().unwrap_or_default();
        for line in lines {
            if trim_start(line).len() > self.limit {
                return Ended::TooLarge;
            }
            if !trim(line).is_empty() {
                self.give(trim(line));
            }
        }
        self.last(last, false)
    }

    fn sequence(&mut self) -> Ended {
        let (mut record, mut json) = (Vec::new(), Json::default());
        for &byte in self.stream {
            let ends_line = byte == b'\n' && json.is_outside();
            if byte != RS && !ends_line {
                record.push(byte);
                json.take(byte);
                if trim_start(&record).len() > self.limit {
                    return Ended::TooLarge;
                }
                continue;
            }
            let is_bare = !matches!(trim(&record).first(), Some(b'{' | b'[' | b'"') | None);
            if byte == RS && is_bare && trim(&record).len() == trim_start(&record).len() {
                self.dropped += 1;
            } else if !trim(&record).is_empty() {
                self.give(trim(&record));
            }
            record.clear();
            json = Json::default();
        }
        self.last(&record, true)
    }

    /// What nothing ended.
    fn last(&mut self, rest: &[u8], blank_ends_it: bool) -> Ended {
        // The beginning of a byte order mark is still one.
        let is_mark = self.stream == b"\xEF" || self.stream == b"\xEF\xBB";
        if is_mark && self.before == 0 {
            return Ended::End(End::InsideEvent);
        }
        if trim_start(rest).len() > self.limit {
            return Ended::TooLarge;
        }
        let data = trim(rest);
        if data.is_empty() {
            return Ended::End(End::Clean);
        }
        let is_ended = blank_ends_it && data.len() < trim_start(rest).len();
        let text = String::from_utf8_lossy(data).into_owned();
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        if is_json && (is_ended || text.starts_with(['{', '[', '"'])) {
            self.give(data);
            return Ended::End(End::Clean);
        }
        Ended::End(End::InsideEvent)
    }

    fn array(&mut self) -> Ended {
        let stream = self.stream;
        let mut at = 0;
        let malformed = |reason, at: usize| Ended::Malformed(reason, (at + self.before) as u64);
        let white = |at: usize| at + (stream.len() - at) - trim_start(&stream[at..]).len();
        at = white(at);
        // The beginning of a byte order mark is still one.
        let is_mark = self.before == 0 && (stream == b"\xEF" || stream == b"\xEF\xBB");
        match stream.get(at) {
            None => return Ended::End(End::Unclosed),
            Some(_) if is_mark => return Ended::End(End::Unclosed),
            Some(b'[') => at += 1,
            Some(_) => return malformed(Malformed::NotAnArray, at),
        }
        let mut is_first = true;
        loop {
            at = white(at);
            match stream.get(at) {
                None => return Ended::End(End::Unclosed),
                Some(b']') if is_first => return Ended::End(End::Clean),
                Some(b',' | b']') => return malformed(Malformed::StrayComma, at),
                Some(_) => {}
            }
            let rest = &stream[at..];
            let length = element(rest);
            let held = length.unwrap_or(rest.len());
            if held > self.limit {
                return Ended::TooLarge;
            }
            if length.is_none() {
                return Ended::End(End::InsideEvent);
            }
            let data = String::from_utf8_lossy(&rest[..held]).into_owned();
            self.messages.push((None, data, false));
            at = white(at + held);
            is_first = false;
            match stream.get(at) {
                None => return Ended::End(End::Unclosed),
                Some(b']') => return Ended::End(End::Clean),
                Some(b',') => at += 1,
                Some(_) => {
                    return Ended::Malformed(Malformed::MissingComma, (at + self.before) as u64);
                }
            }
        }
    }

    fn frames(&mut self) -> Ended {
        let mut at = 0;
        while at < self.stream.len() {
            let malformed = |reason| Ended::Malformed(reason, at as u64);
            let rest = &self.stream[at..];
            if rest.len() < 12 {
                return Ended::End(End::InsideEvent);
            }
            let word = |at: usize| u32::from_be_bytes(rest[at..at + 4].try_into().expect("four"));
            let (total, headers) = (word(0) as usize, word(4) as usize);
            if crc(&rest[..8]) != word(8) {
                return malformed(Malformed::PreludeChecksum);
            }
            if total < 16 || headers > total - 16 {
                return malformed(Malformed::Length);
            }
            if total - 16 > self.limit {
                return Ended::TooLarge;
            }
            if rest.len() < total {
                return Ended::End(End::InsideEvent);
            }
            if crc(&rest[..total - 4]) != word(total - 4) {
                return malformed(Malformed::MessageChecksum);
            }
            let payload = &rest[12 + headers..total - 4];
            let Some(message) = frame(&rest[12..12 + headers], payload) else {
                return malformed(Malformed::Header);
            };
            self.messages.push(message);
            at += total;
        }
        Ended::End(End::Clean)
    }
}

/// How long the element is that these bytes begin with, if it is whole.
fn element(bytes: &[u8]) -> Option<usize> {
    if !matches!(bytes[0], b'{' | b'[' | b'"') {
        return bytes
            .iter()
            .position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']'));
    }
    let mut json = Json::default();
    let end = bytes.iter().position(|byte| {
        json.take(*byte);
        json.is_outside()
    });
    end.map(|end| end + 1)
}

/// Where in a JSON text a byte stands.
#[derive(Default)]
struct Json {
    open: usize,
    in_string: bool,
    escaped: bool,
}

impl Json {
    fn take(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            b'{' | b'[' if !self.in_string => self.open += 1,
            b'}' | b']' if !self.in_string => self.open = self.open.saturating_sub(1),
            _ => {}
        }
    }

    /// Neither within brackets nor in a string.
    fn is_outside(&self) -> bool {
        self.open == 0 && !self.in_string
    }
}

/// The message of a frame; nothing if its headers make no sense.
fn frame(mut headers: &[u8], payload: &[u8]) -> Option<Told> {
    let mut texts = std::collections::HashMap::new();
    while let Some((length, rest)) = headers.split_first() {
        let (name, rest) = rest.split_at_checked(usize::from(*length))?;
        let (kind, rest) = rest.split_first()?;
        let fixed = [0, 0, 1, 2, 4, 8, 0, 0, 8, 16];
        let (length, rest) = match kind {
            6 | 7 => {
                let (length, rest) = rest.split_at_checked(2)?;
                (usize::from(length[0]) * 256 + usize::from(length[1]), rest)
            }
            _ => (*fixed.get(usize::from(*kind))?, rest),
        };
        let (value, rest) = rest.split_at_checked(length)?;
        if name.is_empty() {
            return None;
        }
        let ours: [&[u8]; 5] = [
            b":message-type",
            b":event-type",
            b":exception-type",
            b":error-code",
            b":error-message",
        ];
        if ours.contains(&name) && *kind != 7 {
            return None;
        }
        texts.insert(name, value);
        headers = rest;
    }
    let named = |name: &str| texts.get(name.as_bytes()).copied();
    let (name, is_failure) = match named(":message-type")? {
        b"event" => (named(":event-type")?, false),
        b"exception" => (named(":exception-type")?, true),
        b"error" => (named(":error-code")?, true),
        _ => return None,
    };
    let is_error = named(":message-type") == Some(b"error");
    let data = match named(":error-message") {
        Some(message) if is_error && payload.is_empty() => message,
        _ => payload,
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (!name.is_empty()).then(|| (Some(text(name)), text(data), is_failure))
}

/// A frame as it is sent: headers of strings, and a payload.
#[must_use]
pub fn aws_frame(headers: &[(&str, &str)], payload: &[u8]) -> Vec<u8> {
    let mut encoded = Vec::new();
    for (name, value) in headers {
        encoded.push(u8::try_from(name.len()).expect("a short name"));
        encoded.extend_from_slice(name.as_bytes());
        encoded.push(7);
        let length = u16::try_from(value.len()).expect("a short value");
        encoded.extend_from_slice(&length.to_be_bytes());
        encoded.extend_from_slice(value.as_bytes());
    }
    aws_frame_of(&encoded, payload)
}

/// The same with headers that are encoded already, or wrong.
#[must_use]
pub fn aws_frame_of(headers: &[u8], payload: &[u8]) -> Vec<u8> {
    let length = |it: usize| u32::try_from(it).expect("a short frame").to_be_bytes();
    let mut frame = Vec::new();
    frame.extend_from_slice(&length(headers.len() + payload.len() + 16));
    frame.extend_from_slice(&length(headers.len()));
    frame.extend_from_slice(&crc(&frame).to_be_bytes());
    frame.extend_from_slice(headers);
    frame.extend_from_slice(payload);
    frame.extend_from_slice(&crc(&frame).to_be_bytes());
    frame
}

/// CRC-32 bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (!(crc & 1)).wrapping_add(1))
        })
    })
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !is_white(*byte));
    &bytes[start.unwrap_or(bytes.len())..]
}

fn trim(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !is_white(*byte));
    trim_start(&bytes[..end.map_or(0, |end| end + 1)])
}
