//! Options that are about something which only one of two documents has.

use stream_events_schema::Checked;
use stream_events_schema::diff::{Change, ChangeKind, Impact, Place, Subject};

use super::Derived;
use crate::options::{Places, find_format};
use crate::{Error, Options, Target};

/// The options of both sides, each without what is about nothing there; and what is about something
/// that is gone.
pub(super) fn settle(
    old: Derived<'_>,
    new: Derived<'_>,
) -> Result<(Options, Options, Vec<Change>), Error> {
    let (was, is) = (Sides::new(old, new), Sides::new(new, old));
    let mut lost = Vec::new();
    let was = was.only(|_, _| {})?;
    let is = is.only(|option, place| lost.push(gone(option, place)))?;
    Ok((was, is, lost))
}

/// A document with its options, and another one.
struct Sides<'a> {
    options: &'a Options,
    here: (&'a Checked, Places),
    there: (&'a Checked, Places),
}

impl<'a> Sides<'a> {
    fn new(here: Derived<'a>, there: Derived<'a>) -> Self {
        Self {
            options: here.options,
            here: (here.document, Places::of(here.document)),
            there: (there.document, Places::of(there.document)),
        }
    }

    /// The options that are about something here, if all others are about something there.
    fn only(&self, mut missing: impl FnMut(&str, &str)) -> Result<Options, Error> {
        let places = [&self.here.1, &self.there.1];
        let documents = [self.here.0, self.there.0];
        let mut options = self.options.clone();
        options.replacements = keep(
            &options.replacements,
            "replace",
            &mut missing,
            |side, it| places[side].find(it).map(drop),
        )?;
        options.renames = keep(&options.renames, "rename", &mut missing, |side, it| {
            places[side].find(it).map(drop)
        })?;
        options.formats = keep(&options.formats, "format", &mut missing, |side, it| {
            find_format(documents[side], it)
        })?;
        Ok(options)
    }
}

/// The targets that are found on the first side. Those of the second are missing, and no others are
/// allowed.
fn keep<T: Clone>(
    targets: &[Target<T>],
    option: &str,
    missing: &mut impl FnMut(&str, &str),
    find: impl Fn(usize, &Target<T>) -> syn::Result<()>,
) -> Result<Vec<Target<T>>, Error> {
    let mut kept = Vec::new();
    for target in targets {
        match find(0, target) {
            Ok(()) => kept.push(target.clone()),
            Err(_) if find(1, target).is_ok() => missing(option, &target.place),
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
