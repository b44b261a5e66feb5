//! Any interleaving of writers, closers and deletions, beside a model of what is to be.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use stream_events_relay::log::{Begun, Look, Records, Writer};
use stream_events_relay::{EndKind, Key, Log, LogError, Position, Record};

use crate::place::{ABANDONED, LAPSED, LONG, Place, end, message};

/// What somebody does: to the run of this number, or as the writer of this number.
#[derive(Debug, Clone, Copy)]
enum Step {
    Begin { run: usize, lapses: bool },
    Append(usize),
    Again(usize),
    End(usize),
    Renew(usize),
    Close(usize),
    Cancel(usize),
    Delete(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (run, writer) = (0..2_usize, 0..6_usize);
    prop_oneof![
        4 => (run.clone(), any::<bool>()).prop_map(|(run, lapses)| Step::Begin { run, lapses }),
        8 => writer.clone().prop_map(Step::Append),
        3 => writer.clone().prop_map(Step::Again),
        1 => writer.clone().prop_map(Step::End),
        2 => writer.prop_map(Step::Renew),
        3 => run.clone().prop_map(Step::Close),
        1 => run.clone().prop_map(Step::Cancel),
        2 => run.prop_map(Step::Delete),
    ]
}

/// Nothing is missing, nothing is there twice, nothing stands behind an end, and nobody writes who is not the writer.
pub(crate) async fn any_interleaving_does_as_the_model<P: Place>(place: &P) {
    let instances = [place.instance().await, place.instance().await];
    let config = Config {
        cases: P::INTERLEAVINGS,
        failure_persistence: None,
        ..Config::default()
    };
    let steps = prop::collection::vec(step(), 1..40);
    let handle = tokio::runtime::Handle::current();
    let result = tokio::task::block_in_place(|| {
        TestRunner::new(config).run(&steps, |steps| {
            handle.block_on(run(place, &instances, &steps));
            Ok(())
        })
    });
    result.expect("the model's answers");
}

async fn run<P: Place>(place: &P, instances: &[P::Log; 2], steps: &[Step]) {
    let mut model = Model::new();
    for (n, step) in steps.iter().enumerate() {
        // Whoever does it, it is the same log.
        model.take(*step, &instances[n % 2]).await;
        place.settle().await;
        model.compare(&instances[(n + 1) % 2]).await;
    }
}

struct Model {
    keys: [Key; 2],
    runs: [Option<Run>; 2],
    writers: Vec<Pen>,
    epoch: u64,
}

struct Run {
    records: Records,
    lapses: bool,
    cancelled: bool,
}

/// A writer, and what it wrote last.
struct Pen {
    writer: Writer,
    run: usize,
    last: (Position, Record),
}

impl Run {
    fn last(&self) -> &(Position, Record) {
        self.records.last().expect("a first record")
    }

    fn is_ended(&self) -> bool {
        matches!(self.last().1, Record::End(_))
    }

    fn close(&mut self) {
        if self.lapses && !self.is_ended() {
            let at = self.last().0.closing();
            self.records.push((at, end(ABANDONED)));
        }
    }
}

impl Model {
    fn new() -> Self {
        Self {
            keys: [Key::random(), Key::random()],
            runs: [None, None],
            writers: Vec::new(),
            epoch: 0,
        }
    }

    async fn take(&mut self, step: Step, log: &impl Log) {
        match step {
            Step::Begin { run, lapses } => self.begin(run, lapses, log).await,
            Step::Append(n) => self.append(n, Some(message("more")), log).await,
            Step::End(n) => self.append(n, Some(end(EndKind::Complete)), log).await,
            Step::Again(n) => self.append(n, None, log).await,
            Step::Renew(n) => {
                if let Some(pen) = self.writers.get(n) {
                    let done = log.renew(&pen.writer).await;
                    same(&done, &self.may_write(pen));
                }
            }
            Step::Close(run) => {
                let done = log.close(&self.keys[run]).await;
                same(&done, &self.is_there(run));
                self.runs[run].iter_mut().for_each(Run::close);
            }
            Step::Cancel(run) => {
                let done = log.cancel(&self.keys[run]).await;
                same(&done, &self.is_there(run));
                self.runs[run].iter_mut().for_each(|it| it.cancelled = true);
            }
            Step::Delete(run) => {
                log.delete(&self.keys[run]).await.expect("deleted");
                self.runs[run] = None;
            }
        }
    }

