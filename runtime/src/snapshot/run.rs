//! What the rules of an event can do to a value.

use serde_json::{Number, Value};

use super::error::{FoldError, FoldErrorKind};
use super::nulled::Nulled;
use super::places::Part;
use super::rules::{At, IndexDefault, Restart, Wanted};
use super::state::State;
use crate::Mismatch;

/// The value, while the rules of one event are followed. Generated code uses it.
#[derive(Debug)]
pub struct Run<'a, V> {
    state: &'a mut State<V>,
    nulled: Nulled<'a>,
    rule: &'static str,
    /// An error that could not be returned where it was met. Nothing is followed after it.
    stopped: Option<FoldError>,
}

impl<'a, V: Clone> Run<'a, V> {
    pub(super) fn new(state: &'a mut State<V>, nulls: &'a [Mismatch]) -> Self {
        Self {
            state,
            nulled: Nulled::new(nulls),
            rule: "",
            stopped: None,
        }
    }

    /// What came of it, as an error of the rule that was followed last.
    ///
    /// A frozen value stays as it is in silence, unless what would have begun a new one could not.
    #[inline]
    pub(super) fn outcome(self, followed: Result<(), FoldError>) -> Result<(), FoldError> {
        let error = match (followed, self.stopped) {
            (Ok(()), None) => return Ok(()),
            (_, Some(error)) | (Err(error), None) => error,
        };
        if self.state.frozen.is_some() && *error.kind() != FoldErrorKind::NoStartValue {
            return Ok(());
        }
        let error = error.of_rule(self.rule, self.state.events);
        self.state.frozen = Some(error.clone());
        Err(error)
    }

    /// What follows is this rule, by its place in the document. Whether it is looked at: not in a frozen
    /// value.
    #[inline]
    pub fn rule(&mut self, pointer: &'static str) -> bool {
        self.thawing(pointer) && self.state.frozen.is_none()
    }

    /// What follows is this rule, which may thaw the value: it is looked at even so.
    #[inline]
    pub fn thawing(&mut self, pointer: &'static str) -> bool {
        if self.stopped.is_some() {
            return false;
        }
        self.rule = pointer;
        true
    }

