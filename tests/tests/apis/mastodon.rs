//! Mastodon's streaming API.

use stream_events::StreamEvents;

use super::read::{before, whole};

/// What Mastodon's servers send.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/mastodon.json")]
pub struct Mastodon;

const FIXTURE: &str = include_str!("../../fixtures/apis/mastodon.sse");

const TYPES: &[&str] = &[
    "update",
    "notification",
    "delete",
    "filters_changed",
    "conversation",
    "announcement",
    "announcement.reaction",
    "announcement.delete",
    "status.update",
    "notifications_merged",
    "encrypted_message",
];

#[test]
fn a_feed_is_read() {
    use mastodon::{Event, NotificationType, Visibility};

    let events = whole::<Mastodon>(FIXTURE, Event::event_type, TYPES);
    for event in &events {
        match event {
            Event::Update(it) => {
                assert_eq!(it.account.acct, "heron@pond.example");
                assert_eq!(it.visibility, Some(Visibility::Public));
            }
            Event::Notification(it) => assert_eq!(it.r#type, NotificationType::Favourite),
            Event::Delete(id) => assert_eq!(id, "90071"),
            Event::AnnouncementDelete(id) => assert_eq!(id, "5"),
            Event::AnnouncementReaction(it) => assert_eq!((&*it.name, it.count), ("❄", 3)),
            Event::StatusUpdate(it) => assert!(it.edited_at.is_some()),
            _ => {}
        }
    }
    assert_eq!(events[3], Event::FiltersChanged);
    assert_eq!(events[9], Event::NotificationsMerged);
}

#[test]
fn a_feed_may_end_anywhere() {
    let types = &TYPES[..TYPES.len() - 1];
    let begun = before(FIXTURE, "encrypted_message");
    whole::<Mastodon>(begun, mastodon::Event::event_type, types);
}

#[test]
fn a_refused_feed_says_why() {
    let body = r#"{"error":"invalid_token","error_description":"the reeds are closed"}"#;
    let Some(mastodon::Failure::ErrorBody(body)) = Mastodon::failure(body) else {
        panic!()
    };
    assert_eq!(body.error, "invalid_token");
    assert_eq!(
        body.error_description.as_deref(),
        Some("the reeds are closed")
    );
}
