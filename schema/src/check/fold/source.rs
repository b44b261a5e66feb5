//! What rules take: paths into an event, constants, and what is made of them.

use indexmap::IndexMap;

use crate::check::fold::event::Taken;
use crate::check::fold::walk::{Lost, Spot};
use crate::check::fold::{Checking, Types};
use crate::check_table::Check;
use crate::json::Json;
use crate::pointer;
use crate::shape::{Object, Shape, Type};
use crate::snapshot::checked::{Form, Source, SourceStep};
use crate::snapshot::{Path, Source as Written, Step};
use crate::suggest::nearest;

/// A path through an event that was followed.
pub(super) struct Way<'t> {
    pub(super) steps: Vec<SourceStep>,
    pub(super) spot: Spot<'t>,
}

/// What an event has, for its rules or for those of a scope.
#[derive(Clone)]
pub(super) struct Event<'t> {
    /// `None` if it has no data.
    pub(super) ty: Option<&'t Type>,
    /// Where in the event it is: fields and, for the elements of a list, `*`.
    pub(super) at: String,
}

impl<'t> Types<'t> {
    /// Follows a path through an event; notes what it looks at in `taken`.
    pub(super) fn way(
        self,
        event: &Event<'t>,
        path: &Path,
        mut taken: Option<&mut Taken<'t>>,
    ) -> Result<Way<'t>, Lost> {
        let Some(ty) = event.ty else {
            return Err(Lost::because(
                Check::RuleField,
                "the event has no data to take anything from",
                "nothing is there",
                "declare a `payload`, or take a constant: `{ \"const\": … }`",
            ));
        };
        let mut way = Way {
            steps: Vec::new(),
            spot: Spot::whole(ty),
        };
        way.spot.optional = self.bare(ty).1;
        let mut at = event.at.clone();
        for step in path.steps() {
            match step {
                Step::Field(key) => {
                    let found = self.field(&way.spot, key)?;
                    if !found.implied.is_empty() {
                        way.steps.push(SourceStep::Variant {
                            union: self.bare(way.spot.ty).0.clone(),
                            variants: found.implied,
                        });
                        // Of an undeclared variant nothing is known.
                        way.spot.optional = true;
                    }
                    let optional = found.optional || self.bare(found.ty).1;
                    way.steps.push(SourceStep::Field {
                        key: key.clone(),
                        ty: found.ty.clone(),
                        optional,
                    });
                    pointer::push(&mut at, key);
                    way.spot = Spot {
                        ty: found.ty,
                        variants: Vec::new(),
                        optional: way.spot.optional || optional,
                    };
                }
                Step::Variant(names) => {
                    let union = self.narrow(&way.spot, names)?;
                    if let Some(taken) = taken.as_deref_mut() {
                        taken.narrowed(&at, union, names);
                    }
                    way.steps.push(SourceStep::Variant {
                        union: union.clone(),
                        variants: names.clone(),
                    });
                    way.spot = Spot {
                        ty: union,
                        variants: names.clone(),
                        optional: true,
                    };
                }
                Step::Index { .. } | Step::Key { .. } | Step::End => {
                    return Err(Lost::because(
                        Check::RulePath,
                        "elements of an event's lists are not looked for one by one",
                        "a source has fields and variants only",
                        "take the whole list, or go by its elements with `for`",
                    ));
                }
            }
        }
        if let (Some(taken), true) = (taken, way.spot.variants.is_empty()) {
            taken.whole(&at);
        }
        Ok(way)
    }
}