    /// Whether an error came since the value began.
    #[inline]
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.state.frozen.is_some()
    }

    /// The value.
    ///
    /// # Errors
    ///
    /// When it has not begun.
    #[inline]
    pub fn value(&self) -> Result<&V, FoldError> {
        self.state.value.get().ok_or_else(before_start)
    }

    /// The value, to be changed.
    ///
    /// # Errors
    ///
    /// When it has not begun.
    #[inline]
    pub fn value_mut(&mut self) -> Result<&mut V, FoldError> {
        let value = self.state.value.get_mut();
        value.ok_or_else(before_start)
    }

    /// The value begins, if it has not yet or begins anew.
    ///
    /// # Errors
    ///
    /// When it must not begin again, or there is nothing to begin with.
    pub fn start(&mut self, restart: Restart<V>, new: Option<V>) -> Result<(), FoldError> {
        if let Some(open) = self.state.value.get() {
            match restart {
                Restart::Replace => {}
                Restart::Ignore => return Ok(()),
                Restart::Error => return self.started_twice(None, None),
                Restart::Same(of) => {
                    let open = of(open).filter(|it| !it.is_null());
                    let got = new.as_ref().and_then(of).filter(|it| !it.is_null());
                    if open == got {
                        return Ok(());
                    }
                    return self.started_twice(open, got);
                }
            }
        }
        let new = new.ok_or(FoldErrorKind::NoStartValue)?;
        let again = self.state.value.is_there();
        self.state.value = Some(new).into();
        self.state.places.clear();
        self.state.frozen = None;
        if again {
            self.state.losses = Default::default();
            self.state.notes.clear();
            self.state.restarted = true;
        }
        Ok(())
    }

    fn started_twice(&self, open: Option<Value>, got: Option<Value>) -> Result<(), FoldError> {
        match self.is_frozen() {
            true => Ok(()),
            false => Err(FoldErrorKind::StartedTwice { open, got }.into()),
        }
    }

    /// Sets the whole value, which thaws it; whether that was done.
    pub fn replace(&mut self, new: impl Into<Option<V>>) -> bool {
        let Some(new) = new.into() else {
            return false;
        };
        if !self.state.value.is_there() {
            if !self.is_frozen() {
                self.stopped = Some(before_start());
            }
            return false;
        }
        self.state.value = Some(new).into();
        self.state.frozen = None;
        self.replaced(&[]);
        true
    }

    /// This field of what is replaced next stays as it is, with what is known of it.
    pub fn kept(&mut self, field: &'static str) {
        self.state.kept.push(field);
    }

    /// What an event has at `place`, which counts as null there. `None` if it only does so because what came
    /// does not fit: that is a loss, and the rule is skipped.
    #[inline]
    pub fn pointed<K>(&mut self, read: Option<K>, place: &[Part]) -> Option<Option<K>> {
        if read.is_none() && self.nulled.covers(place) {
            self.skipped(place);
            return None;
        }
        Some(read)
    }

    #[cold]
    fn skipped(&mut self, place: &[Part]) {
        let (path, event_type) = (Nulled::path(place), self.nulled.event_type());
        let why = "the index or key does not fit, so a rule was skipped";
        let number = self.state.events;
        self.state.losses.note(number, event_type, &path, why);
    }

    /// The index that an event has, or else the default.
    ///
    /// # Errors
    ///
    /// When there is none.
    #[inline]
    pub fn index(
        &self,
        list: &[Part],
        len: usize,
        index: Option<i128>,
        default: IndexDefault,
    ) -> Result<u64, FoldError> {
        let found = match (index, default) {
            (Some(index), _) => u64::try_from(index).ok(),
            (None, IndexDefault::At(at)) => Some(at),
            (None, IndexDefault::Next) => Some(self.state.places.address(list, len)),
            (None, IndexDefault::None) => None,
        };
        found.ok_or_else(|| {
            let at = self.state.places.pointer(list);
            let found = index.map_or(Value::Null, number);
            FoldErrorKind::NoIndex { at, found }.into()
        })
    }

    /// The element with this index on the wire.
    ///
    /// # Errors
    ///
    /// When it is there and should not be, or is not and should be.
    #[inline]
    pub fn element(
        &self,
        list: &[Part],
        len: usize,
        index: u64,
        wanted: Wanted,
    ) -> Result<At, FoldError> {
        let at = |position, is_new| At {
            position,
            address: index,
            is_new,
        };
        match (self.state.places.position(list, len, index), wanted) {
            (Ok(_), Wanted::New { .. }) => Err(self.occupied(list, index)),
            (Ok(position), _) => Ok(at(position, false)),
            (Err(position), Wanted::New { sparse: true } | Wanted::Either { sparse: true }) => {
                Ok(at(position, true))
            }
            (Err(position), Wanted::New { .. } | Wanted::Either { .. }) if index == len as u64 => {
                Ok(at(position, true))
            }
            (Err(_), _) => {
                let at = self.state.places.pointer(list);
                Err(FoldErrorKind::Gap { at, index, len }.into())
            }
        }
    }

    #[cold]
    fn occupied(&self, list: &[Part], address: u64) -> FoldError {
        let at = [list, &[Part::Element(address)]].concat();
        let at = self.state.places.pointer(&at);
        FoldErrorKind::Occupied { at }.into()
    }

    /// The element with a key, which was `found` at this position.
    ///
    /// # Errors
    ///
    /// When it is there and should not be, or is not and should be.
    #[inline]
    pub fn keyed(
        &self,
        list: &[Part],
        len: usize,
        found: Option<usize>,
        key: impl FnOnce() -> Option<Value>,
        wanted: Wanted,
    ) -> Result<At, FoldError> {
        let Some(position) = found else {
            let key = key();
            return match wanted {
                Wanted::New { .. } | Wanted::Either { .. } if key.is_some() => {
                    Ok(self.end(list, len))
                }
                _ => {
                    let at = self.state.places.pointer(list);
                    let key = key.unwrap_or_default();
                    Err(FoldErrorKind::NoElement { at, key }.into())
                }
            };
        };
        let address = self.state.places.address(list, position);
        match wanted {
            Wanted::New { .. } => Err(self.occupied(list, address)),
            Wanted::Existing | Wanted::Either { .. } => Ok(At {
                position,
                address,
                is_new: false,
            }),
        }
    }

    /// Behind the last element.
    #[inline]
    #[must_use]
    pub fn end(&self, list: &[Part], len: usize) -> At {
        At {
            position: len,
            address: self.state.places.address(list, len),
            is_new: true,
        }
    }

    /// An element was inserted into a list that had `len`.
    #[inline]
    pub fn inserted(&mut self, list: &[Part], len: usize, at: At) {
        let places = &mut self.state.places;
        places.inserted(list, len, at.position, at.address);
    }

    /// A place was set: what was known of it, and of what is below it, is no more.
    #[inline]
    pub fn replaced(&mut self, place: &[Part]) {
        self.state.places.replaced(place, &self.state.kept);
        self.state.kept.clear();
    }

    /// A place was begun, and has to be closed.
    #[inline]
    pub fn opened(&mut self, place: &[Part]) {
        self.state.places.opened(place);
    }

    /// A place was closed, and what is below it.
    #[inline]
    pub fn closed(&mut self, place: &[Part]) {
        self.state.places.closed(place);
    }

    /// The error of a place that is of another variant.
    #[cold]
    #[must_use]
    pub fn variant(
        &self,
        place: &[Part],
        expected: &'static [&'static str],
        found: Option<String>,
    ) -> FoldError {
        let (at, expected) = (self.state.places.pointer(place), expected.to_vec());
        let kind = FoldErrorKind::Variant {
            at,
            expected,
            found,
        };
        kind.into()
    }

    /// Tells a change, and the elements on the way to it.
    #[inline]
    pub fn tell(&mut self, change: u16, at: &[u64]) {
        self.state.notes.tell(change, at);
    }
}

#[cold]
fn before_start() -> FoldError {
    FoldErrorKind::BeforeStart.into()
}

/// A number as JSON; one that JSON's readers do not hold, as text.
fn number(number: i128) -> Value {
    match Number::from_i128(number) {
        Some(number) => Value::Number(number),
        None => Value::String(number.to_string()),
    }
}
