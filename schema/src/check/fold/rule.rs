//! Rules, one by one.

use crate::check::fold::Checking;
use crate::check::fold::changes::Emitted;
use crate::check::fold::event::Said;
use crate::check::fold::lists::Inserted;
use crate::check::fold::place::{Base, Use};
use crate::check::fold::replaced::{How, Touched};
use crate::check::fold::source::Event;
use crate::check::fold::walk::Lost;
use crate::check_table::Check;
use crate::pointer;
use crate::shape::Type;
use crate::snapshot::checked::{
    Close, Delta, Insert, Insertion, Operation, Place, PlaceStep, Rule, Start,
};
use crate::snapshot::{Path, Rule as Written, Step};

/// A rule that is looked at.
#[derive(Clone, Copy)]
pub(super) struct Looking<'r, 't> {
    pub(super) written: &'r Written,
    /// Where it stands.
    pub(super) pointer: &'r str,
    pub(super) event: &'r Event<'t>,
    pub(super) base: &'r Base<'t>,
}

impl<'r> Looking<'r, '_> {
    /// Where one of its keywords stands.
    pub(super) fn at(&self, keyword: &str) -> String {
        pointer::child(self.pointer, keyword)
    }

    pub(super) fn to(&self) -> &'r Path {
        self.written.to.as_ref().unwrap_or(Path::WHOLE)
    }
}

/// What a rule tells, if it has `emit`.
pub(super) struct Telling<'t> {
    pub(super) to: Base<'t>,
    pub(super) delta: Option<Delta>,
    pub(super) nullable: bool,
}

/// A rule without mistakes.
pub(super) type Looked<'t> = Option<(Operation, Option<Telling<'t>>)>;

