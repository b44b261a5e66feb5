//! What events carry, as it is folded.

use crate::checked::Checked;
use crate::document::Event;
use crate::interpret::data::Data;
use crate::interpret::fold::node::{Node, Part, Slot};
use crate::interpret::fold::typed::typed;
use crate::interpret::nulls::{Became, Null};
use crate::pointer;
use crate::shape::Type;
use crate::words::Content;

/// The data of an event, as its type reads it without what does not fit; nothing if it is not JSON.
pub(super) fn payload(
    document: &Checked,
    event: &Event<Type>,
    data: &str,
    nulls: &[Null<'_>],
) -> Option<Node> {
    match (event.content, &event.payload) {
        (Content::Text, _) => Some(Node::String(data.to_owned())),
        (Content::Json, Some(ty)) => {
            let data = Data::parse(data);
            let mut payload = Slot::new(Node::of(data.readable()?));
            for null in nulls {
                if let Some(slot) = slot_at(&mut payload, &null.at) {
                    mend(slot, null);
                }
            }
            Some(typed(document, ty, payload.node))
        }
        _ => Some(Node::Null),
    }
}

/// What is there, unless something around it is gone.
fn slot_at<'s>(root: &'s mut Slot, at: &str) -> Option<&'s mut Slot> {
    let segments = pointer::segments(at).ok()?;
    segments.iter().try_fold(root, |slot, segment| {
        let part = match &slot.node {
            Node::List(_) => Part::Element(pointer::index(segment)?),
            _ => Part::Field(segment.to_string()),
        };
        slot.at_mut(&[part])
    })
}

fn mend(slot: &mut Slot, null: &Null<'_>) {
    match (null.became, null.tag) {
        (Became::Unknown, Some(tag)) => {
            let node = std::mem::replace(&mut slot.node, Node::Null);
            slot.node = Node::Kept {
                node: Box::new(node),
                tag: tag.to_owned(),
            };
        }
        (Became::Null | Became::Unknown, _) => slot.node = Node::Null,
        // It is read so already.
        (Became::Mended, _) => {}
    }
}
