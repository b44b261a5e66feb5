//! Every check holds for every input that is kept.

use std::fs;
use std::path::Path;

use stream_events::Framing;
use stream_events_fuzz::{decoder, dispatch, document, framed, import, readers, tagged};

type Check = fn(&[u8]);

#[test]
fn the_corpus_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let checks: [(&str, Check); 10] = [
        ("decoder", decoder::check),
        ("dispatch", dispatch::check),
        ("document", document::check),
        ("jsonl", |it| framed::check(Framing::JsonLines, it)),
        ("json_seq", |it| framed::check(Framing::JsonSeq, it)),
        ("json_array", |it| framed::check(Framing::JsonArray, it)),
        ("aws_event_stream", |it| {
            framed::check(Framing::AwsEventStream, it)
        }),
        ("import", import::check),
        ("readers", readers::check),
        ("tagged", tagged::check),
    ];
    for (target, check) in checks {
        let inputs = fs::read_dir(corpus.join(target)).expect("inputs of the target");
        for input in inputs {
            let path = input.expect("an input").path();
            println!("{}", path.display());
            check(&fs::read(path).expect("an input"));
        }
    }
}
