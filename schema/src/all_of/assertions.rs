//! What a schema says of a value itself, and what two of them say together.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::hash::Hash;
use std::rc::Rc;

use indexmap::IndexSet;

use super::Disagreement;
use super::fields::{Fields, meet_parts};
use super::kind::Kind;
use crate::json::Json;
use crate::schema::JsonType;

/// More objects than this are not told apart by any tag.
const MAX_ALTERNATIVES: usize = 256;

/// What a schema says of a value itself, JSON type by JSON type. `P` stands for the subschema of a
/// property or of elements, `V` for a JSON value.
#[derive(Debug, Clone)]
pub struct Assertions<'a, P, V> {
    /// The types the value may have, each once; `None` if nothing is said.
    pub kinds: Option<Vec<Kind<V>>>,
    /// What the value is if it is an object: one of these. Several come from a union.
    pub objects: Vec<Fields<'a, P>>,
    /// What the elements are if the value is an array: all of the subschemas in one of these lists.
    pub arrays: Vec<Vec<P>>,
}

impl<'a, P: Eq + Hash + Clone, V: Borrow<Json> + Clone> Assertions<'a, P, V> {
    /// Says nothing.
    #[must_use]
    pub fn any() -> Self {
        Self {
            kinds: None,
            objects: Vec::new(),
            arrays: Vec::new(),
        }
    }

    /// No value, to which others are joined.
    pub(super) fn none() -> Self {
        Self {
            kinds: Some(Vec::new()),
            ..Self::any()
        }
    }

    /// Values of one type that is neither object nor array.
    #[must_use]
    pub fn scalar(kind: Kind<V>) -> Self {
        Self {
            kinds: Some(vec![kind]),
            ..Self::any()
        }
    }

    /// Objects.
    #[must_use]
    pub fn object(fields: Fields<'a, P>) -> Self {
        Self {
            kinds: Some(vec![Kind::any(JsonType::Object)]),
            objects: vec![fields],
            arrays: Vec::new(),
        }
    }

    /// Arrays whose elements are all of some subschemas.
    #[must_use]
    pub fn array(items: Vec<P>) -> Self {
        Self {
            kinds: Some(vec![Kind::any(JsonType::Array)]),
            objects: Vec::new(),
            arrays: vec![items],
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.kinds.is_none()
    }

    /// Whether values of a type are allowed.
    #[must_use]
    pub fn allows(&self, json_type: JsonType) -> bool {
        let kinds = self.kinds.as_deref();
        kinds.is_none_or(|kinds| kinds.iter().any(|kind| kind.json_type == json_type))
    }

    /// Leaves what another allows too. Where nothing would be left, it stays as it is.
    ///
    /// # Errors
    ///
    /// Why nothing would be left.
    pub fn meet(&mut self, other: &Self) -> Result<(), Disagreement> {
        let Some(others) = &other.kinds else {
            return Ok(());
        };
        let Some(mine) = &self.kinds else {
            *self = other.clone();
            return Ok(());
        };
        let mut why = Disagreement::Types;
        let mut kinds = Vec::new();
        for kind in mine {
            match others.iter().find_map(|other| kind.meet(other)) {
                Some(Ok(both)) => kinds.push(both),
                Some(Err(values)) => why = values,
                None => {}
            }
        }
        if kinds.is_empty() {
            return Err(why);
        }
        let has = |wanted| kinds.iter().any(|kind| kind.json_type == wanted);
        let (objects, arrays) = (has(JsonType::Object), has(JsonType::Array));
        if objects && too_many(&self.objects, &other.objects)
            || arrays && too_many(&self.arrays, &other.arrays)
        {
            return Err(Disagreement::TooMany);
        }
        self.kinds = Some(kinds);
        match objects {
            true => meet_each(&mut self.objects, &other.objects, Fields::meet),
            false => self.objects.clear(),
        }
        match arrays {
            true => meet_each(&mut self.arrays, &other.arrays, |a, b| meet_parts(a, b)),
            false => self.arrays.clear(),
        }
        Ok(())
    }

    /// What any of some schemas allows.
    pub(super) fn any_of(all: &[Rc<Self>]) -> Self {
        let mut any = Self::none();
        for one in all {
            let (Some(kinds), Some(others)) = (&mut any.kinds, &one.kinds) else {
                return Self::any();
            };
            for other in others {
                match kinds.iter_mut().find(|kind| kind.shares_values(other)) {
                    Some(kind) => kind.join(other),
                    None => kinds.push(other.clone()),
                }
            }
        }
        for kind in any.kinds.iter_mut().flatten() {
            kind.joined();
        }
        let mut seen = HashSet::new();
        let objects = all.iter().flat_map(|one| &one.objects);
        any.objects = objects.filter(|it| seen.insert(*it)).cloned().collect();
        let mut seen = HashSet::new();
        let arrays = all.iter().flat_map(|one| &one.arrays);
        any.arrays = arrays.filter(|it| seen.insert(*it)).cloned().collect();
        any
    }
}

impl<P: Eq + Hash + Clone, V: Borrow<Json> + Clone> PartialEq for Assertions<'_, P, V> {
    fn eq(&self, other: &Self) -> bool {
        let kinds = match (&self.kinds, &other.kinds) {
            (Some(mine), Some(others)) => {
                mine.len() == others.len() && mine.iter().all(|kind| others.contains(kind))
            }
            (None, None) => true,
            _ => false,
        };
        kinds && same(&self.objects, &other.objects) && same(&self.arrays, &other.arrays)
    }
}

/// What is one of some alternatives and one of some others.
fn meet_each<T: Eq + Hash + Clone>(mine: &mut Vec<T>, others: &[T], meet: impl Fn(&mut T, &T)) {
    if let ([mine], [other]) = (mine.as_mut_slice(), others) {
        return meet(mine, other);
    }
    if is_within(mine, others) {
        return;
    }
    if is_within(others, mine) {
        *mine = others.to_vec();
        return;
    }
    let mut both = IndexSet::new();
    for one in mine.iter() {
        for other in others {
            let mut one = one.clone();
            meet(&mut one, other);
            both.insert(one);
        }
    }
    *mine = both.into_iter().collect();
}

/// Whether [`meet_each`] would make too many combinations.
fn too_many<T: Eq + Hash>(mine: &[T], others: &[T]) -> bool {
    mine.len() > 1
        && others.len() > 1
        && mine.len().saturating_mul(others.len()) > MAX_ALTERNATIVES
        && !is_within(mine, others)
        && !is_within(others, mine)
}

/// Whether all alternatives are among some others.
fn is_within<T: Eq + Hash>(few: &[T], many: &[T]) -> bool {
    if let ([few], [many]) = (few, many) {
        return few == many;
    }
    if few.len() > many.len() {
        return false;
    }
    if few.iter().zip(many).all(|(a, b)| a == b) {
        return true;
    }
    let many: HashSet<&T> = many.iter().collect();
    few.iter().all(|it| many.contains(it))
}

/// Whether two lists have the same alternatives, none of which is there twice.
fn same<T: Eq + Hash>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && is_within(a, b)
}
