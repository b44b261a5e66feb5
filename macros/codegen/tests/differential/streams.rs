//! The verdicts on streams, held to what both documents make of messages.

use fastrand::Rng;
use proc_macro2::{Ident, Span};
use stream_events_codegen::{Derived, Options, diff};
use stream_events_schema::diff::Verdict;
use stream_events_schema::interpret::{Data, Interpreter, Meaning};
use stream_events_schema::{Checked, Handle, Sentinel, Unknown};

use crate::messages::{Message, may_end, message, value};
use crate::pairs::{pair, wanted};
use crate::report::{Examples, tell};

/// How many messages of each event are looked at.
const MESSAGES: usize = 25;

#[test]
fn what_is_read_otherwise_is_reported_and_little_else() {
    let (pairs, seed) = wanted(150);
    let mut rng = Rng::with_seed(seed);
    let options = Options::new(Ident::new("Feed", Span::call_site()));
    let (mut compared, mut misreadings, mut reported, mut unconfirmed) = (0, 0, 0, 0);
    let mut missed = Examples::default();
    while compared < pairs {
        let pair = pair(&mut rng);
        let derived = |document| Derived {
            document,
            options: &options,
        };
        let Ok(comparison) = diff(derived(&pair.old), derived(&pair.new)) else {
            continue;
        };
        compared += 1;
        let verdicts = comparison.diff.verdicts();
        for (direction, sender, reader, verdict) in [
            ("forward", &pair.new, &pair.old, verdicts.forward),
            ("backward", &pair.old, &pair.new, verdicts.backward),
        ] {
            let misread = misreading(&mut rng, sender, reader);
            misreadings += usize::from(misread.is_some());
            reported += usize::from(verdict == Verdict::Breaking);
            match (misread, verdict) {
                (Some(misread), Verdict::Compatible) => {
                    missed.add(
                        &format!("missed {direction}: {misread}"),
                        &pair,
                        &comparison,
                    );
                }
                (None, Verdict::Breaking) => unconfirmed += 1,
                _ => {}
            }
        }
    }
    let figures = format!(
        "{compared} pairs of seed {seed}: {misreadings} directions are misread, {} missed; \
         {reported} reported, {unconfirmed} of them without a message that shows it",
        missed.count
    );
    tell(&figures, &Examples::default());
    assert_eq!(missed.count, 0, "{}", missed.text());
    // A message that shows it may be rare.
    assert!(unconfirmed * 3 <= reported, "{figures}");
}

/// How a program of one document misreads a stream of the other, if it does.
fn misreading(rng: &mut Rng, sender: &Checked, reader: &Checked) -> Option<String> {
    let (sent, read) = (Interpreter::new(sender), Interpreter::new(reader));
    if !sender.requires_end() && reader.requires_end() {
        return Some("a stream that just stops".to_owned());
    }
    if sender.requires_end() && !reader.requires_end() {
        return Some("a stream that is cut".to_owned());
    }
    if sender.unknown != Unknown::Fail && reader.unknown == Unknown::Fail {
        return Some("an event that is not declared".to_owned());
    }
    for (text, meaning) in &sender.sentinels {
        let understood = match (meaning, read.message(None, text)) {
            (Sentinel::Finish, Meaning::Sentinel(Sentinel::Finish))
            | (Sentinel::Skip, Meaning::Sentinel(Sentinel::Skip)) => true,
            (Sentinel::Finish, Meaning::Sentinel(Sentinel::Skip)) => !reader.requires_end(),
            _ => false,
        };
        if !understood {
            return Some(format!("the sentinel {text}"));
        }
    }
    if let (Some(described), Some(ty)) = (&sender.errors.body, &reader.errors.body) {
        for _ in 0..MESSAGES {
            if let Some(body) = value(rng, &sent, described)
                && !read.decode(ty, &Data::parse(&body)).decodes()
            {
                return Some(format!("does not fit: {body}"));
            }
        }
    }
    for (name, event) in &sender.events {
        for _ in 0..MESSAGES {
            let Some(message) = message(rng, &sent, name, event) else {
                continue;
            };
            let meaning = sent.message(message.field.as_deref(), &message.data);
            if let Some(why) = misread(&meaning, &read, &message) {
                return Some(format!("{why}: {message:?}"));
            }
        }
    }
    None
}

/// Why a message is read otherwise than it is meant.
fn misread(
    meaning: &Meaning<'_>,
    read: &Interpreter<'_>,
    message: &Message,
) -> Option<&'static str> {
    let Meaning::Event { name, handle, .. } = meaning else {
        return None;
    };
    let reader = read.document();
    let seen = match read.message(message.field.as_deref(), &message.data) {
        Meaning::Sentinel(_) => return Some("taken for a sentinel"),
        Meaning::Event { name: other, .. } if other != *name => {
            return Some("taken for another event");
        }
        Meaning::Event { mismatches, .. } if !mismatches.is_empty() => return Some("does not fit"),
        Meaning::Event { handle, .. } => Some(handle),
        Meaning::Unknown {
            unknown: Unknown::Fail,
            ..
        } => return Some("an error"),
        Meaning::Unknown { .. } | Meaning::Nothing => None,
    };
    match (*handle, seen) {
        (Handle::Fail, Some(Handle::Fail)) => None,
        (Handle::Fail, _) => Some("a failure that is not seen"),
        (_, Some(Handle::Fail)) => Some("taken for a failure"),
        (Handle::Finish, Some(Handle::Finish)) => None,
        (_, Some(Handle::Finish)) => Some("taken for the end"),
        (handle, seen)
            if may_end(handle) && !seen.is_some_and(may_end) && reader.requires_end() =>
        {
            Some("an end that is not seen")
        }
        _ => None,
    }
}
