//! A message as a frame of Amazon's event stream encoding.

use super::Message;
use super::write_error::{WriteError, WriteField};

/// The type of a header that is a string.
const STRING: u8 = 7;

/// Writes a frame: an event, an exception, or, for a failure whose data is no JSON, an error.
pub(super) fn write_frame(message: &Message<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let Some(name) = message.event_field() else {
        return Err(WriteError::new(
            WriteField::Event,
            "a frame has to have a name",
        ));
    };
    let data = message.data();
    let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(data).is_ok();
    let is_error = message.is_failure() && data.len() <= usize::from(u16::MAX) && !is_json();
    let start = out.len();
    out.extend_from_slice(&[0; 12]);
    let (kind, named) = match (message.is_failure(), is_error) {
        (false, _) => ("event", ":event-type"),
        (true, false) => ("exception", ":exception-type"),
        (true, true) => ("error", ":error-code"),
    };
    header(":message-type", kind, WriteField::Event, out)?;
    header(named, name, WriteField::Event, out)?;
    match is_error {
        true => header(":error-message", data, WriteField::Data, out)?,
        false => header(":content-type", "application/json", WriteField::Data, out)?,
    }
    let headers = out.len() - start - 12;
    if !is_error {
        out.extend_from_slice(data.as_bytes());
    }
    let length = |length: usize| {
        u32::try_from(length).map_err(|_| WriteError::new(WriteField::Data, "it is too long"))
    };
    let total = length(out.len() - start + 4)?;
    out[start..start + 4].copy_from_slice(&total.to_be_bytes());
    out[start + 4..start + 8].copy_from_slice(&length(headers)?.to_be_bytes());
    let prelude = crc32fast::hash(&out[start..start + 8]);
    out[start + 8..start + 12].copy_from_slice(&prelude.to_be_bytes());
    let checksum = crc32fast::hash(&out[start..]);
    out.extend_from_slice(&checksum.to_be_bytes());
    Ok(())
}

fn header(name: &str, value: &str, field: WriteField, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let long = |_| WriteError::new(field, "it is too long");
    let length = u16::try_from(value.len()).map_err(long)?;
    let name_length = u8::try_from(name.len()).map_err(long)?;
    out.push(name_length);
    out.extend_from_slice(name.as_bytes());
    out.push(STRING);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(value.as_bytes());
    Ok(())
}
