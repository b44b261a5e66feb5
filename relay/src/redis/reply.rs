//! What the engine says, as records.

use bytes::Bytes;
use redis::Value;

use crate::log::LogError;
use crate::{Position, Record};

/// An entry of a stream.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) at: Position,
    /// `None` if we cannot have written it: somebody else did, or a later version of us.
    pub(super) record: Option<Record>,
    /// Whether it is an end, be it one that only later versions can read: nothing is to stand behind it.
    pub(super) is_end: bool,
}

/// Who began a run: of its first entry.
pub(super) struct Beginning {
    pub(super) epoch: u64,
    pub(super) token: Bytes,
}

/// The beginning of a run in a reply that holds its first entry, unless that is gone or somebody else's.
pub(super) fn beginning(reply: Value) -> Result<Option<Beginning>, LogError> {
    let Some(first) = items(reply)?.into_iter().next() else {
        return Ok(None);
    };
    let (Position { epoch, .. }, fields) = parts(first)?;
    Ok(match <[Bytes; 2]>::try_from(fields) {
        Ok([kind, token]) if *kind == *b"b" => Some(Beginning { epoch, token }),
        _ => None,
    })
}

/// The entries of a reply to `XRANGE`.
pub(super) fn entries(reply: Value) -> Result<Vec<Entry>, LogError> {
    items(reply)?.into_iter().map(entry).collect()
}

/// The only entry, if there is one.
pub(super) fn top(reply: Value) -> Result<Option<Entry>, LogError> {
    Ok(entries(reply)?.into_iter().next())
}

/// The streams of a reply to `XREAD`, by their names. There are none where its time is over.
pub(super) fn streams(reply: Value) -> Result<Vec<(Bytes, Vec<Entry>)>, LogError> {
    let stream = |(name, found)| Ok((text(name)?, entries(found)?));
    let pairs = match reply {
        Value::Map(pairs) => pairs,
        other => items(other)?
            .into_iter()
            .map(pair)
            .collect::<Result<_, _>>()?,
    };
    pairs.into_iter().map(stream).collect()
}

fn entry(value: Value) -> Result<Entry, LogError> {
    let (at, fields) = parts(value)?;
    let is_end = fields.first().is_some_and(|kind| *kind == "e");
    Ok(Entry {
        at,
        record: record(fields),
        is_end,
    })
}

/// The place of an entry, and its fields.
fn parts(value: Value) -> Result<(Position, Vec<Bytes>), LogError> {
    let (id, fields) = pair(value)?;
    let id = text(id)?;
    let at = str::from_utf8(&id).ok().and_then(|it| it.parse().ok());
    let fields = items(fields)?.into_iter().map(text);
    Ok((at.ok_or_else(strange)?, fields.collect::<Result<_, _>>()?))
}

fn record(fields: Vec<Bytes>) -> Option<Record> {
    let [kind, payload] = <[Bytes; 2]>::try_from(fields).ok()?;
    match *kind {
        [kind] => Record::from_parts(kind.into(), payload),
        _ => None,
    }
}

fn pair(value: Value) -> Result<(Value, Value), LogError> {
    let [first, second] = <[Value; 2]>::try_from(items(value)?).map_err(|_| strange())?;
    Ok((first, second))
}

fn items(value: Value) -> Result<Vec<Value>, LogError> {
    match value {
        Value::Array(items) => Ok(items),
        Value::Nil => Ok(Vec::new()),
        _ => Err(strange()),
    }
}

fn text(value: Value) -> Result<Bytes, LogError> {
    match value {
        Value::BulkString(text) => Ok(text.into()),
        Value::SimpleString(text) => Ok(text.into()),
        _ => Err(strange()),
    }
}

fn strange() -> LogError {
    LogError::engine("it gave a reply that no stream has")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bulk(text: &str) -> Value {
        Value::BulkString(text.into())
    }

    fn stored(id: &str, fields: &[&str]) -> Value {
        let fields = fields.iter().map(|it| bulk(it)).collect();
        Value::Array(vec![bulk(id), Value::Array(fields)])
    }

    /// An entry of someone else is told from one of ours, whatever it looks like; a reply that is none is an error.
    #[test]
    fn only_what_we_write_is_a_record() {
        let reply = Value::Array(vec![
            stored("7-1", &["b", ""]),
            stored("7-2", &["m", "\u{7}"]),
            stored("7-3", &["b", "", "b", ""]),
            stored("7-4", &["bb", ""]),
            stored("7-5", &[]),
            stored("7-6", &["e", "paused "]),
        ]);
        let read = entries(reply).expect("entries");
        let is_ours: Vec<_> = read.iter().map(|it| it.record.is_some()).collect();
        assert_eq!(is_ours, [true, false, false, false, false, false]);
        assert!(read[5].is_end && !read[0].is_end);
        assert!(entries(Value::Array(vec![stored("7", &["b", ""])])).is_err());
        assert!(entries(Value::Array(vec![bulk("7-1")])).is_err());
        assert!(entries(Value::Okay).is_err());
    }

    /// A log whose first record was trimmed, or is somebody else's, tells of no beginning of ours.
    #[test]
    fn a_beginning_has_its_token() {
        let first = |entry| beginning(Value::Array(vec![entry])).expect("a reply");
        let begun = first(stored("7-1", &["b", "t"])).expect("a beginning");
        assert_eq!((begun.epoch, &*begun.token), (7, &b"t"[..]));
        assert!(first(stored("7-1", &["b", "t", "b", "t"])).is_none());
        assert!(first(stored("7-4", &["m", "t"])).is_none());
        assert!(beginning(Value::Nil).expect("a reply").is_none());
    }

    /// Both protocols, and a read whose time is over.
    #[test]
    fn a_read_names_its_streams() {
        let found = Value::Array(vec![stored("7-1", &["b", ""])]);
        let old = Value::Array(vec![Value::Array(vec![bulk("a"), found.clone()])]);
        let new = Value::Map(vec![(bulk("a"), found)]);
        for reply in [old, new] {
            let read = streams(reply).expect("streams");
            assert_eq!((&*read[0].0, read[0].1.len()), (&b"a"[..], 1));
        }
        assert!(streams(Value::Nil).expect("nothing").is_empty());
    }
}
