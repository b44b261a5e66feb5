//! 100 responses that think, write and call a tool.

use super::Responses as Kind;
use crate::prose::quoted;
use crate::random::Random;
use crate::workload::{self, Event};

/// How many of each there are, over all responses.
const RESPONSES: usize = 100;
const TEXT: usize = 26_000;
const ARGUMENTS: usize = 8_000;
const SUMMARY: usize = 5_000;

/// Characters in a piece of text: a token, where other APIs send several.
const PIECE: (usize, usize) = (2, 12);
/// Characters in the signs that hide how long a piece is.
const OBFUSCATION: (usize, usize) = (4, 16);

pub(super) fn streams() -> Vec<Vec<Event<Kind>>> {
    let mut random = Random::new(2);
    (0..RESPONSES)
        .map(|number| Response::new(&mut random, number).events())
        .collect()
}

struct Response<'r> {
    random: &'r mut Random,
    number: usize,
    /// Its fields up to the status.
    head: String,
    /// Its items so far.
    output: Vec<String>,
    events: Vec<Event<Kind>>,
}

impl<'r> Response<'r> {
    fn new(random: &'r mut Random, number: usize) -> Self {
        let id = random.signs(48);
        let head = format!(
            r#"{{"id":"resp_{id}","object":"response","created_at":{}"#,
            1_754_000_000 + number,
        );
        Self {
            random,
            number,
            head,
            output: Vec::new(),
            events: Vec::new(),
        }
    }

