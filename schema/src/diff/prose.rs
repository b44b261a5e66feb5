//! Changes of what is said about something.

use super::change::{Change, Place};
use super::kind::ChangeKind;
use super::subject::Subject;

impl Change {
    /// Something became deprecated, or is no longer.
    #[must_use]
    pub fn deprecated(is: bool, subject: Subject, place: Place) -> Self {
        let message = match is {
            true => format!("`{subject}` is deprecated"),
            false => format!("`{subject}` is no longer deprecated"),
        };
        let mut change = Self::new(ChangeKind::Deprecated, subject, place, message)
            .values((!is).to_string(), is.to_string());
        if is {
            "the compiler warns where it is used".clone_into(&mut change.reason);
            change = change.advice("stop using it before it goes");
        }
        change
    }

    /// Something has another description.
    #[must_use]
    pub fn description(
        was: Option<&String>,
        is: Option<&String>,
        subject: Subject,
        place: Place,
    ) -> Self {
        let message = format!("`{subject}` has another description");
        let mut change = Self::new(ChangeKind::Description, subject, place, message);
        change.before = was.cloned();
        change.after = is.cloned();
        change
    }
}
