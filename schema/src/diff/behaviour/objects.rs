//! Objects and their properties.

use super::Comparison;
use super::fits::without_null;
use super::types::unless;
use crate::checked::Checked;
use crate::diff::change::{Change, Place};
use crate::diff::describe::describe_standing;
use crate::diff::kind::ChangeKind;
use crate::diff::subject::{Standing, Step, Subject};
use crate::shape::{Object, Property, Shape, Type};

impl<'a> Comparison<'a> {
    pub(super) fn objects(
        &mut self,
        (was, old): (&'a Object, &'a Type),
        (is, new): (&'a Object, &'a Type),
        subject: &Subject,
    ) {
        for a in &was.properties {
            let subject = subject.field(&a.key);
            match is.property(&a.key) {
                Some(b) => self.property((a, old), (b, new), &subject),
                None => {
                    let fits = self.forward.property(is, a, old);
                    let why = "a payload without it does not fit";
                    let place = Place::old(&a.ty.pointer);
                    self.misfit(&subject, place, unless(fits, why), None);
                    let backward = is.additional.as_deref();
                    let backward = backward.filter(|_| !self.backward.is_tag(new, &a.key));
                    self.among_others(&a.ty, None, backward, &subject, Place::old(&a.ty.pointer));
                }
            }
        }
        for b in &is.properties {
            if was.property(&b.key).is_some() {
                continue;
            }
            let subject = subject.field(&b.key);
            let fits = self.backward.property(was, b, new);
            let why = match was.additional {
                None => "a payload without it does not fit",
                Some(_) => "a payload without it, or with something else there, does not fit",
            };
            let place = Place::new(&b.ty.pointer);
            self.misfit(&subject, place.clone(), None, unless(fits, why));
            let forward = was.additional.as_deref();
            let forward = forward.filter(|_| !self.forward.is_tag(old, &b.key));
            self.among_others(&b.ty, forward, None, &subject, place);
        }
        if let (Some(was), Some(is)) = (&was.additional, &is.additional) {
            self.types(was, is, &subject.child(Step::Values));
        }
    }

    /// A property that only one document declares, where the other takes it for one of all others.
    fn among_others(
        &mut self,
        ty: &'a Type,
        forward: Option<&'a Type>,
        backward: Option<&'a Type>,
        subject: &Subject,
        place: Place,
    ) {
        let forward = forward.is_none_or(|others| self.forward.fits(ty, others));
        let backward = backward.is_none_or(|others| self.backward.fits(ty, others));
        let why = "its value does not fit the other entries";
        self.misfit(subject, place, unless(forward, why), unless(backward, why));
    }

    fn property(
        &mut self,
        (was, old): (&'a Property, &'a Type),
        (is, new): (&'a Property, &'a Type),
        subject: &Subject,
    ) {
        let tags = (
            self.forward.is_tag(old, &was.key),
            self.backward.is_tag(new, &is.key),
        );
        self.presence((was, old), (is, new), subject);
        match tags {
            (true, true) => {}
            // What is passed over may be anything.
            (true, false) | (false, true) => {
                let forward = tags.0 || self.forward.fits(&is.ty, &was.ty);
                let backward = tags.1 || self.backward.fits(&was.ty, &is.ty);
                let why = "its value is read, and not every value fits";
                let place = Place::new(&is.ty.pointer);
                self.misfit(subject, place, unless(forward, why), unless(backward, why));
            }
            (false, false) => self.types(without_null(&was.ty), without_null(&is.ty), subject),
        }
    }

    /// Whether a property may be absent, or null.
    fn presence(
        &mut self,
        (was, old): (&'a Property, &'a Type),
        (is, new): (&'a Property, &'a Type),
        subject: &Subject,
    ) {
        let presence = |document: &Checked, property: &Property| {
            let nullable = matches!(document.resolve(&property.ty).shape, Shape::Nullable(_));
            (property.required, nullable)
        };
        let (before, after) = (presence(self.old, was), presence(self.new, is));
        if before == after {
            return;
        }
        // Absence, and then null, which is as good as absence where that is allowed.
        let missing = |sent: (bool, bool), must_be_there: bool, takes_null: bool| {
            if !sent.0 && must_be_there {
                Some("a payload without it does not fit")
            } else if sent.1 && !takes_null {
                Some("a payload with null there does not fit")
            } else {
                None
            }
        };
        let is_tag = self.forward.is_tag(old, &was.key);
        let takes_null = is_tag || !was.required || self.forward.takes_null(&was.ty);
        let forward = missing(after, self.forward.must_be_there(old, was), takes_null);
        let is_tag = self.backward.is_tag(new, &is.key);
        let takes_null = is_tag || !is.required || self.backward.takes_null(&is.ty);
        let backward = missing(before, self.backward.must_be_there(new, is), takes_null);
        let words = |document: &Checked, property: &Property| {
            let standing = Standing {
                ty: &property.ty,
                optional: !property.required,
            };
            describe_standing(document, standing)
        };
        let (before, after) = (words(self.old, was), words(self.new, is));
        let message = match before == after {
            true => format!("whether `{subject}` may be null changed"),
            false => format!("`{subject}` was {before} and is {after}"),
        };
        let place = Place::new(&is.ty.pointer);
        let mut change = Change::new(ChangeKind::FieldPresence, subject.clone(), place, message)
            .values(before, after);
        if !self.unused {
            if let Some(why) = forward {
                change.breaks_forward(why);
            }
            if let Some(why) = backward {
                change.breaks_backward(why);
            }
        }
        self.changes.push(change);
    }
}
