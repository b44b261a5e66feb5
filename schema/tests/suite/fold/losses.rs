//! What is lost of events, and when a value is final.

use stream_events_schema::interpret::Kind;

use super::documents::DENSE;
use super::{checked, snapshot};

#[test]
fn a_value_is_final_only_where_the_stream_ended_and_nothing_was_lost() {
    let checked = checked(DENSE);
    let mut snapshot = snapshot(&checked);
    snapshot.apply("sit", r#"{ "seat": 0, "who": "ann" }"#);
    assert!(snapshot.finish(true).is_ok());
    let cut = snapshot.finish(false).unwrap_err();
    assert_eq!(cut.reason, Kind::Unfinished);
    assert_eq!(cut.value.unwrap().to_string(), r#"{"seats":["ann"]}"#);
    snapshot.lost("sit", "it is not JSON");
    assert_eq!(snapshot.finish(true).unwrap_err().reason, Kind::Lost);
    assert_eq!(snapshot.losses().count(), 1);
    snapshot.restart();
    assert_eq!(
        snapshot.finish(true).unwrap().to_string(),
        r#"{"seats":[]}"#
    );
}
