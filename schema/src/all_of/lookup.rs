//! What schemas say, followed to where it is said.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::{Assertions, Said, Schemas};

/// How many schemas may be looked at to put some together. Real ones come to a few hundred.
const MAX_SCHEMAS: usize = 20_000;

/// How deep unions and `allOf` may stand in each other, references included.
const MAX_DEPTH: usize = 120;

type SaidBy<'a, S> = Rc<Said<'a, <S as Schemas<'a>>::Part, <S as Schemas<'a>>::Value>>;
pub(super) type AssertionsOf<'a, S> =
    Assertions<'a, <S as Schemas<'a>>::Part, <S as Schemas<'a>>::Value>;

/// What schemas say, each looked at once.
pub(super) struct Lookup<'s, 'a, S: Schemas<'a>> {
    pub(super) schemas: &'s mut S,
    said: HashMap<S::Part, SaidBy<'a, S>>,
    summaries: HashMap<S::Part, Option<Rc<AssertionsOf<'a, S>>>>,
    /// The schemas being summed up, inside each other.
    active: HashSet<S::Part>,
    /// Whether more would have to be looked at than is reasonable.
    pub(super) exceeded: bool,
}

impl<'s, 'a, S: Schemas<'a>> Lookup<'s, 'a, S> {
    pub(super) fn new(schemas: &'s mut S) -> Self {
        Self {
            schemas,
            said: HashMap::new(),
            summaries: HashMap::new(),
            active: HashSet::new(),
            exceeded: false,
        }
    }

    /// How many schemas were looked at.
    pub(super) fn visited(&self) -> usize {
        self.said.len()
    }

    pub(super) fn said(&mut self, part: &S::Part) -> SaidBy<'a, S> {
        if let Some(said) = self.said.get(part) {
            return Rc::clone(said);
        }
        let said = match self.said.len() < MAX_SCHEMAS {
            true => self.schemas.said(part),
            false => {
                self.exceeded = true;
                Said::Unknown
            }
        };
        let said = Rc::new(said);
        self.said.insert(part.clone(), Rc::clone(&said));
        said
    }

    /// What a part comes down to, in order: no reference and no `allOf` is left.
    pub(super) fn leaves(&mut self, part: &S::Part) -> Option<Vec<S::Part>> {
        let mut leaves = Vec::new();
        let mut seen = HashSet::new();
        let mut stack = vec![part.clone()];
        while let Some(part) = stack.pop() {
            if !seen.insert(part.clone()) {
                continue;
            }
            match &*self.said(&part) {
                Said::Unknown => return None,
                Said::AllOf(parts) => stack.extend(parts.iter().rev().cloned()),
                Said::AnyOf(_) => leaves.push(part),
                Said::Itself(says) if says.is_any() => {}
                Said::Itself(_) => leaves.push(part),
            }
        }
        Some(leaves)
    }

    /// What a part says, whatever it is made of.
    pub(super) fn summary(&mut self, part: &S::Part) -> Option<Rc<AssertionsOf<'a, S>>> {
        if let Some(known) = self.summaries.get(part) {
            return known.clone();
        }
        if self.active.len() >= MAX_DEPTH {
            self.exceeded = true;
            return None;
        }
        if !self.active.insert(part.clone()) {
            // What leads back to itself adds no value to it.
            return Some(Rc::new(Assertions::none()));
        }
        let summary = self.sum_up(part).map(Rc::new);
        self.active.remove(part);
        self.summaries.insert(part.clone(), summary.clone());
        summary
    }

    fn sum_up(&mut self, part: &S::Part) -> Option<AssertionsOf<'a, S>> {
        match &*self.said(part) {
            Said::Unknown => None,
            Said::Itself(says) => Some(says.clone()),
            Said::AllOf(_) => {
                let mut all = Assertions::any();
                for leaf in self.leaves(part)? {
                    // What contradicts the rest of a part is reported where that is put together.
                    let _ = all.meet(&*self.summary(&leaf)?);
                }
                Some(all)
            }
            Said::AnyOf(branches) => {
                let branches = self.open(branches);
                let says: Option<Vec<_>> = branches.iter().map(|it| self.summary(it)).collect();
                Some(Assertions::any_of(&says?))
            }
        }
    }

    /// The branches of a union, those of unions among them included, in order.
    fn open(&mut self, branches: &[S::Part]) -> Vec<S::Part> {
        let mut open = Vec::new();
        let mut seen = HashSet::new();
        let mut stack: Vec<_> = branches.iter().rev().cloned().collect();
        while let Some(part) = stack.pop() {
            if !seen.insert(part.clone()) {
                continue;
            }
            match self.inner(&part) {
                Some(inner) => stack.extend(inner.into_iter().rev()),
                None => open.push(part),
            }
        }
        open
    }

    /// The branches of a union that are left beside something else, if each of these is left as it
    /// is.
    pub(super) fn within(
        &mut self,
        union: &S::Part,
        others: &AssertionsOf<'a, S>,
    ) -> Option<Vec<S::Part>> {
        let mut left = Vec::new();
        let mut seen = HashSet::new();
        let mut stack = vec![union.clone()];
        while let Some(part) = stack.pop() {
            if !seen.insert(part.clone()) {
                continue;
            }
            let says = self.summary(&part)?;
            let mut both = Assertions::clone(&says);
            if both.meet(others).is_err() {
                continue;
            }
            if both == *says {
                left.push(part);
            } else {
                stack.extend(self.inner(&part)?.into_iter().rev());
            }
        }
        Some(left)
    }

    /// The branches of a union, or what a reference leads to.
    fn inner(&mut self, part: &S::Part) -> Option<Vec<S::Part>> {
        match &*self.said(part) {
            Said::AnyOf(branches) => Some(branches.clone()),
            Said::AllOf(parts) if parts.len() == 1 => Some(parts.clone()),
            _ => None,
        }
    }
}
