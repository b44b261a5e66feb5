#![no_main]

use stream_events::Framing;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    stream_events_fuzz::framed::check(Framing::JsonLines, input);
});
