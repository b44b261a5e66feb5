//! Where data does not decode, by the generated code and by the interpreter.

use stream_events_schema::interpret::{Mismatch, Null, Why};
use stream_events_schema::pointer;

/// Whether the generated code stopped at one of the mismatches.
pub(crate) fn is_at_one_of(error: &stream_events::Mismatch, mismatches: &[Mismatch<'_>]) -> bool {
    let theirs = error.path();
    // Keys with escapes stand in it as they are written.
    let is_written_otherwise = theirs.contains('\\');
    is_written_otherwise
        || mismatches.iter().any(|mismatch| {
            let ours = path(&mismatch.at);
            match theirs.strip_prefix(ours.as_str()) {
                // Of broken JSON they may say something else first.
                _ if matches!(mismatch.why, Why::NotJson { .. }) => true,
                Some("") => true,
                // They stop within a value that is of no use as a whole.
                Some(_) => matches!(
                    mismatch.why,
                    Why::Kind { .. } | Why::TagKind { .. } | Why::TooDeep
                ),
                None => ours.starts_with(theirs),
            }
        })
}

/// Whether the generated code and the interpreter read the same values as null.
pub(crate) fn are_same(theirs: &[stream_events::Mismatch], ours: &[Null<'_>]) -> bool {
    let mut theirs: Vec<_> = theirs.iter().map(|it| it.path().to_owned()).collect();
    let mut ours: Vec<_> = ours.iter().map(|it| path(&it.at)).collect();
    theirs.sort();
    ours.sort();
    theirs == ours
}

/// A JSON Pointer as errors write it, as far as it can be told without the data.
fn path(at: &str) -> String {
    let segments = pointer::segments(at).expect("a pointer");
    segments.iter().fold(String::new(), |mut path, segment| {
        match segment.parse::<usize>() {
            Ok(index) => path.push_str(&format!("[{index}]")),
            Err(_) if path.is_empty() => path.push_str(segment),
            Err(_) => path.push_str(&format!(".{segment}")),
        }
        path
    })
}
