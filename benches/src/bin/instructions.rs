//! Runs one variant once, or only what comes before it. valgrind counts what that takes.

use std::env;

use stream_events_benches::input::Input;
use stream_events_benches::messages::Messages;
use stream_events_benches::responses::Responses;
use stream_events_benches::tables::instructions::Run;
use stream_events_benches::tally::Tally;
use stream_events_benches::workload::Workload;

fn main() {
    let run = Run::of(env::args().skip(1)).expect("a workload, a chunking and a variant");
    match run.workload.as_str() {
        Messages::NAME => once::<Messages>(&run),
        Responses::NAME => once::<Responses>(&run),
        name => panic!("there is no workload {name}"),
    }
}

fn once<W: Workload>(run: &Run) {
    let input = Input::<W>::new(run.chunking);
    let mut tally = Tally::quick();
    if let Some(variant) = W::VARIANTS.iter().find(|it| it.name == run.variant) {
        (variant.run)(&input, &mut tally);
    }
    std::hint::black_box(tally.sum());
}
