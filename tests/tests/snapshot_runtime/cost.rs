//! What a snapshot costs.

use std::hint::black_box;

use allocation_counter::measure;
use stream_events::Snapshot;

use crate::talk::{Event, Piece, Talk, Value};

fn piece(index: i64, piece: &str) -> Piece {
    Piece {
        index: Some(index),
        piece: piece.to_owned(),
        text: String::new(),
    }
}

/// A value with elements at these indices.
fn begun(indices: &[i64]) -> Snapshot<Talk> {
    let mut snapshot = Snapshot::<Talk>::new();
    let (id, items) = ("a".to_owned(), Vec::new());
    snapshot.apply(&Event::Start(Value { id, items })).unwrap();
    for index in indices {
        snapshot.apply(&Event::Item(piece(*index, ""))).unwrap();
    }
    snapshot
}

#[test]
fn no_allocation_a_delta_but_those_of_the_text_that_grows() {
    // In order, and where the indices are not the positions.
    for indices in [[0, 1], [9, 4]] {
        for event in [Event::Text, Event::Json] {
            let event = event(piece(indices[1], "0123456789abcdef"));
            let mut snapshot = begun(&indices);
            let counted = measure(|| {
                for _ in 0..10_000 {
                    let changes = snapshot.apply(&event).unwrap();
                    assert_eq!(black_box(changes).count(), 1);
                }
            });
            // A text of 160,000 bytes grows about 14 times.
            assert!(counted.count_total < 30, "{}", counted.count_total);
        }
    }
}

#[test]
fn a_frozen_value_costs_nothing_an_event() {
    let mut snapshot = begun(&[]);
    let event = Event::Text(piece(0, "x"));
    snapshot.apply(&event).unwrap_err();
    let counted = measure(|| {
        for _ in 0..1_000 {
            snapshot.apply(&event).unwrap();
        }
    });
    assert_eq!(counted.count_total, 0);
}

#[test]
fn to_share_costs_one_allocation_if_nobody_holds_on() {
    let mut snapshot = begun(&[0]);
    let event = Event::Text(piece(0, ""));
    let counted = measure(|| {
        for _ in 0..1_000 {
            snapshot.apply(&event).unwrap();
            black_box(snapshot.shared());
        }
    });
    assert!(counted.count_total <= 2, "{}", counted.count_total);
}