impl<'t> Checking<'t, '_> {
    /// What a rule takes for a place of the type `into`; nothing if there is a mistake, which was
    /// reported.
    pub(super) fn source(
        &mut self,
        written: &Written,
        into: &'t Type,
        event: &Event<'t>,
        pointer: &str,
        taken: &mut Taken<'t>,
    ) -> Option<Source> {
        match written {
            Written::Path(path) => self.path(path, into, event, pointer, taken),
            Written::Const(json) => {
                if let Err(misfit) = self.types.holds(into, json) {
                    let place = pointer::child(pointer, "const");
                    let help = format!("write a value of the type at {}", into.pointer);
                    let message = format!("the constant does not fit: {misfit}");
                    let lost = Lost::because(Check::RuleType, message, "does not fit", help);
                    self.report(lost, &place);
                    return None;
                }
                Some(Source {
                    form: Form::Const(json.clone()),
                    into: into.clone(),
                    optional: matches!(json, Json::Null),
                })
            }
            Written::New(fields) => {
                let pointer = pointer::child(pointer, "new");
                self.object_of(fields, into, event, &pointer, taken)
            }
            Written::First(sources) => {
                let pointer = pointer::child(pointer, "first");
                if sources.is_empty() {
                    let lost = Lost::because(
                        Check::RuleForm,
                        "`first` is empty",
                        "nothing to choose from",
                        "list sources, with a `const` at the end if there must be one",
                    );
                    self.report(lost, &pointer);
                    return None;
                }
                let mut first = Vec::new();
                for (index, source) in sources.iter().enumerate() {
                    let pointer = format!("{pointer}/{index}");
                    first.push(self.source(source, into, event, &pointer, taken));
                }
                let first: Vec<Source> = first.into_iter().collect::<Option<_>>()?;
                let optional = first.iter().all(|it| it.optional);
                Some(Source {
                    form: Form::First(first),
                    into: into.clone(),
                    optional,
                })
            }
        }
    }

    fn path(
        &mut self,
        path: &Path,
        into: &'t Type,
        event: &Event<'t>,
        pointer: &str,
        taken: &mut Taken<'t>,
    ) -> Option<Source> {
        let way = self.way(path, event, pointer, taken)?;
        let Spot { ty, variants, .. } = &way.spot;
        let bare = self.types.bare(ty).0;
        let target = self.types.bare(into).0;
        let fits = match variants.as_slice() {
            [] => self.types.fits(bare, target),
            variants => self.types.variants_fit(bare, variants, target),
        };
        if let Err(misfit) = fits {
            let what = match path.steps() {
                [] => "the whole of the event".to_owned(),
                _ => format!("`{path}`"),
            };
            let place = match into.pointer.as_str() {
                "" => String::new(),
                place => format!(" where it goes, {place}"),
            };
            let lost = Lost::because(
                Check::RuleType,
                format!("{what} does not fit{place}: {misfit}"),
                match ty.pointer.as_str() {
                    "" => "the event's text".to_owned(),
                    from => format!("from {from}"),
                },
                "take something of that type, or put it where its type fits",
            );
            self.report(lost, pointer);
            return None;
        }
        Some(Source {
            form: Form::Path {
                ty: way.spot.ty.clone(),
                steps: way.steps,
            },
            into: into.clone(),
            optional: way.spot.optional,
        })
    }

    pub(super) fn way(
        &mut self,
        path: &Path,
        event: &Event<'t>,
        pointer: &str,
        taken: &mut Taken<'t>,
    ) -> Option<Way<'t>> {
        match self.types.way(event, path, Some(taken)) {
            Ok(way) => Some(way),
            Err(lost) => {
                self.report(lost, pointer);
                None
            }
        }
    }

    /// An object that is made for a place of the type `into`.
    pub(super) fn object_of(
        &mut self,
        fields: &IndexMap<String, Written>,
        into: &'t Type,
        event: &Event<'t>,
        pointer: &str,
        taken: &mut Taken<'t>,
    ) -> Option<Source> {
        let object = self.made(fields, into, pointer)?;
        let mut made = Some(Vec::new());
        for (key, source) in fields {
            let place = pointer::child(pointer, key);
            let Some(property) = object.property(key) else {
                let keys = object.properties.iter().map(|it| it.key.as_str());
                let help = match nearest(key, keys) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("declare `{key}` in the properties of {}", into.pointer),
                };
                let message = format!("what is made has no field `{key}`");
                let lost = Lost::because(Check::RuleNew, message, "no such field", help);
                self.report_key(lost, &place);
                made = None;
                continue;
            };
            let Some(source) = self.source(source, &property.ty, event, &place, taken) else {
                made = None;
                continue;
            };
            if property.required && source.optional && !self.types.bare(&property.ty).1 {
                let lost = Lost::because(
                    Check::RuleNew,
                    format!("`{key}` is required, and there may be nothing to make it from"),
                    "may be absent or null",
                    "give it a default: `{ \"first\": [ …, { \"const\": … } ] }`",
                );
                self.report(lost, &place);
                made = None;
                continue;
            }
            if let Some(made) = &mut made {
                made.push((key.clone(), source));
            }
        }
        let required = object.properties.iter().filter(|it| it.required);
        for property in required.filter(|it| !fields.contains_key(&it.key)) {
            let key = &property.key;
            let place = pointer::child(pointer, key);
            if self.unread.touches(&place) {
                made = None;
                continue;
            }
            let lost = Lost::because(
                Check::RuleNew,
                format!("what is made lacks `{key}`, which is required"),
                format!("without `{key}`"),
                format!("add `\"{key}\"`, from the event or as a `const`"),
            );
            self.report(lost, pointer);
            made = None;
        }
        Some(Source {
            form: Form::New(made?),
            into: into.clone(),
            optional: false,
        })
    }

    /// The object that is made: of a union, the branch that the constants tell.
    fn made(
        &mut self,
        fields: &IndexMap<String, Written>,
        into: &'t Type,
        pointer: &str,
    ) -> Option<&'t Object> {
        let lost = match self.branch(fields, into) {
            Ok(object) => return Some(object),
            Err(lost) => lost,
        };
        self.report(lost, pointer);
        None
    }

    fn branch(
        &self,
        fields: &IndexMap<String, Written>,
        into: &'t Type,
    ) -> Result<&'t Object, Lost> {
        let ty = self.types.bare(into).0;
        let object = |ty: &'t Type| match &self.types.bare(ty).0.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        };
        match &ty.shape {
            Shape::Broken => Err(Lost::Reported),
            Shape::Object(_) => object(ty).ok_or(Lost::Reported),
            Shape::Tagged(union) => {
                let tag = match fields.get(&union.tag) {
                    Some(Written::Const(Json::String(tag))) => tag,
                    _ => {
                        return Err(Lost::because(
                            Check::RuleNew,
                            format!("`{}` has to say which variant is made", union.tag),
                            "which variant?",
                            format!("add `\"{}\": {{ \"const\": … }}`", union.tag),
                        ));
                    }
                };
                let branch = union.branches.iter().find(|it| it.has(tag));
                let branch = branch.and_then(|it| object(&it.ty));
                branch.ok_or_else(|| {
                    let known = union.branches.iter().flat_map(|it| &it.values);
                    let help = match nearest(tag, known.map(String::as_str)) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("write one of the variants of {}", ty.pointer),
                    };
                    let message = format!("there is no variant `{tag}` at {}", ty.pointer);
                    Lost::because(Check::RuleNew, message, "no such variant", help)
                })
            }
            _ => Err(Lost::because(
                Check::RuleNew,
                format!(
                    "`new` makes objects with fields, which {} is not",
                    ty.pointer
                ),
                "no such object",
                "take a value as it is, or a constant: `{ \"const\": … }`",
            )),
        }
    }

    pub(super) fn report(&mut self, lost: Lost, pointer: &str) {
        if let Lost::Because(complaint) = lost {
            self.complain(*complaint, pointer);
        }
    }

    fn report_key(&mut self, lost: Lost, pointer: &str) {
        if let Lost::Because(complaint) = lost {
            let complaint = *complaint;
            let diagnostic =
                crate::diagnostic::Diagnostic::new(complaint.check, pointer, complaint.message);
            let diagnostic = diagnostic.at_key().label(complaint.label);
            self.findings.add(diagnostic.help(complaint.help));
        }
    }
}
