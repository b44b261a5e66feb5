//! Properties that are tags: in no API, and so never breaking.

use stream_events_schema::diff::{Change, Impact, Step, Subject};

use crate::api::{Api, ApiKind};

/// Takes back the impact of changes of what no API shows.
pub(super) fn take_back(changes: &mut [Change], was: &Api, is: &Api) {
    for change in changes {
        let felt = matches!(
            change.impact,
            Impact::Breaking | Impact::Matches | Impact::Literals
        );
        if felt && is_hidden(&change.subject, was, is) {
            change.impact = Impact::None;
            "it only tells where the object belongs, and is no field"
                .clone_into(&mut change.reason);
            change.advice.clear();
        }
    }
}

/// Whether a property on the way to `subject` is a field in neither API, though its object is a
/// struct in both.
fn is_hidden(subject: &Subject, was: &Api, is: &Api) -> bool {
    let fields = subject
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| matches!(step, Step::Field(_)));
    fields.into_iter().any(|(index, _)| {
        let prefix = |length| Subject {
            root: subject.root.clone(),
            steps: subject.steps[..length].to_vec(),
        };
        let (object, field) = (prefix(index), prefix(index + 1));
        let is_struct = |api: &Api| api.ty(&object).is_some_and(|ty| ty.kind == ApiKind::Struct);
        let has_field = |api: &Api| api.member(&field).is_some();
        is_struct(was) && is_struct(is) && !has_field(was) && !has_field(is)
    })
}
