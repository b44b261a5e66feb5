//! The lines of what stands inside a macro.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::spaces::inline;

/// How wide a line may be.
const WIDTH: usize = 100;

/// One line for each entry, which ends with a semicolon or a block.
pub(super) fn lines(tokens: TokenStream, indent: usize) -> String {
    let mut text = String::new();
    let mut line = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(block) if block.delimiter() == Delimiter::Brace => {
                let head = inline(line.drain(..).collect());
                let space = " ".repeat(indent);
                let head = if head.is_empty() { head } else { head + " " };
                let body = lines(block.stream(), indent + 4);
                match body.is_empty() {
                    true => text.push_str(&format!("{space}{head}{{}}\n")),
                    false => text.push_str(&format!("{space}{head}{{\n{body}{space}}}\n")),
                }
            }
            token => {
                let ends = is(&token, ';');
                line.push(token);
                if ends {
                    put(&mut text, &line, indent);
                    line.clear();
                }
            }
        }
    }
    if !line.is_empty() {
        put(&mut text, &line, indent);
    }
    text
}

/// Adds an entry, in several lines if it is long.
fn put(text: &mut String, tokens: &[TokenTree], indent: usize) {
    let space = " ".repeat(indent);
    let flat = inline(tokens.iter().cloned().collect());
    if indent + flat.chars().count() <= WIDTH {
        text.push_str(&format!("{space}{flat}\n"));
        return;
    }
    if let Some(parts) = broken(tokens) {
        for (index, part) in parts.iter().enumerate() {
            put(text, part, if index == 0 { indent } else { indent + 4 });
        }
        return;
    }
    let last = tokens.iter().rposition(|token| group(token).is_some());
    let Some((last, group)) = last.and_then(|at| Some((at, group(&tokens[at])?))) else {
        text.push_str(&format!("{space}{flat}\n"));
        return;
    };
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ('(', ')'),
        _ => ('[', ']'),
    };
    let head = inline(tokens[..last].iter().cloned().collect());
    let tail = inline(tokens[last + 1..].iter().cloned().collect());
    text.push_str(&format!("{space}{head}{open}\n"));
    let inside: Vec<_> = group.stream().into_iter().collect();
    for part in arguments(&inside) {
        put(text, part, indent + 4);
    }
    text.push_str(&format!("{space}{close}{tail}\n"));
}

/// The parts of a chain of calls or of conditions, if it is one.
fn broken(tokens: &[TokenTree]) -> Option<Vec<&[TokenTree]>> {
    let is_and =
        |at: usize| is(&tokens[at], '&') && tokens.get(at + 1).is_some_and(|it| is(it, '&'));
    let mut starts: Vec<usize> = (1..tokens.len()).filter(|at| is_and(*at)).collect();
    if starts.is_empty() {
        let calls = |at: &usize| {
            let arguments = tokens.get(at + 2);
            is(&tokens[*at], '.') && matches!(arguments, Some(TokenTree::Group(_)))
        };
        starts = (1..tokens.len()).filter(calls).collect();
    }
    if starts.len() < 2 && !starts.iter().any(|at| is_and(*at)) {
        return None;
    }
    starts.insert(0, 0);
    let ends = starts[1..].iter().copied().chain([tokens.len()]);
    let parts = starts.iter().zip(ends);
    Some(parts.map(|(start, end)| &tokens[*start..end]).collect())
}

/// What the commas part, other than those between the parameters of a closure.
fn arguments(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut parameters = false;
    let mut before = None;
    let ends = |token: &TokenTree| {
        let opens = matches!(before, Some(TokenTree::Ident(_)));
        if is(token, '|') {
            parameters = !parameters && opens;
        }
        before = Some(token.clone());
        !parameters && is(token, ',')
    };
    tokens.split_inclusive(ends).collect()
}

fn is(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == punct)
}

fn group(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if !group.stream().is_empty() => Some(group),
        _ => None,
    }
}
