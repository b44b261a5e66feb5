//! Framings besides server-sent events against a plain reading, however a stream is cut.

use stream_events::Framing;

use crate::framings::{aws_frame_of, decode, reference};

/// In an input, where one chunk ends and the next begins. It is no part of the stream.
const CUT: u8 = 0xFF;

/// Checks the decoder of a framing with a stream, cut at [`CUT`].
///
/// No chance input has a checksum that is right: of Amazon's framing, each piece is made the headers or,
/// where it has a zero byte at its end, the whole of a frame too.
pub fn check(framing: Framing, input: &[u8]) {
    let pieces = input.split(|byte| *byte == CUT).collect::<Vec<_>>();
    are_read(framing, &pieces);
    if framing == Framing::AwsEventStream {
        let frames = pieces.iter().map(|it| match it.strip_suffix(b"\0") {
            Some(damaged) => damaged.to_vec(),
            None => aws_frame_of(it, b"{}"),
        });
        let frames = frames.collect::<Vec<_>>();
        let frames = frames.iter().map(Vec::as_slice).collect::<Vec<_>>();
        are_read(framing, &frames);
    }
}

fn are_read(framing: Framing, chunks: &[&[u8]]) {
    let stream = chunks.concat();
    for limit in [usize::MAX, 40, 3] {
        let expected = reference(framing, limit, &stream);
        assert_eq!(decode(framing, limit, chunks), expected);
        assert_eq!(decode(framing, limit, stream.chunks(1)), expected);
        assert_eq!(decode(framing, limit, [&stream]), expected);
    }
}
