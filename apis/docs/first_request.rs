use stream_events_apis::openai_responses::{Event, Responses};
use stream_events_apis::stream_events::{RequestExt as _, http::client_builder};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let request = (client_builder().build()?)
        .post("https://api.openai.com/v1/responses")
        .bearer_auth(std::env::var("OPENAI_API_KEY")?)
        .header("content-type", "application/json")
        .body(r#"{ "model": "gpt-5-mini", "input": "Hello!", "stream": true }"#);
    let mut events = request.stream_events::<Responses>().await?;
    while let Some(event) = events.next().await {
        if let Event::ResponseOutputTextDelta(text) = event? {
            print!("{}", text.delta);
        }
    }
    Ok(())
}
