//! Where things are in a value that grows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Included, Unbounded};

/// A step to a place of a value, or of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A field of an object.
    Field(&'static str),
    /// An element of a list, by its address: its index on the wire, where the elements of a list came out of
    /// order or with gaps; else its position.
    Element(u64),
}

/// A place, by the steps that lead to it.
type Place = Box<[Part]>;

/// What the value itself does not tell of its places.
///
/// Elements are told by their addresses, which stay the same when others are inserted before them.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// The addresses of the elements of each list where they are not the positions. Elements that were appended
    /// since have the addresses that follow.
    wire: BTreeMap<Place, Vec<u64>>,
    /// What was begun, and has to be closed.
    open: BTreeSet<Place>,
}

impl Places {
    fn wire(&self, list: &[Part], len: usize) -> Option<&[u64]> {
        if self.wire.is_empty() {
            return None;
        }
        let wire = self.wire.get(list)?;
        Some(&wire[..wire.len().min(len)])
    }

    /// Where the element with this address is, or where it would come.
    pub(super) fn position(&self, list: &[Part], len: usize, address: u64) -> Result<usize, usize> {
        let (known, after) = match self.wire(list, len) {
            None => (0, address),
            Some(wire) => match wire.binary_search(&address) {
                Err(at) if at == wire.len() => (at, address - follows(wire)),
                found => return found,
            },
        };
        let position = usize::try_from(after).ok();
        let position = position.and_then(|after| known.checked_add(after));
        position.filter(|position| *position < len).ok_or(len)
    }

    /// The address of the element at a position; of the one behind the last, if that is the position.
    pub(super) fn address(&self, list: &[Part], position: usize) -> u64 {
        let Some(wire) = self.wire(list, usize::MAX) else {
            return position as u64;
        };
        match wire.get(position) {
            Some(address) => *address,
            None => follows(wire).saturating_add((position - wire.len()) as u64),
        }
    }

    /// An element was inserted into a list that had `len`.
    pub(super) fn inserted(&mut self, list: &[Part], len: usize, position: usize, address: u64) {
        let has_wire = self.wire(list, len).is_some();
        if !has_wire && position == len && address == len as u64 {
            return;
        }
        let known = self.wire.get(list).map_or(0, Vec::len);
        let others: Vec<u64> = (known..len).map(|at| self.address(list, at)).collect();
        let wire = self.wire.entry(list.into()).or_default();
        wire.extend(others);
        wire.truncate(len);
        wire.insert(position.min(len), address);
    }

