//! What is shown of values against what is said of them.

use std::collections::HashSet;

use crate::adjust::decodes::{self, Decoding};
use crate::adjust::overlay::Relaxation;
use crate::adjust::repair::repair;
use crate::error::ErrorKind;
use crate::read::examples::{Example, Shown};
use crate::read::json;
use crate::report::{FindingKind, Report};
use stream_events_schema::Checked;
use stream_events_schema::Document;

/// Loosens a document until all that was shown of its values fits; what was done, line by line.
pub(crate) fn relax(
    document: &mut Document,
    mut checked: Checked,
    shown: &[&Example],
    report: &mut Report,
) -> Result<Vec<String>, ErrorKind> {
    // Each round brings to light what stood behind the last one's mismatches.
    const ROUNDS: usize = 30;
    let mut done: Vec<Relaxation> = Vec::new();
    let mut hopeless = HashSet::new();
    let decodings = shown.iter().map(|example| decoding(&checked, example));
    let fitted: HashSet<String> = decodings.flat_map(|decoding| decoding.fitted).collect();
    for _ in 0..ROUNDS {
        let mut relaxed = false;
        for example in shown {
            for mismatch in decoding(&checked, example).mismatches {
                let Some(relaxation) = Relaxation::of(&mismatch, &example.at) else {
                    continue;
                };
                let same = |it: &Relaxation| {
                    it.what == relaxation.what && it.pointer == relaxation.pointer
                };
                if done.iter().any(same) || hopeless.contains(&relaxation.pointer) {
                    continue;
                }
                if !relaxation.is_likely(example, &fitted) {
                    let what = format!("{}: taken for a mistake of the example", relaxation.reason);
                    report.add(FindingKind::Assumed, &relaxation.pointer, what);
                } else if relaxation.apply(document) {
                    relaxed = true;
                    report.add(
                        FindingKind::Relaxed,
                        &relaxation.pointer,
                        relaxation.saying(),
                    );
                    done.push(relaxation);
                } else {
                    hopeless.insert(relaxation.pointer);
                }
            }
        }
        if !relaxed {
            break;
        }
        checked =
            repair(document, report).map_err(|diagnostics| ErrorKind::Broken { diagnostics })?;
    }
    Ok(done.iter().map(ToString::to_string).collect())
}

fn decoding(checked: &Checked, example: &Example) -> Decoding {
    match &example.of {
        Shown::Value { to, json } => match decodes::type_at(checked, to) {
            Some(ty) => decodes::value(checked, ty, json),
            None => Decoding::default(),
        },
        Shown::Message { event, data } => {
            if checked.sentinels.contains_key(data) {
                return Decoding::default();
            }
            let Ok(data) = json::json(data) else {
                return Decoding::default();
            };
            match decodes::event(checked, event.as_deref(), Some(&data)) {
                Some((name, event)) => decodes::payload(checked, name, event, &data),
                None => Decoding::default(),
            }
        }
    }
}
