//! Names of what the command finds, as users write them.

use stream_events_schema::nearest;

/// The one of that name, or else what to write.
pub(crate) fn find<T: Copy>(
    name: &str,
    all: &[T],
    name_of: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    if let Some(found) = all.iter().find(|it| name_of(**it) == name) {
        return Ok(*found);
    }
    let known: Vec<_> = all.iter().map(|it| name_of(*it)).collect();
    Err(help(name, &known))
}

/// What to write instead of a name that is not known.
pub(crate) fn help(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", known.join(", ")),
    }
}
