//! Every payload of the shipped documents, made by `new` with random values, and every event.

use stream_events::testing::Fixture;

use crate::formats::{comes_back, comes_back_from_toml};
use crate::sample::{Check, Payload, Sample, Source};

#[allow(
    deprecated,
    unused_mut,
    unused_variables,
    clippy::all,
    reason = "it is written by the build script, the same for all types"
)]
mod documents {
    include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
}

/// How many values of each sort are looked at.
const ROUNDS: u64 = 8;

#[derive(Default)]
struct ComesBack {
    types: usize,
    events: usize,
    failures: usize,
}

impl Check for ComesBack {
    fn payload<T: Payload>(&mut self) {
        self.types += 1;
        for seed in 0..ROUNDS {
            for variant in 0..T::VARIANTS {
                let value = Source::new(seed, true).of_variant::<T>(variant);
                comes_back(&value);
            }
        }
    }

    fn failure<T: Sample>(&mut self, is_read_back: fn(&T) -> bool) {
        for seed in 0..ROUNDS {
            for variant in 0..T::VARIANTS {
                let failure = Source::new(seed, true).of_variant::<T>(variant);
                self.failures += usize::from(is_read_back(&failure));
            }
        }
    }

    fn event<T: Payload>(&mut self, send: fn(&T) -> Fixture) {
        for seed in 0..ROUNDS {
            for variant in 0..T::VARIANTS {
                self.events += 1;
                let event = Source::new(seed, true).of_variant::<T>(variant);
                comes_back(&event);
                comes_back_from_toml(&Source::new(seed, false).of_variant::<T>(variant));
                // The last is unknown, and its data need not say its name.
                if variant + 1 < T::VARIANTS {
                    let _: Fixture = send(&event);
                }
            }
        }
    }
}

#[test]
fn every_payload_and_every_event_comes_back() {
    let mut check = ComesBack::default();
    documents::check(&mut check);
    assert!(
        check.types > 500 && check.events > 1000 && check.failures > 100,
        "{} {} {}",
        check.types,
        check.events,
        check.failures
    );
}