impl<'t> Checking<'t, '_> {
    /// Rules that follow each other; `None` if one of them has a mistake, which was reported.
    pub(super) fn rules(
        &mut self,
        rules: &[Written],
        pointer: &str,
        event: &Event<'t>,
        base: &Base<'t>,
        said: &mut Said<'t, '_>,
    ) -> Option<Vec<Rule>> {
        let mut checked = Some(Vec::new());
        for (index, written) in rules.iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            let looking = Looking {
                written,
                pointer: &pointer,
                event,
                base,
            };
            match self.rule(looking, said) {
                Some(rule) => {
                    if let Some(checked) = &mut checked {
                        checked.extend(rule);
                    }
                }
                None => checked = None,
            }
        }
        checked
    }

    /// A rule; `Some(None)` if it only names variants.
    fn rule(&mut self, looking: Looking<'_, 't>, said: &mut Said<'t, '_>) -> Option<Option<Rule>> {
        let operation = self.form(looking.written, looking.pointer)?;
        said.taken.rule = looking.at(operation);
        let (operation, telling) = match operation {
            "start" => (self.start(looking, said)?, None),
            "set" => self.set(looking, said)?,
            "append" => self.append(looking, said)?,
            "append_json" => self.append_json(looking, said)?,
            "insert" => self.insert(looking, said)?,
            "close" => self.close(looking)?,
            "ignore" => {
                self.ignore(looking, said)?;
                return Some(None);
            }
            _ => self.scope(looking, said)?,
        };
        let emit = looking.written.emit.clone();
        if let (Some(name), Some(telling)) = (&emit, telling) {
            said.touched.push(Touched {
                at: telling.to.at.clone(),
                how: How::Told(name.clone()),
                pointer: looking.pointer.to_owned(),
            });
            said.together.emitted.push(Emitted {
                name: name.clone(),
                pointer: looking.pointer.to_owned(),
                elements: telling.to.elements,
                delta: telling.delta,
                value: self.types.target(&telling.to.spot),
                nullable: telling.nullable,
            });
        }
        Some(Some(Rule {
            pointer: looking.pointer.to_owned(),
            operation,
            emit,
        }))
    }

    fn start(&mut self, looking: Looking<'_, 't>, said: &mut Said<'t, '_>) -> Option<Operation> {
        said.together.starts = true;
        let at = looking.at("start");
        said.touched.push(Touched {
            at: Vec::new(),
            how: How::Replaced,
            pointer: at.clone(),
        });
        let whole = self.whole()?;
        let written = looking.written.start.as_ref()?;
        let source = self.source(written, whole, looking.event, &at, &mut said.taken)?;
        Some(Operation::Start(Start { source }))
    }

    /// The type of the snapshot.
    fn whole(&self) -> Option<&'t Type> {
        self.types.document.snapshot.as_ref()?.ty.as_ref()
    }

    /// The place of a rule.
    pub(super) fn to(
        &mut self,
        looking: Looking<'_, 't>,
        path: &Path,
        keyword: &str,
        intent: Use,
    ) -> Option<(Place, Base<'t>)> {
        let place = self.types.place(looking.base, path, looking.event, intent);
        match place {
            Ok(place) => Some(place),
            Err(lost) => {
                self.report(lost, &looking.at(keyword));
                None
            }
        }
    }

    /// How an element comes into a list, where a rule inserts one.
    pub(super) fn inserted(
        &mut self,
        looking: Looking<'_, 't>,
        to: &Place,
        base: &Base<'t>,
        keyword: &str,
        said: &mut Said<'t, '_>,
    ) -> Option<Insertion> {
        let sparse = looking.written.sparse;
        let is_element = matches!(
            to.steps.last(),
            Some(PlaceStep::Index { .. } | PlaceStep::Key { .. } | PlaceStep::End { .. })
        );
        let Some(list) = base.elements.last().filter(|_| is_element) else {
            let lost = Lost::because(
                Check::RuleOperation,
                format!(
                    "the place is no element of a list, at {}",
                    base.spot.ty.pointer
                ),
                "nothing can be inserted there",
                "name the element: `/{/index}`, `/{id=/id}` or, to insert, `/-`; else write `set`",
            );
            self.report(lost, &looking.at(keyword));
            return None;
        };
        said.together.inserted.push(Inserted {
            list: list.list,
            sparse,
            pointer: looking.pointer.to_owned(),
        });
        Some(Insertion { sparse })
    }

    fn insert(&mut self, looking: Looking<'_, 't>, said: &mut Said<'t, '_>) -> Looked<'t> {
        let (to, base) = self.to(looking, looking.to(), "to", Use::Insert)?;
        let insertion = self.inserted(looking, &to, &base, "to", said)?;
        let at = looking.at("insert");
        let written = looking.written.insert.as_ref()?;
        let into = base.spot.ty;
        let source = self.source(written, into, looking.event, &at, &mut said.taken)?;
        let insert = Insert {
            source,
            to,
            insertion,
            opens: false,
        };
        let telling = Telling {
            to: base,
            delta: None,
            nullable: false,
        };
        Some((Operation::Insert(insert), Some(telling)))
    }

    fn close(&mut self, looking: Looking<'_, 't>) -> Looked<'t> {
        let path = looking.written.close.as_ref()?;
        let (place, base) = self.to(looking, path, "close", Use::Change)?;
        let telling = Telling {
            nullable: base.spot.optional,
            to: base,
            delta: None,
        };
        Some((Operation::Close(Close { place }), Some(telling)))
    }

    fn ignore(&mut self, looking: Looking<'_, 't>, said: &mut Said<'t, '_>) -> Option<()> {
        let path = looking.written.ignore.as_ref()?;
        let at = looking.at("ignore");
        if !matches!(path.steps().last(), Some(Step::Variant(_))) {
            let lost = Lost::because(
                Check::RuleForm,
                "`ignore` names variants, and this path ends in none",
                "no variant at its end",
                "write it like `\"/delta/<ping>\"`, or remove the rule",
            );
            self.report(lost, &at);
            return None;
        }
        self.way(path, looking.event, &at, &mut said.taken)?;
        Some(())
    }
}
