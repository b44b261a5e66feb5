//! What rules tell of the places that they change.

use stream_events_schema::snapshot::checked;

use super::change::{FieldValue, Telling};
use super::place::{Find, Place};
use super::rules::{Lower, Scoped};
use super::source::Source;

impl Lower<'_> {
    /// What tells the elements on the way to a place, from the whole value.
    pub(super) fn fields(&self, scoped: &Scoped, place: &Place) -> Vec<FieldValue> {
        let mut fields = scoped.fields.clone();
        let level = scoped.each.len();
        fields.extend(place.find.iter().filter_map(|find| match find {
            Find::Variant { .. } => None,
            Find::Index { step, .. } => Some(FieldValue::Index { step: *step }),
            Find::End { step, .. } => Some(FieldValue::Position { step: *step }),
            Find::Key {
                pointer,
                default,
                is_integer,
                ..
            } => Some(FieldValue::Key {
                level,
                pointer: pointer.clone(),
                default: *default,
                is_integer: *is_integer,
            }),
        }));
        fields
    }

    pub(super) fn tell(
        &mut self,
        rule: &checked::Rule,
        scoped: &Scoped,
        place: &Place,
        source: Option<&Source>,
    ) -> Option<usize> {
        let fields = self.fields(scoped, place);
        let mut whole = place.clone();
        whole.find = [scoped.place.find.clone(), place.find.clone()].concat();
        self.telling(rule, scoped, whole, fields, source)
    }

    pub(super) fn tell_scope(&mut self, rule: &checked::Rule, scoped: &Scoped) -> Option<usize> {
        let (place, fields) = (scoped.place.clone(), scoped.fields.clone());
        self.telling(rule, scoped, place, fields, None)
    }

    fn telling(
        &mut self,
        rule: &checked::Rule,
        scoped: &Scoped,
        mut place: Place,
        fields: Vec<FieldValue>,
        source: Option<&Source>,
    ) -> Option<usize> {
        place.ways = self.ways.entered(&place.ways);
        let name = rule.emit.clone()?;
        let source = source.map(|it| it.form.clone());
        self.tellings.push(Telling {
            name,
            event: scoped.event,
            each: scoped.each.clone(),
            loops: scoped.base.loops,
            place,
            fields,
            source,
        });
        Some(self.tellings.len() - 1)
    }
}
