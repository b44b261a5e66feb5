//! Options that are about something which only one of two documents has.

use stream_events_schema::diff::{Change, ChangeKind, Impact, Place, Subject};

use super::Derived;
use crate::options::Places;
use crate::{Error, Options, Target};

/// The options of both sides, each without what is about nothing there; and what is about something
/// that is gone.
pub(super) fn settle(
    old: Derived<'_>,
    new: Derived<'_>,
) -> Result<(Options, Options, Vec<Change>), Error> {
    let places = (Places::of(old.document), Places::of(new.document));
    let mut lost = Vec::new();
    let was = only(old.options, &places.0, &places.1, |_, _| {})?;
    let is = only(new.options, &places.1, &places.0, |option, place| {
        lost.push(gone(option, place));
    })?;
    Ok((was, is, lost))
}

/// The options that are about something in a document, if all others are about something in another
/// one.
fn only(
    options: &Options,
    here: &Places,
    there: &Places,
    mut missing: impl FnMut(&str, &str),
) -> Result<Options, Error> {
    let mut options = options.clone();
    options.replacements = keep(&options.replacements, here, there, |place| {
        missing("replace", place);
    })?;
    options.renames = keep(&options.renames, here, there, |place| {
        missing("rename", place);
    })?;
    Ok(options)
}

fn keep<T: Clone>(
    targets: &[Target<T>],
    here: &Places,
    there: &Places,
    mut missing: impl FnMut(&str),
) -> Result<Vec<Target<T>>, Error> {
    let mut kept = Vec::new();
    for target in targets {
        match here.find(target) {
            Ok(_) => kept.push(target.clone()),
            Err(_) if there.find(target).is_ok() => missing(&target.place),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(kept)
}

fn gone(option: &str, place: &str) -> Change {
    let message = format!("the option `{option}` is about `{place}`, which is gone");
    let pointer = place.trim_start_matches('#');
    Change::new(
        ChangeKind::OptionTarget,
        Subject::document(),
        Place::old(pointer),
        message,
    )
    .impact(
        Impact::Breaking,
        "a derive with this option does not compile",
    )
    .advice("remove the option, or give it the place that is meant now")
}
