//! The verdict on source code, held to what both documents generate.

use fastrand::Rng;
use stream_events_codegen::{Comparison, Derived, diff};
use stream_events_schema::diff::Verdict;

use crate::breaks::breaks;
use crate::options::Asked;
use crate::pairs::{Pair, pair, wanted};
use crate::report::{Examples, tell};
use crate::surface::surface;

#[test]
fn what_breaks_code_is_reported_and_little_else() {
    let (pairs, seed) = wanted(150);
    let mut rng = Rng::with_seed(seed);
    let (mut compared, mut breaking) = (0, 0);
    let (mut missed, mut false_alarms) = (Examples::default(), Examples::default());
    while compared < pairs {
        let pair = pair(&mut rng);
        let asked = Asked::random(&mut rng, &pair.old, &pair.new);
        let Some((breaks, comparison)) = compare(&pair, &asked) else {
            continue;
        };
        compared += 1;
        breaking += usize::from(!breaks.is_empty());
        match (breaks.is_empty(), comparison.diff.verdicts().source) {
            (false, Verdict::Compatible) => {
                missed.add(
                    &format!("missed: {breaks:#?}\n{asked:?}"),
                    &pair,
                    &comparison,
                );
            }
            (true, Verdict::Breaking) => {
                false_alarms.add(&format!("a false alarm\n{asked:?}"), &pair, &comparison);
            }
            _ => {}
        }
    }
    let figures = format!(
        "{compared} pairs of seed {seed}: {breaking} break code, {} missed, {} false alarms",
        missed.count, false_alarms.count
    );
    tell(&figures, &false_alarms);
    assert_eq!(missed.count, 0, "{}", missed.text());
    assert!(false_alarms.count * 100 <= compared, "{figures}");
}

/// What old code can no longer name, and what the diff says; `None` where one of the documents would
/// give two things one name.
fn compare(pair: &Pair, asked: &Asked) -> Option<(Vec<String>, Comparison)> {
    let old = surface(&pair.old, &asked.options(&pair.old))?;
    let new = surface(&pair.new, &asked.options(&pair.new))?;
    let (all_old, all_new) = (asked.all(&pair.old), asked.all(&pair.new));
    let comparison = diff(
        Derived {
            document: &pair.old,
            options: &all_old,
        },
        Derived {
            document: &pair.new,
            options: &all_new,
        },
    );
    let mut breaks = breaks(&old, &new, asked);
    if asked.lost(&pair.old, &pair.new) {
        breaks.push("an option is about nothing".to_owned());
    }
    Some((breaks, comparison.ok()?))
}
