//! A feed as the body of actix' responses.
//!
//! ```text
//! cargo run -p stream-events-tests --example actix
//! curl -N http://127.0.0.1:8080/
//! ```

#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::io;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use futures::stream::{Stream, StreamExt as _, iter};
use stream_events::{Encoder, StreamEvents, WriteEvents as _};

/// What is sent.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../runtime/schemas/feed.json")]
pub(crate) struct Feed;

#[actix_web::main]
async fn main() -> io::Result<()> {
    let listener = std::net::TcpListener::bind("127.0.0.1:8080")?;
    println!("curl -N http://127.0.0.1:8080/");
    serve(listener, |_| slow_updates())?.await
}

fn slow_updates() -> impl Stream<Item = io::Result<feed::Event>> + Send + 'static {
    let update = |n: u32| feed::Event::Update(feed::Update::new(n.to_string(), "Hi"));
    let events = (1..=5).map(update).chain([feed::Event::Bye]);
    iter(events).then(|event| async {
        actix_web::rt::time::sleep(Duration::from_millis(500)).await;
        Ok(event)
    })
}

/// Answers each path with its events.
pub(crate) fn serve<B>(listener: std::net::TcpListener, events: fn(&str) -> B) -> io::Result<Server>
where
    B: Stream<Item = io::Result<feed::Event>> + Send + 'static,
{
    let answer = move |request: HttpRequest| async move {
        HttpResponse::Ok()
            .content_type(Feed::CONTENT_TYPE)
            .streaming(Encoder::<Feed>::encode(events(request.path())))
    };
    let server = HttpServer::new(move || App::new().default_service(web::to(answer)));
    Ok(server.workers(1).listen(listener)?.run())
}
