//! Where there is a space between two tokens.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The tokens in one line, spaced as people write Rust.
pub(super) fn inline(tokens: TokenStream) -> String {
    let mut line = Line::default();
    line.tokens(tokens);
    line.text
}

/// A line, and what its last token was.
#[derive(Default)]
struct Line {
    text: String,
    last: Last,
    /// Whether the parameters of a closure are open.
    closure: bool,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Last {
    /// The start of the line or of a group: nothing before which there could be a space.
    #[default]
    Start,
    /// A word or a literal.
    Word,
    /// A word that is an operator: what comes after it begins anew.
    Keyword,
    /// The end of a group or of type arguments.
    Close,
    /// What belongs to the next token: `&`, `.`, `::`.
    Prefix,
    /// What does not: `,`, `=>`.
    Separator,
}

impl Line {
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) => {
                    let ident = ident.to_string();
                    let keyword = matches!(&*ident, "if" | "in" | "as" | "but" | "dispatch");
                    self.spaced(&ident);
                    self.last = if keyword { Last::Keyword } else { Last::Word };
                }
                TokenTree::Literal(literal) => {
                    self.spaced(&literal.to_string());
                    self.last = Last::Word;
                }
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Punct(punct) => {
                    let mut operator = punct.as_char().to_string();
                    let mut spacing = punct.spacing();
                    while spacing == Spacing::Joint
                        && let Some(TokenTree::Punct(next)) = tokens.peek()
                        && is_operator(&operator, next.as_char())
                    {
                        operator.push(next.as_char());
                        spacing = next.spacing();
                        tokens.next();
                    }
                    self.operator(&operator);
                }
            }
        }
    }

    /// Adds what begins with a letter, a digit or a quote.
    fn spaced(&mut self, text: &str) {
        if !matches!(self.last, Last::Start | Last::Prefix) {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    fn group(&mut self, delimiter: Delimiter, inside: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let joins = matches!(self.last, Last::Start | Last::Prefix)
            || open == "(" && matches!(self.last, Last::Word | Last::Close);
        self.text.push_str(if joins { "" } else { " " });
        self.text.push_str(open);
        let closure = std::mem::take(&mut self.closure);
        self.last = Last::Start;
        self.tokens(inside);
        self.closure = closure;
        self.text.push_str(close);
        self.last = Last::Close;
    }

    fn operator(&mut self, operator: &str) {
        let begins = !matches!(self.last, Last::Word | Last::Close);
        let (space, last) = match operator {
            "," | ";" => (false, Last::Separator),
            ":" => (false, Last::Separator),
            "." | "?" | ">" => (
                false,
                if operator == "." {
                    Last::Prefix
                } else {
                    Last::Close
                },
            ),
            "<" => (false, Last::Prefix),
            "::" => (
                matches!(self.last, Last::Separator | Last::Keyword),
                Last::Prefix,
            ),
            ".." | "&" | "-" | "#" | "$" => (self.last != Last::Start, Last::Prefix),
            "!" if begins => (self.last != Last::Start, Last::Prefix),
            "!" => (false, Last::Close),
            // The end of a closure's parameters.
            "|" if self.closure => (false, Last::Separator),
            "|" if begins => (self.last != Last::Start, Last::Prefix),
            _ => (self.last != Last::Start, Last::Separator),
        };
        if operator == "|" {
            self.closure = begins && !self.closure;
        }
        let space = space && self.last != Last::Prefix;
        self.text.push_str(if space { " " } else { "" });
        self.text.push_str(operator);
        self.last = last;
    }
}

/// Whether a character makes an operator longer.
fn is_operator(operator: &str, next: char) -> bool {
    matches!(
        (operator, next),
        (":", ':') | ("=", '>' | '=') | ("&", '&') | (".", '.') | ("!", '=') | ("-", '>')
    )
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn tokens_are_spaced_as_people_write_them() {
        for line in [
            "\"note.created\" => own(Yield NoteCreated: notes::Note);",
            "\"a\" => plain(Finish A: m::A, if |it, _| it.map(|it| &it.b).is_some());",
            "if |_, message| !::core::matches!(it.as_str(), \"a\" | \"b\") && it.is_null()",
            "dispatch Event, Pointer(&[\"meta\", \"type\"]), Has(&[\"a\"], \"b\");",
            "keep_mismatches true but \"a\" | \"b\";",
            "[\"type\" = \"text\"]",
            "required left: \"left\" as null;",
            "plain \"a\" | \"b\" => A: Option<Vec<::std::string::String>>;",
            "..additional_properties",
            ".is_some_and(|it| [-1i64, 3i64].contains(it))",
            "Messages: messages::Event, messages::Failure;",
            "pub(super) Event",
        ] {
            let tokens = line.parse().expect("tokens");
            assert_eq!(inline(tokens), line);
        }
    }
}
