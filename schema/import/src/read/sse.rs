//! Server-sent events as descriptions show them, and as they were recorded.

use crate::read::examples::{Example, message};
use crate::read::json;

/// The messages, often without the blank lines between them.
pub(super) fn messages(text: &str, at: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut block: Vec<(&str, &str)> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            of_block(&std::mem::take(&mut block), at, &mut examples);
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        block.push((field, value.strip_prefix(' ').unwrap_or(value)));
    }
    examples
}

/// The messages between two blank lines: one, unless names or data say that they are several.
fn of_block(block: &[(&str, &str)], at: &str, into: &mut Vec<Example>) {
    let is_name = |(field, _): &&(&str, &str)| *field == "event";
    let several = block.iter().filter(is_name).count() > 1;
    let mut rest = block;
    while !rest.is_empty() {
        let next = rest.iter().skip(1).position(|field| is_name(&field));
        let end = next.filter(|_| several).map_or(rest.len(), |at| at + 1);
        let (fields, others) = rest.split_at(end);
        rest = others;
        let event = fields.iter().rev().find(is_name).map(|(_, name)| *name);
        let data = fields.iter().filter(|(field, _)| *field == "data");
        let lines: Vec<&str> = data.flat_map(|(_, line)| of_line(line)).collect();
        let joined = lines.join("\n");
        let is_object = |text: &&str| text.starts_with('{') && json::json(text).is_ok();
        if lines.len() > 1 && json::json(&joined).is_err() && lines.iter().any(is_object) {
            let one = |line: &str| message(at, event, line.to_owned());
            into.extend(lines.into_iter().map(one));
        } else if !lines.is_empty() {
            into.push(message(at, event, joined));
        }
    }
}

/// The data in a line: several, where what was in lines of its own has become one.
fn of_line(line: &str) -> Vec<&str> {
    let several: Vec<&str> = line.split(" data:").map(str::trim).collect();
    let is_data = |text: &&str| json::json(text).is_ok() || text.starts_with('[');
    match several.len() > 1 && several.iter().all(is_data) {
        true => several,
        false => vec![line],
    }
}
