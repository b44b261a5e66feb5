//! Events of Messages as the chunks that chat completions would have sent.
//!
//! It knows nothing of HTTP and of bodies, and can be copied as it is.

use stream_events::Error;

use crate::apis::chat::{
    self, ChatCompletionMessageToolCallChunk as ToolCall,
    ChatCompletionMessageToolCallChunkFunction as Function,
    ChatCompletionMessageToolCallChunkType as ToolCallType, ChatCompletionStreamChoice as Choice,
    ChatCompletionStreamChoiceFinishReason as FinishReason,
    ChatCompletionStreamResponseDelta as Delta,
    ChatCompletionStreamResponseDeltaContent as Content,
    ChatCompletionStreamResponseDeltaRole as Role, CompletionUsage,
    CreateChatCompletionStreamResponse as Chunk,
    CreateChatCompletionStreamResponseObject as Object,
};
use crate::apis::messages::{self, ContentBlock, Event, StopReason};

/// One answer, as far as it was converted.
#[derive(Debug)]
pub(crate) struct Conversion {
    /// When the answer was begun, in seconds since 1970.
    created: i64,
    /// Whether the client asked for the counts of tokens.
    with_usage: bool,
    id: String,
    model: String,
    /// The block of each tool call, and whether it has arguments yet.
    calls: Vec<(i64, bool)>,
    prompt_tokens: Option<i64>,
}

impl Conversion {
    pub(crate) fn new(created: i64, with_usage: bool) -> Self {
        Self {
            created,
            with_usage,
            id: String::new(),
            model: String::new(),
            calls: Vec::new(),
            prompt_tokens: None,
        }
    }

    /// The chunks that an event becomes; what chat completions have no place for becomes none.
    pub(crate) fn chunks(&mut self, event: Event) -> Vec<chat::Event> {
        match event {
            Event::MessageStart(start) => {
                (self.id, self.model) = (start.message.id, start.message.model);
                self.prompt_tokens = start.message.usage.and_then(|it| it.input_tokens);
                let mut delta = Delta::new();
                delta.role = Some(Role::Assistant);
                delta.content = Some(Content::String(String::new()));
                vec![self.delta(delta)]
            }
            Event::ContentBlockStart(start) => match start.content_block {
                ContentBlock::Text(block) if !block.text.is_empty() => vec![self.text(block.text)],
                ContentBlock::ToolUse(block) => {
                    self.calls.push((start.index, false));
                    let mut call = ToolCall::new();
                    call.id = Some(block.id);
                    call.r#type = Some(ToolCallType::Function);
                    vec![self.call(call, Some(block.name), String::new())]
                }
                _ => Vec::new(),
            },
            Event::ContentBlockDelta(it) => match it.delta {
                messages::Delta::TextDelta(delta) => vec![self.text(delta.text)],
                messages::Delta::InputJsonDelta(delta) => {
                    self.arguments(it.index, delta.partial_json)
                }
                messages::Delta::ThinkingDelta(thinking) => {
                    let mut delta = Delta::new();
                    delta.reasoning_content = Some(thinking.thinking);
                    vec![self.delta(delta)]
                }
                _ => Vec::new(),
            },
            // A call without arguments has an empty object of them, and never empty text.
            Event::ContentBlockStop(stop) if self.lacks_arguments(stop.index) => {
                self.arguments(stop.index, "{}".to_owned())
            }
            Event::MessageDelta(it) => {
                let reason = it.delta.stop_reason;
                let finish = reason.map(|reason| self.finish(&reason));
                let usage = it.usage.filter(|_| self.with_usage);
                let usage = usage.map(|usage| self.usage(&usage));
                finish.into_iter().chain(usage).collect()
            }
            _ => Vec::new(),
        }
    }

    fn chunk(&self, choices: Vec<Choice>) -> Chunk {
        let mut chunk = Chunk::new(choices);
        chunk.id = Some(self.id.clone());
        chunk.model = Some(self.model.clone());
        chunk.created = Some(self.created);
        chunk.object = Some(Object::ChatCompletionChunk);
        chunk
    }

    fn choice(&self, delta: Delta, reason: Option<FinishReason>) -> chat::Event {
        let mut choice = Choice::new();
        choice.index = Some(0);
        choice.delta = Some(delta);
        choice.finish_reason = reason;
        chat::Event::Chunk(Box::new(self.chunk(vec![choice])))
    }

    fn delta(&self, delta: Delta) -> chat::Event {
        self.choice(delta, None)
    }

    fn text(&self, text: String) -> chat::Event {
        let mut delta = Delta::new();
        delta.content = Some(Content::String(text));
        self.delta(delta)
    }

    /// More of the call of this block.
    fn arguments(&mut self, block: i64, arguments: String) -> Vec<chat::Event> {
        let call = self.calls.last_mut().filter(|(index, _)| *index == block);
        match call {
            Some((_, has_arguments)) if !arguments.is_empty() => {
                *has_arguments = true;
                vec![self.call(ToolCall::new(), None, arguments)]
            }
            _ => Vec::new(),
        }
    }

    fn lacks_arguments(&self, block: i64) -> bool {
        self.calls.last() == Some(&(block, false))
    }

    /// A piece of the last call.
    fn call(&self, mut call: ToolCall, name: Option<String>, arguments: String) -> chat::Event {
        let mut function = Function::new();
        function.name = name;
        function.arguments = Some(arguments);
        call.function = Some(function);
        call.index = i64::try_from(self.calls.len() - 1).ok();
        let mut delta = Delta::new();
        delta.tool_calls = Some(vec![call]);
        self.delta(delta)
    }

    fn finish(&self, reason: &StopReason) -> chat::Event {
        let reason = match reason {
            StopReason::MaxTokens | StopReason::ModelContextWindowExceeded => FinishReason::Length,
            StopReason::ToolUse => FinishReason::ToolCalls,
            StopReason::Refusal => FinishReason::ContentFilter,
            _ => FinishReason::Stop,
        };
        self.choice(Delta::new(), Some(reason))
    }

    /// The counts of tokens come in a chunk of their own, without choices.
    fn usage(&self, counted: &messages::MessageDeltaUsage) -> chat::Event {
        let mut usage = CompletionUsage::new();
        usage.prompt_tokens = counted.input_tokens.or(self.prompt_tokens);
        usage.completion_tokens = counted.output_tokens;
        let counts = usage.prompt_tokens.zip(usage.completion_tokens);
        usage.total_tokens = counts.map(|(prompt, completion)| prompt + completion);
        let mut chunk = self.chunk(Vec::new());
        chunk.usage = Some(usage);
        chat::Event::Chunk(Box::new(chunk))
    }
}

/// A failure of Messages as chat completions report it; `None` for what is no failure of the API, such as
/// a cut, which is passed on as what it is.
pub(crate) fn failure(error: &Error<messages::Failure>) -> Option<chat::Failure> {
    let info = error.failure_info()?;
    let message = info.message.clone().or_else(|| match error.failure()? {
        messages::Failure::Other(text) => Some(text.clone()),
        _ => None,
    });
    let mut said = chat::Error::new(message.unwrap_or_else(|| error.to_string()));
    said.r#type.clone_from(&info.error_type);
    Some(chat::Failure::ErrorResponse(chat::ErrorResponse::new(said)))
}
