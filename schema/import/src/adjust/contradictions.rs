//! What is shown of values against what is said of them.

use std::collections::HashSet;

use crate::adjust::decodes::{self, Verdict};
use crate::adjust::overlay::Relaxation;
use crate::adjust::repair::repair;
use crate::error::ErrorKind;
use crate::read::examples::{Example, Shown};
use crate::read::json;
use crate::report::{FindingKind, Report};
use stream_events_schema::Checked;
use stream_events_schema::Document;

/// Loosens a document until all that was shown of its values fits; what was done, line by line.
pub(crate) fn settle(
    document: &mut Document,
    mut checked: Checked,
    shown: &[&Example],
    report: &mut Report,
) -> Result<Vec<String>, ErrorKind> {
    // Each round brings to light what stood behind the last one's misfits.
    const ROUNDS: usize = 30;
    let mut done: Vec<Relaxation> = Vec::new();
    let mut hopeless = HashSet::new();
    let verdicts = shown.iter().map(|example| verdict(&checked, example));
    let fitted: HashSet<String> = verdicts.flat_map(|verdict| verdict.fitted).collect();
    for _ in 0..ROUNDS {
        let mut relaxed = false;
        for example in shown {
            for misfit in verdict(&checked, example).misfits {
                let Some(relaxation) = Relaxation::of(&misfit, &example.at) else {
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

fn verdict(checked: &Checked, example: &Example) -> Verdict {
    match &example.of {
        Shown::Value { to, json } => match decodes::type_at(checked, to) {
            Some(ty) => decodes::value(checked, ty, json),
            None => Verdict::default(),
        },
        Shown::Message { event, data } => {
            if checked.sentinels().iter().any(|(text, _)| text == data) {
                return Verdict::default();
            }
            let Ok(data) = json::json(data) else {
                return Verdict::default();
            };
            match decodes::event(checked, event.as_deref(), Some(&data)) {
                Some(event) => decodes::payload(checked, event, &data),
                None => Verdict::default(),
            }
        }
    }
}
