//! What is shown of values against what is said of them.

use std::collections::HashSet;

use crate::adjust::overlay;
use crate::adjust::repair::repair;
use crate::error::ErrorKind;
use crate::read::examples::{Example, Shown};
use crate::report::{FindingKind, Report};
use stream_events_schema::interpret::{Data, Interpreter, Meaning, Mismatch, Verdict, Why};
use stream_events_schema::{Checked, Document, Handle, Relaxation, Shape, Type};

/// Loosens a document until all that was shown of its values decodes; what was done.
pub(crate) fn relax(
    document: &mut Document,
    mut checked: Checked,
    shown: &[&Example],
    report: &mut Report,
) -> Result<Vec<Relaxation>, ErrorKind> {
    // Each round brings to light what stood behind the last one's mismatches.
    const ROUNDS: usize = 30;
    let mut done: Vec<Relaxation> = Vec::new();
    let mut hopeless = HashSet::new();
    let mut doubted = HashSet::new();
    let interpreter = Interpreter::new(&checked);
    let verdicts = shown.iter().map(|example| decoded(&interpreter, example));
    let matched = verdicts.flat_map(|verdict| verdict.matched);
    let matched: HashSet<String> = matched.map(str::to_owned).collect();
    for _ in 0..ROUNDS {
        let mut relaxed = false;
        let interpreter = Interpreter::new(&checked);
        for example in shown {
            for mismatch in decoded(&interpreter, example).mismatches {
                let Some(relaxation) = overlay::relaxation(&mismatch, &example.at) else {
                    if doubted.insert(mismatch.place().to_owned()) {
                        doubt(&mismatch, example, report);
                    }
                    continue;
                };
                let same = |it: &Relaxation| it.make == relaxation.make && it.at == relaxation.at;
                if done.iter().any(same) || hopeless.contains(&relaxation.at) {
                    continue;
                }
                if !overlay::is_likely(&relaxation, example, &matched) {
                    let what =
                        format!("{}: taken for a mistake of the example", relaxation.because);
                    report.add(FindingKind::Assumed, relaxation.at.as_str(), what);
                } else if overlay::apply(&relaxation, document) {
                    relaxed = true;
                    report.add(
                        FindingKind::Relaxed,
                        relaxation.at.as_str(),
                        overlay::saying(&relaxation),
                    );
                    done.push(relaxation);
                } else {
                    hopeless.insert(relaxation.at);
                }
            }
        }
        if !relaxed {
            break;
        }
        checked =
            repair(document, report).map_err(|diagnostics| ErrorKind::Broken { diagnostics })?;
    }
    Ok(done)
}

/// Reports what no document could be relaxed for.
fn doubt(mismatch: &Mismatch<'_>, example: &Example, report: &mut Report) {
    let at = &example.at;
    let what = format!("{mismatch} in {at}: taken for a mistake of the example");
    report.add(FindingKind::Assumed, mismatch.place(), what);
}

/// What comes of decoding an example; nothing for one of what is not decoded.
fn decoded<'c>(interpreter: &Interpreter<'c>, example: &Example) -> Verdict<'c> {
    let (ty, data) = match &example.of {
        Shown::Value { to, json } => (interpreter.type_at(to), Data::from(json)),
        Shown::Message { event, data } => {
            let meaning = interpreter.message(event.as_deref(), data);
            (decoded_type(&meaning), Data::parse(data))
        }
    };
    // What is shown of a stream is often cut.
    let Some(ty) = ty.filter(|_| data.is_json()) else {
        return Verdict::default();
    };
    let mut verdict = interpreter.decode(ty, &data);
    if example.is_value() {
        verdict.mismatches.retain(|it| !is_missing_constant(it));
    }
    verdict
}

/// Whether what is missing may be a tag, which need not be shown beside a value.
fn is_missing_constant(mismatch: &Mismatch<'_>) -> bool {
    match mismatch.why {
        Why::Missing { property } => matches!(property.ty.shape, Shape::Const(_)),
        _ => false,
    }
}

/// What the data of a message is decoded as, if it is.
fn decoded_type<'c>(meaning: &Meaning<'c>) -> Option<&'c Type> {
    match meaning {
        Meaning::Event { event, handle, .. } if *handle != Handle::Skip => event.payload.as_ref(),
        _ => None,
    }
}
