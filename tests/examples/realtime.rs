//! Typed events over a WebSocket, both ways: as OpenAI's Realtime API, of which this has a part.
//!
//! A WebSocket has messages of its own, so no framing is read. The name of an event is in its data, and
//! [`dispatch`](StreamEvents::dispatch) finds it there; [`to_message`](WriteEvents::to_message) puts it there.
//!
//! ```text
//! cargo run -p stream-events-tests --example realtime
//! ```

#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::error::Error;

use futures::{Sink, SinkExt as _, Stream, StreamExt as _};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use stream_events::{Dispatch, Message, StreamEvents, UnknownEvent, WriteEvents};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::{self, protocol::frame::coding::CloseCode};
use tokio_tungstenite::{accept_async, connect_async};

type BoxError = Box<dyn Error + Send + Sync>;

/// What a server sends.
#[derive(Debug, Clone, PartialEq, StreamEvents)]
#[stream_events(write, dispatch("/type"), fail("error" = Problem), errors(message("/error/message")))]
pub(crate) enum ServerEvent {
    #[event("session.created", "session.updated")]
    Session(Session),
    #[event("response.output_text.delta")]
    TextDelta(TextDelta),
    #[event("response.done")]
    Done(Done),
    #[event(unknown)]
    Unknown(UnknownEvent),
}

/// What a client sends.
#[derive(Debug, Clone, PartialEq, StreamEvents)]
#[stream_events(write, dispatch("/type"), unknown = "fail")]
pub(crate) enum ClientEvent {
    #[event("conversation.item.create")]
    Item(Item),
    #[event("response.create")]
    Respond(Respond),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// One of the two names that the event has.
    r#type: String,
    session: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct TextDelta {
    response_id: String,
    delta: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Done {
    response: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Problem {
    error: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item {
    item: Value,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Respond {}

/// Sends an event as a text.
async fn send<S, W>(socket: &mut W, event: &S::Event) -> Result<(), BoxError>
where
    S: WriteEvents,
    W: Sink<tungstenite::Message, Error = tungstenite::Error> + Unpin,
{
    let message = S::to_message(event)?;
    let text = tungstenite::Message::text(message.data());
    Ok(socket.send(text).await?)
}

/// The next event; `None` when the other side has closed.
async fn next<S, R>(socket: &mut R) -> Result<Option<S::Event>, BoxError>
where
    S: StreamEvents,
    R: Stream<Item = Result<tungstenite::Message, tungstenite::Error>> + Unpin,
{
    while let Some(frame) = socket.next().await {
        let text = match frame? {
            tungstenite::Message::Text(text) => text,
            tungstenite::Message::Close(Some(close)) if close.code != CloseCode::Normal => {
                return Err(close.reason.as_str().into());
            }
            tungstenite::Message::Close(_) => return Ok(None),
            _ => continue,
        };
        match S::dispatch(&Message::new(text.as_str()))? {
            Dispatch::Yield(event) | Dispatch::Unknown(event) => return Ok(Some(event)),
            Dispatch::Fail(failure) => return Err(format!("{failure:?}").into()),
            Dispatch::Refuse(unknown) => {
                return Err(format!("`{}` is not known", unknown.event_type).into());
            }
            _ => {}
        }
    }
    Err("the connection was lost".into())
}

/// Asks one question; what the answer is.
pub(crate) async fn ask(url: &str, question: &str) -> Result<String, BoxError> {
    let (mut socket, _) = connect_async(url).await?;
    let item = serde_json::json!({
        "type": "message", "role": "user",
        "content": [{ "type": "input_text", "text": question }],
    });
    send::<ClientEvent, _>(&mut socket, &ClientEvent::Item(Item { item })).await?;
    send::<ClientEvent, _>(&mut socket, &ClientEvent::Respond(Respond {})).await?;
    let mut answer = String::new();
    while let Some(event) = next::<ServerEvent, _>(&mut socket).await? {
        match event {
            ServerEvent::TextDelta(it) => answer += &it.delta,
            ServerEvent::Done(_) => {
                socket.close(None).await?;
                return Ok(answer);
            }
            // A session is of no interest here, nor is what came to be later.
            ServerEvent::Session(_) | ServerEvent::Unknown(_) => {}
        }
    }
    Err("the server closed before it was done".into())
}

/// Answers each connection by saying again what it was told.
pub(crate) async fn serve(listener: TcpListener) -> std::io::Result<()> {
    loop {
        let (socket, _) = listener.accept().await?;
        // The client sees what went wrong.
        tokio::spawn(answer(socket));
    }
}

async fn answer(socket: TcpStream) -> Result<(), BoxError> {
    let mut socket = accept_async(socket).await?;
    let created = ServerEvent::Session(Session {
        r#type: "session.created".to_owned(),
        session: serde_json::json!({ "model": "gpt-realtime" }),
    });
    send::<ServerEvent, _>(&mut socket, &created).await?;
    let mut question = String::new();
    while let Some(event) = next::<ClientEvent, _>(&mut socket).await? {
        match event {
            ClientEvent::Item(item) => {
                let text = item.item["content"][0]["text"].as_str();
                question = text.unwrap_or_default().to_owned();
            }
            ClientEvent::Respond(_) if question.is_empty() => {
                let error = serde_json::json!({ "message": "There is nothing to answer." });
                let failure = ServerEventFailure::Problem(Problem { error });
                if let Some(message) = ServerEvent::failure_message(&failure) {
                    let text = tungstenite::Message::text(message?.data());
                    socket.send(text).await?;
                }
            }
            ClientEvent::Respond(_) => {
                for word in format!("You said: {question}").split_inclusive(' ') {
                    let delta = ServerEvent::TextDelta(TextDelta {
                        response_id: "resp_1".to_owned(),
                        delta: word.to_owned(),
                    });
                    send::<ServerEvent, _>(&mut socket, &delta).await?;
                }
                let response = serde_json::json!({ "id": "resp_1", "status": "completed" });
                let done = ServerEvent::Done(Done { response });
                send::<ServerEvent, _>(&mut socket, &done).await?;
            }
        }
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("ws://{}", listener.local_addr()?);
    tokio::spawn(serve(listener));
    println!("{}", ask(&url, "How many herons?").await?);
    Ok(())
}
