//! `append` and `append_json`.

use crate::check::fold::Checking;
use crate::check::fold::event::Said;
use crate::check::fold::fits::noun;
use crate::check::fold::place::Use;
use crate::check::fold::rule::{Looked, Looking, Telling};
use crate::check::fold::walk::Lost;
use crate::check_table::Check;
use crate::shape::Shape;
use crate::snapshot::checked::{Append, AppendJson, Delta, Form, Operation, Source, SourceStep};

impl<'t> Checking<'t, '_> {
    pub(super) fn append(
        &mut self,
        looking: Looking<'_, 't>,
        said: &mut Said<'t, '_>,
    ) -> Looked<'t> {
        let (to, base) = self.to(looking, looking.to(), "to", Use::Change)?;
        let target = self.types.target(&base.spot);
        let into = self.types.bare(target).0;
        let delta = match &into.shape {
            Shape::Broken => return None,
            Shape::String => Delta::Text,
            Shape::Array(items) => Delta::List((**items).clone()),
            _ => {
                let lost = Lost::because(
                    Check::RuleOperation,
                    format!(
                        "a piece is put behind a string or a list, and this is {}, at {}",
                        noun(into),
                        into.pointer
                    ),
                    "does not grow",
                    "write `set`",
                );
                self.report(lost, &looking.at("to"));
                return None;
            }
        };
        let at = looking.at("append");
        let written = looking.written.append.as_ref()?;
        let source = self.source(written, target, looking.event, &at, &mut said.taken)?;
        if delta == Delta::Text {
            self.is_text(&source, "append", &at)?;
        }
        let telling = Telling {
            to: base,
            delta: Some(delta),
            nullable: false,
        };
        Some((Operation::Append(Append { source, to }), Some(telling)))
    }

    /// Whether a piece of text is a text, and not one of a few words.
    fn is_text(&mut self, source: &Source, operation: &str, at: &str) -> Option<()> {
        let Form::Path { ty, steps } = &source.form else {
            return Some(());
        };
        let narrowed = matches!(steps.last(), Some(SourceStep::Variant { .. }));
        let ty = self.types.bare(ty).0;
        if narrowed || matches!(ty.shape, Shape::String | Shape::Broken) {
            return Some(());
        }
        let lost = Lost::because(
            Check::RuleOperation,
            format!(
                "`{operation}` takes pieces of text, and this is {}",
                noun(ty)
            ),
            "no piece of text",
            "write `set`, or take a string",
        );
        self.report(lost, at);
        None
    }

    pub(super) fn append_json(
        &mut self,
        looking: Looking<'_, 't>,
        said: &mut Said<'t, '_>,
    ) -> Looked<'t> {
        let (to, base) = self.to(looking, looking.to(), "to", Use::Change)?;
        let into = self.types.bare(base.spot.ty).0;
        let help = match &into.shape {
            Shape::Broken => return None,
            _ if to.steps.is_empty() => Some("collect it in a field of the value"),
            _ if !base.spot.variants.is_empty() => Some("collect it in a field of the variant"),
            Shape::String | Shape::Const(_) | Shape::Enum(_) => {
                Some("write `append`, or declare what the JSON is")
            }
            Shape::Kinds(kinds) if kinds.string.is_some() => {
                Some("declare what the JSON is, without strings")
            }
            Shape::Any | Shape::Raw => Some("declare what the JSON is: `{ \"type\": \"object\" }`"),
            _ => None,
        };
        if let Some(help) = help {
            let lost = Lost::because(
                Check::RuleOperation,
                format!(
                    "JSON text is collected for a field that holds no text, and this is {}, at {}",
                    noun(into),
                    into.pointer
                ),
                "not such a field",
                help,
            );
            self.report(lost, &looking.at("to"));
            return None;
        }
        let at = looking.at("append_json");
        let written = looking.written.append_json.as_ref()?;
        let text = self.text;
        let source = self.source(written, text, looking.event, &at, &mut said.taken)?;
        self.is_text(&source, "append_json", &at)?;
        let telling = Telling {
            to: base,
            delta: Some(Delta::Text),
            nullable: false,
        };
        let operation = Operation::AppendJson(AppendJson { source, to });
        Some((operation, Some(telling)))
    }
}