    /// Nothing is known any more of a place, and of what is below it; but for these fields of it, which were
    /// kept. The elements of the kept ones have their positions for addresses.
    pub(super) fn replaced(&mut self, place: &[Part], kept: &[&'static str]) {
        if !self.knows_of(place) {
            return;
        }
        let is_kept = |it: &[Part]| {
            let field = it.strip_prefix(place).and_then(<[Part]>::first);
            matches!(field, Some(Part::Field(key)) if kept.contains(key))
        };
        let lists: Vec<Place> = kept
            .iter()
            .map(|key| [place, &[Part::Field(key)]].concat().into())
            .collect();
        let renumbered = |it: &[Part]| -> Place {
            let mut place: Place = it.into();
            let list = lists.iter().find(|list| it.starts_with(list));
            if let Some(list) = list
                && let Some(Part::Element(address)) = place.get_mut(list.len())
                && let Some(position) = self.shown(list, *address)
            {
                *address = position as u64;
            }
            place
        };
        let stays = |it: &[Part]| !it.starts_with(place) || is_kept(it);
        let open = self.open.iter().filter(|it| stays(it));
        let open = open.map(|it| renumbered(it)).collect();
        let wire = self.wire.iter();
        let wire = wire.filter(|(it, _)| stays(it) && !lists.contains(it));
        let wire = wire.map(|(it, wire)| (renumbered(it), wire.clone()));
        let wire = wire.collect();
        (self.open, self.wire) = (open, wire);
    }

    /// Whether anything is known of a place, or of what is below it.
    fn knows_of(&self, place: &[Part]) -> bool {
        let from = (Included(place), Unbounded);
        let list = self.wire.range::<[Part], _>(from).next();
        let open = self.open.range::<[Part], _>(from).next();
        let mut first = list.map(|(it, _)| it).into_iter().chain(open);
        first.any(|it| it.starts_with(place))
    }

    /// Nothing is known any more.
    pub(super) fn clear(&mut self) {
        self.wire.clear();
        self.open.clear();
    }

    /// A place was begun, and has to be closed.
    pub(super) fn opened(&mut self, place: &[Part]) {
        self.open.insert(place.into());
    }

    /// A place was closed, and what is below it.
    pub(super) fn closed(&mut self, place: &[Part]) {
        let from = (Included(place), Unbounded);
        let below = self.open.range::<[Part], _>(from);
        let below: Vec<Place> = below
            .take_while(|it| it.starts_with(place))
            .cloned()
            .collect();
        for place in below {
            self.open.remove(&place);
        }
    }

    /// The position of an element that is there, by its address.
    pub(super) fn shown(&self, list: &[Part], address: u64) -> Option<usize> {
        self.position(list, usize::MAX, address).ok()
    }

    /// What is open, as JSON Pointers.
    pub(super) fn open(&self) -> impl Iterator<Item = String> {
        self.open.iter().map(|it| self.pointer(it))
    }

    /// A place as a JSON Pointer.
    pub(super) fn pointer(&self, place: &[Part]) -> String {
        let mut text = String::new();
        for (depth, part) in place.iter().enumerate() {
            text.push('/');
            match part {
                Part::Field(key) => text.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Part::Element(address) => {
                    let position = self.shown(&place[..depth], *address);
                    match position {
                        Some(position) => text.push_str(&position.to_string()),
                        None => text.push_str(&address.to_string()),
                    }
                }
            }
        }
        text
    }
}

/// The address after the last of these.
fn follows(wire: &[u64]) -> u64 {
    wire.last().map_or(0, |last| last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::{Part, Places};

    const LIST: &[Part] = &[Part::Field("items")];

    /// A list into which elements with these addresses were inserted.
    fn list(addresses: &[u64]) -> Places {
        let mut places = Places::default();
        for (len, address) in addresses.iter().enumerate() {
            let position = places.position(LIST, len, *address).unwrap_err();
            places.inserted(LIST, len, position, *address);
        }
        places
    }

    #[test]
    fn a_list_in_order_needs_nothing() {
        let places = list(&[0, 1, 2]);
        assert!(places.wire.is_empty());
        assert_eq!(places.position(LIST, 3, 2), Ok(2));
        assert_eq!(places.position(LIST, 3, 3), Err(3));
        assert_eq!(places.position(LIST, 3, u64::MAX), Err(3));
        assert_eq!(places.address(LIST, 3), 3);
    }

    #[test]
    fn elements_stand_in_the_order_of_their_addresses() {
        let places = list(&[5, 2, 9, 3]);
        let positions = [2, 3, 5, 9].map(|it| places.position(LIST, 4, it));
        assert_eq!(positions, [Ok(0), Ok(1), Ok(2), Ok(3)]);
        assert_eq!(places.position(LIST, 4, 0), Err(0));
        assert_eq!(places.position(LIST, 4, 4), Err(2));
        assert_eq!(places.position(LIST, 4, 10), Err(4));
        assert_eq!(places.address(LIST, 4), 10);
    }

    #[test]
    fn what_was_appended_has_the_addresses_that_follow() {
        let mut places = list(&[7]);
        assert_eq!(places.position(LIST, 3, 8), Ok(1));
        assert_eq!(places.position(LIST, 3, 9), Ok(2));
        assert_eq!(places.position(LIST, 3, 10), Err(3));
        assert_eq!(places.address(LIST, 2), 9);
        places.inserted(LIST, 3, 0, 1);
        assert_eq!(places.wire[LIST], [1, 7, 8, 9]);
    }

    #[test]
    fn the_greatest_address_has_none_after_it() {
        let places = list(&[u64::MAX]);
        assert_eq!(places.position(LIST, 1, u64::MAX), Ok(0));
        assert_eq!(places.address(LIST, 1), u64::MAX);
        assert_eq!(places.position(LIST, 1, 3), Err(0));
    }

    #[test]
    fn what_is_open_is_told_by_position_and_closed_from_above() {
        let mut places = list(&[4, 1]);
        let at = |address| [Part::Field("items"), Part::Element(address)];
        let below = [Part::Field("items"), Part::Element(4), Part::Field("a/b~c")];
        places.opened(&at(1));
        places.opened(&at(4));
        places.opened(&below);
        let open: Vec<_> = places.open().collect();
        assert_eq!(open, ["/items/0", "/items/1", "/items/1/a~1b~0c"]);
        places.closed(&at(4));
        assert_eq!(places.open().collect::<Vec<_>>(), ["/items/0"]);
        places.closed(&[]);
        assert_eq!(places.open().count(), 0);
    }

    #[test]
    fn nothing_is_known_of_what_was_replaced_but_of_what_was_kept() {
        let mut places = list(&[4, 1]);
        places.inserted(&[Part::Field("others")], 0, 0, 6);
        places.opened(&[Part::Field("items"), Part::Element(4)]);
        places.opened(&[Part::Field("others"), Part::Element(6)]);
        places.opened(&[]);

        let mut some = places.clone();
        some.replaced(LIST, &[]);
        assert_eq!(some.open().collect::<Vec<_>>(), ["", "/others/0"]);
        assert_eq!(some.position(LIST, 2, 1), Ok(1));

        // What is kept is known still, by the positions.
        places.replaced(&[], &["items"]);
        assert_eq!(places.open().collect::<Vec<_>>(), ["/items/1"]);
        assert_eq!(places.position(LIST, 2, 1), Ok(1));
        places.closed(&[Part::Field("items"), Part::Element(1)]);
        assert_eq!(places.open().count(), 0);
    }
}
