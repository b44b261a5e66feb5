//! A fold that was written by hand.

use futures_core::Stream as _;
use stream_events::testing::Fixture;
use stream_events::{ErrorKind, Fold, FoldError, FoldErrorKind, StreamSnapshot};
use stream_events_tests::feed::{Event, Feed};

/// The sum of all numbers.
#[derive(Debug, Default)]
struct Sum(Option<u64>);

impl Fold for Sum {
    type Event = Event;
    type Value = u64;
    type Change<'a> = ();

    fn apply(&mut self, event: &Event) -> Result<(), FoldError> {
        if let Event::Number(number) = event {
            let sum = self.0.unwrap_or(0).checked_add(*number);
            self.0 = Some(sum.ok_or_else(|| FoldError::new("the sum is too large"))?);
        }
        Ok(())
    }

    fn value(&self) -> Option<&u64> {
        self.0.as_ref()
    }

    fn into_value(self) -> Option<u64> {
        self.0
    }

    fn restart(&mut self) {
        self.0 = None;
    }
}

fn numbers(numbers: &[&str]) -> Fixture {
    let fixture = Fixture::new();
    numbers
        .iter()
        .fold(fixture, |fixture, number| fixture.event("number", number))
}

fn done(fixture: Fixture) -> Fixture {
    fixture.event("done", "1")
}

const MAX: &str = "18446744073709551615";

#[tokio::test]
async fn it_is_fed_by_a_stream() {
    let stream = done(numbers(&["1", "2", "39"])).into_stream::<Feed>();
    let mut stream = stream.with_snapshot_of(Sum::default());
    while let Some(step) = stream.next().await {
        let mut step = step.unwrap();
        assert_eq!(step.changes().count(), 0);
        assert_eq!(step.shared().as_deref(), step.snapshot());
    }
    assert_eq!(stream.snapshot(), Some(&42));
    assert!(stream.open().is_empty() && stream.losses().is_empty());
    assert_eq!(stream.final_snapshot().await.unwrap(), 42);
}

#[tokio::test]
async fn after_an_error_it_is_given_no_more_events() {
    let stream = done(numbers(&["1", MAX, "2", MAX])).into_stream::<Feed>();
    let mut stream = stream.with_snapshot_of(Sum::default());
    let mut errors = Vec::new();
    while let Some(step) = stream.next().await {
        if let Err(error) = step {
            assert!(!error.ends_stream());
            errors.push(error.to_string());
        }
    }
    assert_eq!(errors, ["the sum is too large"]);
    assert_eq!(stream.snapshot(), Some(&1));
    assert_eq!(stream.error().unwrap().rule(), None);
    let error = stream.final_snapshot().await.unwrap_err();
    assert_eq!(error.value(), Some(&1));
    assert!(matches!(error.error().kind(), ErrorKind::Fold(error)
        if *error.kind() == FoldErrorKind::Custom("the sum is too large".to_owned())));
}

#[tokio::test]
async fn what_was_lost_is_kept_for_it() {
    let stream = done(numbers(&["1", "two", "3"])).into_stream::<Feed>();
    let mut stream = stream.with_snapshot_of(Sum::default());
    while stream.next().await.is_some() {}
    assert_eq!(stream.losses().count(), 1);
    assert_eq!(stream.losses().first()[0].number, 2);
    let error = stream.final_snapshot().await.unwrap_err();
    assert_eq!(error.value(), Some(&4));
    assert!(matches!(error.error().kind(), ErrorKind::Fold(error)
        if *error.kind() == FoldErrorKind::Lost));
}

#[tokio::test]
async fn a_value_that_never_began_and_a_stream_that_did_not_end_are_errors() {
    let fold = |fixture: Fixture| {
        let stream = fixture.into_stream::<Feed>();
        stream.with_snapshot_of(Sum::default()).final_snapshot()
    };
    let error = fold(done(Fixture::new())).await.unwrap_err();
    assert!(matches!(error.error().kind(), ErrorKind::Fold(error)
        if *error.kind() == FoldErrorKind::BeforeStart));
    let error = fold(numbers(&["1"])).await.unwrap_err();
    assert!(matches!(error.error().kind(), ErrorKind::Truncated(_)));
    assert_eq!(error.into_value(), Some(1));
}

/// Events of one's own that are known to add up.
#[derive(Debug, stream_events::StreamEvents)]
enum Count {
    #[event("number", content = "text")]
    Number(String),
    #[event(unknown)]
    Unknown(stream_events::UnknownEvent),
}

#[derive(Default)]
struct Length(usize);

impl Fold for Length {
    type Event = Count;
    type Value = usize;
    type Change<'a> = ();

    fn apply(&mut self, event: &Count) -> Result<(), FoldError> {
        if let Count::Number(text) = event {
            self.0 += text.len();
        }
        Ok(())
    }

    fn value(&self) -> Option<&usize> {
        Some(&self.0)
    }

    fn into_value(self) -> Option<usize> {
        Some(self.0)
    }

    fn restart(&mut self) {
        self.0 = 0;
    }
}

impl StreamSnapshot for Count {
    type Snapshot = Length;
}

#[tokio::test]
async fn an_enum_says_what_its_events_add_up_to() {
    let stream = numbers(&["123", "45"]).into_stream::<Count>();
    assert_eq!(stream.size_hint().0, 0);
    let total = stream.with_snapshot().final_snapshot().await.unwrap();
    assert_eq!(total, 5);
}
