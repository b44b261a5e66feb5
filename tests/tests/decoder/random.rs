//! Longer streams, cut at random.

use bytes::Bytes;
use proptest::prelude::*;
use stream_events::Decoder;
use stream_events_tests::decoding::{decode, decode_fed_first};
use stream_events_tests::reference;

/// A stream made of the parts that mean something, some of them damaged.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        8 => Just(b"\n".to_vec()),
        3 => Just(b"\r".to_vec()),
        3 => Just(b"\r\n".to_vec()),
        4 => Just(b"\n\n".to_vec()),
        8 => Just(b"data: ".to_vec()),
        2 => Just(b"data".to_vec()),
        3 => Just(b"event: ".to_vec()),
        3 => Just(b"id: ".to_vec()),
        2 => Just(b"retry: ".to_vec()),
        2 => Just(b": comment".to_vec()),
        1 => Just(b"database: x".to_vec()),
        1 => Just("\u{feff}".as_bytes().to_vec()),
        1 => Just(b"\0".to_vec()),
        4 => "[ -~]{0,40}".prop_map(String::into_bytes),
        3 => "[0-9]{1,21}".prop_map(String::into_bytes),
        2 => "\\PC{0,6}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// A stream and its chunks, some of them empty.
fn cut_stream() -> impl Strategy<Value = (Bytes, Vec<Bytes>)> {
    (
        stream(),
        prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    )
        .prop_map(|(stream, cuts)| {
            let stream = Bytes::from(stream);
            let mut cuts: Vec<usize> = cuts
                .iter()
                .map(|index| index.index(stream.len() + 1))
                .collect();
            cuts.push(0);
            cuts.push(stream.len());
            cuts.sort_unstable();
            let chunks = cuts
                .windows(2)
                .map(|pair| stream.slice(pair[0]..pair[1]))
                .collect();
            (stream, chunks)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn equals_the_reference((stream, chunks) in cut_stream(), id in "[a-z]{0,3}") {
        let decoder = || Decoder::new().with_last_event_id(id.clone());
        let expected = Ok(reference::decode(&stream, &id));
        prop_assert_eq!(&decode(decoder(), [stream.clone()]), &expected);
        prop_assert_eq!(&decode(decoder(), chunks.clone()), &expected);
        prop_assert_eq!(&decode_fed_first(decoder(), chunks), &expected);
    }

    #[test]
    fn the_limit_does_not_depend_on_the_cuts((stream, chunks) in cut_stream(), limit in 0..100_usize) {
        let decoder = || Decoder::new().with_max_event_bytes(limit);
        let whole = decode(decoder(), [stream.clone()]);
        prop_assert_eq!(&decode(decoder(), chunks.clone()), &whole);
        prop_assert_eq!(&decode_fed_first(decoder(), chunks), &whole);
        if let Ok(decoded) = whole {
            prop_assert_eq!(decoded, reference::decode(&stream, ""));
        }
    }
}
