#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| stream_events_fuzz::readers::check(input));
