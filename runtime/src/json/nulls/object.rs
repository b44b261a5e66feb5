//! Objects: known properties and the entries of maps.

use std::borrow::Cow;

use super::Shape;
use super::mend::{self, Wrong};
use super::walk::{Fit, Walk};
use crate::json::scan;

/// The key of an entry.
struct Entry<'a> {
    key: Cow<'a, str>,
    /// As it came, and as JSON has it.
    quoted: &'a str,
    clean: Cow<'a, str>,
    wrong: Option<Wrong>,
}

impl<'a> Walk<'a> {
    pub(super) fn entries(&mut self, shape: &Shape) -> Fit {
        while let Some(entry) = self.entry() {
            self.entry_or_nothing(&entry, shape);
        }
        Ok(())
    }

    /// Writes an entry, unless its value does not fit.
    fn entry_or_nothing(&mut self, entry: &Entry<'a>, shape: &Shape) {
        let start = self.out.text.len();
        self.separate('{');
        self.write_key(&entry.clean);
        let fits = self.inside_entry(entry, |it| {
            let before = it.before();
            let fit = it.value(shape);
            if let Err(misfit) = fit {
                it.rewind(&before);
                it.leave_out(misfit);
                return false;
            }
            true
        });
        if !fits {
            self.out.text.truncate(start);
        }
    }

    /// Writes an object, with these tags of unions around it.
    pub(super) fn object(
        &mut self,
        skipped: &[&str],
        fields: &[(bool, &'static str, Shape)],
        rest: Option<&Shape>,
        tags: &[(&str, &str)],
    ) -> Fit {
        self.nested(b'{', "an object", |it| {
            for (key, tag) in tags {
                it.separate('{');
                it.write_key(&quoted(key));
                it.out.text.push_str(&quoted(tag));
            }
            it.members(skipped, fields, rest)
        })
    }

    fn members(
        &mut self,
        skipped: &[&str],
        fields: &[(bool, &'static str, Shape)],
        rest: Option<&Shape>,
    ) -> Fit {
        let mut came = vec![false; fields.len()];
        while let Some(entry) = self.entry() {
            let field = fields.iter().position(|(_, key, _)| *key == entry.key);
            match (field, rest) {
                (Some(index), _) => {
                    let (required, _, shape) = &fields[index];
                    came[index] = true;
                    self.separate('{');
                    self.write_key(&entry.clean);
                    self.inside_entry(&entry, |it| match required {
                        true => it.value(shape),
                        false => {
                            it.place(shape);
                            Ok(())
                        }
                    })?;
                }
                (None, Some(shape)) if !skipped.contains(&&*entry.key) => {
                    self.entry_or_nothing(&entry, shape);
                }
                (None, _) => self.inside_entry(&entry, Self::skip),
            }
        }
        let mut missing = fields
            .iter()
            .zip(came)
            .filter(|((needed, ..), came)| *needed && !came);
        match missing.next() {
            Some(((_, key, _), _)) => Err(self.misfit(format!("missing field `{key}`"))),
            None => Ok(()),
        }
    }

    /// Passes over a value of which nothing is known.
    fn skip(&mut self) {
        let value = self.peek_value();
        if scan::has_strays(value) {
            self.tell("no clean JSON, of which nothing is declared", value);
        }
        self.at += value.len();
    }

    /// The next entry of an object, up to its value.
    fn entry(&mut self) -> Option<Entry<'a>> {
        if self.ends(b'}') {
            return None;
        }
        let quoted = self.peek_value();
        self.at += quoted.len();
        self.skip_space();
        self.at += 1; // the colon
        self.skip_space();
        let (clean, wrong) = match mend::string(quoted) {
            Some((clean, wrong)) => (Cow::Owned(clean), Some(wrong)),
            None => (Cow::Borrowed(quoted), None),
        };
        let key = match quoted.contains('\\') || wrong.is_some() {
            true => Cow::Owned(serde_json::from_str(&clean).unwrap_or_default()),
            false => Cow::Borrowed(&quoted[1..quoted.len() - 1]),
        };
        Some(Entry {
            key,
            quoted,
            clean,
            wrong,
        })
    }

    /// Goes to the value of the first entry with this key, if there is one.
    pub(super) fn seek(&mut self, key: &str) -> bool {
        self.at += 1;
        while let Some(entry) = self.entry() {
            if entry.key == key {
                return true;
            }
            self.at += self.peek_value().len();
        }
        false
    }

    pub(super) fn inside_key<T>(&mut self, key: &str, then: impl FnOnce(&mut Self) -> T) -> T {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.inside(&format!("{dot}{key}"), then)
    }

    fn inside_entry<T>(&mut self, entry: &Entry<'a>, then: impl FnOnce(&mut Self) -> T) -> T {
        self.inside_key(&entry.key, |it| {
            if let Some(wrong) = entry.wrong {
                it.tell(wrong.reason(), entry.quoted);
            }
            then(it)
        })
    }

    fn write_key(&mut self, quoted: &str) {
        self.out.text.push_str(quoted);
        self.out.text.push(':');
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