    async fn begin(&mut self, run: usize, lapses: bool, log: &impl Log) {
        let terms = if lapses { LAPSED } else { LONG };
        let begun = log.begin(&self.keys[run], terms).await.expect("begun");
        if let Some(found) = &mut self.runs[run] {
            found.close();
            let expected = match found.is_ended() {
                true => Begun::Ended,
                false => Begun::Running,
            };
            return assert_eq!(begun, expected);
        }
        let Begun::Writer(writer) = begun else {
            panic!("no writer, but {begun:?}");
        };
        // Above the one with which somebody may have closed the last one.
        assert!(writer.epoch > self.epoch);
        self.epoch = writer.epoch + 1;
        let last = (writer.first(), Record::Begun);
        self.runs[run] = Some(Run {
            records: vec![last.clone()],
            lapses,
            cancelled: false,
        });
        self.writers.push(Pen { writer, run, last });
    }

    /// Appends the next record, or the last one again. A writer is done after its end.
    async fn append(&mut self, n: usize, record: Option<Record>, log: &impl Log) {
        let Some(pen) = self.writers.get(n) else {
            return;
        };
        let is_done = matches!(pen.last.1, Record::End(_));
        let next = record.filter(|_| !is_done);
        let (at, record) = match &next {
            Some(record) => (pen.last.0.next(), record.clone()),
            None => pen.last.clone(),
        };
        let expected = self.may_write(pen);
        let is_written = next.is_some() && expected.is_ok();
        same(&log.append(&pen.writer, at, &record).await, &expected);
        if is_written {
            let run = self.runs[pen.run].as_mut().expect("a run");
            run.records.push((at, record.clone()));
            self.writers[n].last = (at, record);
        }
    }

    fn is_there(&self, run: usize) -> Result<(), LogError> {
        self.runs[run].as_ref().map(drop).ok_or(LogError::Gone)
    }

    fn may_write(&self, pen: &Pen) -> Result<(), LogError> {
        match &self.runs[pen.run] {
            None => Err(LogError::Gone),
            Some(run) if run.last().0.epoch != pen.writer.epoch => Err(LogError::Fenced),
            Some(_) => Ok(()),
        }
    }

    async fn compare(&self, log: &impl Log) {
        let looks = log.look(&self.keys).await.expect("looks");
        for (n, (key, run)) in self.keys.iter().zip(&self.runs).enumerate() {
            let range = log.range(key, Position::START, 100).await;
            let Some(run) = run else {
                assert!(matches!(range, Err(LogError::Gone)), "{range:?}");
                assert_eq!(looks[n], Look::Gone);
                continue;
            };
            assert_eq!(range.expect("a log"), run.records);
            let expected = match run.lapses && !run.is_ended() {
                true => Look::Orphaned,
                false => Look::Alive,
            };
            assert_eq!(looks[n], expected);
            self.compare_cancels(n, log).await;
        }
    }

    /// A writer that still writes knows whether it is to stop.
    async fn compare_cancels(&self, n: usize, log: &impl Log) {
        for pen in self.writers.iter().filter(|pen| pen.run == n) {
            if self.may_write(pen).is_ok() {
                let cancelled = log.cancelled(&pen.writer).await.expect("an answer");
                let run = self.runs[n].as_ref();
                assert_eq!(Some(cancelled), run.map(|it| it.cancelled));
            }
        }
    }
}

/// Errors are no values: they are the same if they say the same.
fn same(done: &Result<(), LogError>, expected: &Result<(), LogError>) {
    assert_eq!(format!("{done:?}"), format!("{expected:?}"));
}
