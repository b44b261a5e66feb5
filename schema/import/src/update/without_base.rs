//! A document of which nobody kept what the last import made.

use indexmap::IndexMap;

use crate::update::kind::Kind;
use crate::update::tree::member;
use stream_events_schema::Json;

/// What the last import made if nothing was edited that the description knows: what only the
/// document has was added by hand, and where both say something else, the description changed it.
pub(super) fn assumed(ours: &Json, theirs: &Json) -> Json {
    of(Kind::Document, ours, theirs)
}

fn of(kind: Kind, ours: &Json, theirs: &Json) -> Json {
    let is_list = |json| matches!(json, &Json::Array(_));
    if kind == Kind::Types || is_list(ours) != is_list(theirs) {
        return ours.clone();
    }
    let (Some(our_members), Some(their_members)) = (kind.members(ours), kind.members(theirs))
    else {
        return ours.clone();
    };
    let both = our_members.into_iter().filter_map(|(key, ours)| {
        let theirs = their_members.get(&key)?;
        let assumed = of(kind.of(&key), ours, theirs);
        Some((key, assumed))
    });
    kind.value(both.collect::<IndexMap<_, _>>(), ours)
}

/// Whether the description is the one that a document was imported from.
pub(super) fn is_same_description(ours: &Json, theirs: &Json) -> bool {
    let hash = |tree| member(member(tree, "source")?, "hash");
    hash(ours).is_some() && hash(ours) == hash(theirs)
}
