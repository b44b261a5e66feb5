//! Which field or variant of an old type is which of a new one.

use std::collections::HashMap;

use stream_events_schema::diff::{Root, Step};

use crate::api::{ApiType, Member};

/// What is still there, what is gone, and what is new: positions in the old type and the new one.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) gone: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// What a member is called on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key<'a> {
    /// An event, or the body of a failed response.
    Root(&'a Root),
    Step(&'a Step),
    /// A further value of a union's tag.
    Value(&'a str),
}

/// Matches members by their names on the wire, and what is left by their names in Rust.
pub(super) fn matched(old: &ApiType, new: &ApiType) -> Matched {
    let mut matched = Matched::default();
    let mut taken = vec![false; new.members.len()];
    let mut take = |index: Option<&usize>| {
        let index = *index?;
        (!std::mem::replace(&mut taken[index], true)).then_some(index)
    };
    let mut by_key = HashMap::new();
    let mut by_name = HashMap::new();
    for (index, member) in new.members.iter().enumerate() {
        for key in keys(member) {
            by_key.entry(key).or_insert(index);
        }
    }
    let mut open = Vec::new();
    for (position, member) in old.members.iter().enumerate() {
        match keys(member).find_map(|key| take(by_key.get(&key))) {
            Some(index) => matched.pairs.push((position, index)),
            None => open.push(position),
        }
    }
    for (index, member) in new.members.iter().enumerate() {
        by_name.entry(&member.name).or_insert(index);
    }
    for position in open {
        match take(by_name.get(&old.members[position].name)) {
            Some(index) => matched.pairs.push((position, index)),
            None => matched.gone.push(position),
        }
    }
    matched.pairs.sort_unstable_by_key(|(_, index)| *index);
    matched.new = (0..new.members.len())
        .filter(|index| !taken[*index])
        .collect();
    matched
}

/// What a member is called on the wire, the name that it is called after first.
pub(super) fn keys(member: &Member) -> impl Iterator<Item = Key<'_>> {
    let first = match member.subject.steps.last() {
        // Values of a tag are alike, whichever of them comes first.
        Some(Step::Value(value)) => Key::Value(value),
        Some(step) => Key::Step(step),
        None => Key::Root(&member.subject.root),
    };
    let more = member.values.iter().map(|value| Key::Value(value));
    std::iter::once(first).chain(more)
}