    fn events(mut self) -> Vec<Event<Kind>> {
        for kind in [Kind::Created, Kind::InProgress] {
            let response = self.response("in_progress", "null");
            self.push(kind, &format!(r#""response":{response}"#));
        }
        self.reasoning();
        self.message();
        self.function_call();
        let response = self.response(
            "completed",
            r#"{"input_tokens":412,"input_tokens_details":{"cached_tokens":0},"output_tokens":388,"output_tokens_details":{"reasoning_tokens":64},"total_tokens":800}"#,
        );
        self.push(Kind::Completed, &format!(r#""response":{response}"#));
        self.events
    }

    fn response(&self, status: &str, usage: &str) -> String {
        let head = &self.head;
        let output = self.output.join(",");
        let parameters = r#"{"type":"object","properties":{"path":{"type":"string","description":"The file."},"line":{"type":"integer"}},"required":["path","line"],"additionalProperties":false}"#;
        format!(
            r#"{head},"status":"{status}","background":false,"error":null,"incomplete_details":null,"instructions":"Answer briefly, and use the tools.","max_output_tokens":null,"max_tool_calls":null,"model":"gpt-5-2025-08-07","output":[{output}],"parallel_tool_calls":true,"previous_response_id":null,"prompt_cache_key":null,"reasoning":{{"effort":"medium","summary":"detailed"}},"safety_identifier":null,"service_tier":"auto","store":true,"temperature":1.0,"text":{{"format":{{"type":"text"}},"verbosity":"medium"}},"tool_choice":"auto","tools":[{{"type":"function","description":"Changes a file.","name":"edit_file","parameters":{parameters},"strict":true}}],"top_logprobs":0,"top_p":1.0,"truncation":"disabled","usage":{usage},"user":null,"metadata":{{}}}}"#
        )
    }

    fn reasoning(&mut self) {
        let id = format!("rs_{}", self.random.signs(48));
        self.added(&format!(
            r#"{{"id":"{id}","type":"reasoning","summary":[]}}"#
        ));
        let place = format!(
            r#""item_id":"{id}","output_index":{},"summary_index":0"#,
            self.output.len()
        );
        let part = |text: &str| format!(r#"{{"type":"summary_text","text":{text}}}"#);
        self.push(
            Kind::SummaryPartAdded,
            &format!(r#"{place},"part":{}"#, part(r#""""#)),
        );
        let text = self.deltas(
            Kind::SummaryDelta,
            &place,
            "",
            share(SUMMARY, self.number),
            Random::text,
        );
        self.push(Kind::SummaryDone, &format!(r#"{place},"text":{text}"#));
        self.push(
            Kind::SummaryPartDone,
            &format!(r#"{place},"part":{}"#, part(&text)),
        );
        self.done(format!(
            r#"{{"id":"{id}","type":"reasoning","summary":[{}]}}"#,
            part(&text),
        ));
    }

    fn message(&mut self) {
        let id = format!("msg_{}", self.random.signs(48));
        let item = |status: &str, content: &str| {
            format!(
                r#"{{"id":"{id}","type":"message","status":"{status}","content":[{content}],"role":"assistant"}}"#
            )
        };
        self.added(&item("in_progress", ""));
        let place = format!(
            r#""item_id":"{id}","output_index":{},"content_index":0"#,
            self.output.len()
        );
        let part = |text: &str| {
            format!(r#"{{"type":"output_text","annotations":[],"logprobs":[],"text":{text}}}"#)
        };
        self.push(
            Kind::PartAdded,
            &format!(r#"{place},"part":{}"#, part(r#""""#)),
        );
        let text = self.deltas(
            Kind::TextDelta,
            &place,
            r#""logprobs":[],"#,
            share(TEXT, self.number),
            Random::text,
        );
        self.push(
            Kind::TextDone,
            &format!(r#"{place},"text":{text},"logprobs":[]"#),
        );
        self.push(
            Kind::PartDone,
            &format!(r#"{place},"part":{}"#, part(&text)),
        );
        self.done(item("completed", &part(&text)));
    }

    fn function_call(&mut self) {
        let id = format!("fc_{}", self.random.signs(48));
        let call = self.random.signs(24);
        let item = |status: &str, arguments: &str| {
            format!(
                r#"{{"id":"{id}","type":"function_call","status":"{status}","arguments":{arguments},"call_id":"call_{call}","name":"edit_file"}}"#
            )
        };
        self.added(&item("in_progress", r#""""#));
        let place = format!(r#""item_id":"{id}","output_index":{}"#, self.output.len());
        let arguments = self.deltas(
            Kind::ArgumentsDelta,
            &place,
            "",
            share(ARGUMENTS, self.number),
            Random::json,
        );
        self.push(
            Kind::ArgumentsDone,
            &format!(r#"{place},"arguments":{arguments}"#),
        );
        self.done(item("completed", &arguments));
    }

    fn added(&mut self, item: &str) {
        let index = self.output.len();
        self.push(
            Kind::ItemAdded,
            &format!(r#""output_index":{index},"item":{item}"#),
        );
    }

    fn done(&mut self, item: String) {
        let index = self.output.len();
        self.push(
            Kind::ItemDone,
            &format!(r#""output_index":{index},"item":{item}"#),
        );
        self.output.push(item);
    }

    /// Writes the pieces, and returns the whole as JSON.
    fn deltas(
        &mut self,
        kind: Kind,
        place: &str,
        rest: &str,
        count: usize,
        of: fn(&mut Random, usize) -> String,
    ) -> String {
        let mut whole = String::new();
        for _ in 0..count {
            let length = self.random.between(PIECE.0, PIECE.1);
            let piece = of(self.random, length);
            let hidden = self.random.between(OBFUSCATION.0, OBFUSCATION.1);
            let hidden = self.random.signs(hidden);
            self.push(
                kind,
                &format!(
                    r#"{place},"delta":{},{rest}"obfuscation":"{hidden}""#,
                    quoted(&piece, false),
                ),
            );
            whole += &piece;
        }
        quoted(&whole, false)
    }

    fn push(&mut self, kind: Kind, fields: &str) {
        let event_type = workload::Workload::event_type(kind);
        let data = format!(
            r#"{{"type":"{event_type}","sequence_number":{},{fields}}}"#,
            self.events.len(),
        );
        self.events.push(Event { kind, data });
    }
}

fn share(total: usize, number: usize) -> usize {
    workload::share(total, number, RESPONSES)
}
