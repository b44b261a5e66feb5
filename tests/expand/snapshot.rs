/// The events of `snapshot.json`.
#[derive(Debug)]
pub struct Growing;
/// A message that grows, with everything that rules can do.
#[allow(
    dead_code,
    deprecated,
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    reason = "its names, shapes and descriptions are the API's"
)]
pub mod growing {
    /// What a stream of `Growing` yields.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// Event type on the wire: `begin`.
        Begin(Message),
        /// Event type on the wire: `part`.
        Part(PartBegins),
        /// Event type on the wire: `delta`.
        Delta(PartGrows),
        /// Event type on the wire: `part_done`.
        PartDone(PartDone),
        /// Event type on the wire: `notes`.
        Notes(Notes),
        /// Event type on the wire: `whole`.
        Whole(Message),
        /// Event type on the wire: `bye`.
        Bye,
        /// An event that is not declared, as it came.
        Unknown(::stream_events::UnknownEvent),
    }
    ::stream_events::__event! {
        pub Event {
            Begin(it) = "begin", named;
            Part(it) = "part", named;
            Delta(it) = "delta", named;
            PartDone(it) = "part_done", named;
            Notes(it) = "notes", named;
            Whole(it) = "whole", named;
            Bye = "bye", named, Finish;
        }
    }
    /// Nothing in these streams is a failure.
    pub type Failure = ::core::convert::Infallible;
    /// What an event changed.
    #[derive(Debug, Clone, Copy, PartialEq)]
    #[non_exhaustive]
    pub enum Change<'a> {
        /// `text`: `emit` of the document.
        Text {
            /// Which element, by its index on the wire.
            index: usize,
            /// What was appended.
            delta: &'a str,
            /// The place as it is after the whole event.
            value: &'a str,
        },
        /// `input`: `emit` of the document.
        Input {
            /// Which element, by its index on the wire.
            index: usize,
            /// What was appended.
            delta: &'a str,
            /// The place as it is after the whole event.
            value: &'a ::stream_events::JsonText<
                ::stream_events::__private::Map<
                    String,
                    ::stream_events::__private::Value,
                >,
            >,
        },
        /// `part`: `emit` of the document.
        Part {
            /// Which element, by its index on the wire.
            index: usize,
            /// The place as it is after the whole event.
            value: &'a Part,
        },
        /// `note`: `emit` of the document.
        Note {
            /// Which element, by its key.
            key: i64,
            /// The place as it is after the whole event.
            value: &'a Note,
        },
        /// A new value began.
        Restarted,
    }
    /// What the events of a stream of `Growing` add up to.
    pub type Snapshot = ::stream_events::Snapshot<
        <Event as ::stream_events::__private::EventOf>::Set,
    >;
    #[allow(unused, reason = "one rule needs what another does not")]
    pub(super) mod rules {
        use ::core::prelude::rust_2021::*;
        use ::std::boxed::Box;
        use ::std::vec::Vec;
        use ::stream_events::__private::{
            FoldError, IndexDefault, JsonTextAct, JsonTexts, Part::{Element, Field},
            Restart, Run, Shown, Told, Wanted, convert, from_str, is_empty, key_is,
            says_nothing, to_value, variant_of,
        };
        pub(in super::super) fn begin(
            run: &mut Run<'_, super::Message>,
            event: &super::Message,
        ) -> Result<(), FoldError> {
            'rule1: {
                if !run.thawing("/events/begin/apply/0") {
                    break 'rule1;
                }
                run.start(
                    Restart::Same(|it| Some(&it.id).and_then(to_value)),
                    Some(event.clone()),
                )?;
            }
            Ok(())
        }
        pub(in super::super) fn part(
            run: &mut Run<'_, super::Message>,
            event: &super::PartBegins,
        ) -> Result<(), FoldError> {
            'rule1: {
                let given = event.part.clone();
                if !run.rule("/events/part/apply/0") {
                    break 'rule1;
                }
                let Some(index) = run
                    .pointed(Some(i128::from(event.index)), &[Field("index")]) else {
                    break 'rule1
                };
                let list = &[Field("parts")];
                let value = run.value()?;
                let len = value.parts.len();
                let index = run.index(list, len, index, IndexDefault::None)?;
                let e0 = run.element(list, len, index, Wanted::New { sparse: true })?;
                let mut given = given;
                given.json_texts(JsonTextAct::Begin);
                let list = &mut run.value_mut()?.parts;
                let len = list.len();
                list.insert(e0.position, given);
                run.inserted(&[Field("parts")], len, e0);
                run.opened(&[Field("parts"), Element(e0.address)]);
            }
            Ok(())
        }
        pub(in super::super) fn delta(
            run: &mut Run<'_, super::Message>,
            event: &super::PartGrows,
        ) -> Result<(), FoldError> {
            'rule1: {
                if !run.rule("/events/delta/apply/0") {
                    break 'rule1;
                }
                run.value()?;
                let Some(index) = run
                    .pointed(Some(i128::from(event.index)), &[Field("index")]) else {
                    break 'rule1
                };
                let list = &[Field("parts")];
                let value = run.value()?;
                let len = value.parts.len();
                let index = run.index(list, len, index, IndexDefault::None)?;
                let e0 = run.element(list, len, index, Wanted::Existing)?;
                'rule2: {
                    let Some(given) = (match &event.delta {
                        super::PartGrowsDelta::Words(it) => Some(it),
                        _ => None,
                    })
                        .map(|it| &it.words)
                        .map(|it| it.as_str()) else { break 'rule2 };
                    if !run.rule("/events/delta/apply/0/apply/0") {
                        break 'rule2;
                    }
                    let value = run.value()?;
                    match value.parts.get(e0.position) {
                        Some(super::Part::Text(_)) => {}
                        Some(super::Part::Unknown(_)) => break 'rule2,
                        found => {
                            let found = found
                                .and_then(|it| variant_of(it, Some("type")));
                            return Err(
                                run
                                    .variant(
                                        &[Field("parts"), Element(e0.address)],
                                        &["text"],
                                        found,
                                    ),
                            );
                        }
                    }
                    if let Some(place) = run
                        .value_mut()?
                        .parts
                        .get_mut(e0.position)
                        .and_then(|it| match it {
                            super::Part::Text(it) => Some(it),
                            _ => None,
                        })
                        .map(|it| &mut it.text)
                    {
                        place.push_str(given);
                    }
                    run.tell(0, &[e0.address]);
                }
                'rule3: {
                    let Some(given) = (match &event.delta {
                        super::PartGrowsDelta::Json(it) => Some(it),
                        _ => None,
                    })
                        .map(|it| &it.json)
                        .map(|it| it.as_str()) else { break 'rule3 };
                    if !run.rule("/events/delta/apply/0/apply/1") {
                        break 'rule3;
                    }
                    let value = run.value()?;
                    match value.parts.get(e0.position) {
                        Some(super::Part::Call(_)) => {}
                        Some(super::Part::Unknown(_)) => break 'rule3,
                        found => {
                            let found = found
                                .and_then(|it| variant_of(it, Some("type")));
                            return Err(
                                run
                                    .variant(
                                        &[Field("parts"), Element(e0.address)],
                                        &["call"],
                                        found,
                                    ),
                            );
                        }
                    }
                    if let Some(place) = run
                        .value_mut()?
                        .parts
                        .get_mut(e0.position)
                        .and_then(|it| match it {
                            super::Part::Call(it) => Some(it),
                            _ => None,
                        })
                        .map(|it| &mut **it)
                        .map(|it| &mut it.input)
                    {
                        place.append(given);
                    }
                    run.tell(1, &[e0.address]);
                }
            }
            Ok(())
        }
        pub(in super::super) fn part_done(
            run: &mut Run<'_, super::Message>,
            event: &super::PartDone,
        ) -> Result<(), FoldError> {
            'rule1: {
                if !run.rule("/events/part_done/apply/0") {
                    break 'rule1;
                }
                run.value()?;
                let Some(index) = run
                    .pointed(Some(i128::from(event.index)), &[Field("index")]) else {
                    break 'rule1
                };
                let list = &[Field("parts")];
                let value = run.value()?;
                let len = value.parts.len();
                let index = run.index(list, len, index, IndexDefault::None)?;
                let e0 = run.element(list, len, index, Wanted::Existing)?;
                if let Some(place) = run.value_mut()?.parts.get_mut(e0.position) {
                    place.json_texts(JsonTextAct::Close);
                }
                run.closed(&[Field("parts"), Element(e0.address)]);
                run.tell(2, &[e0.address]);
            }
            Ok(())
        }
        pub(in super::super) fn notes(
            run: &mut Run<'_, super::Message>,
            event: &super::Notes,
        ) -> Result<(), FoldError> {
            'rule1: {
                if !run.rule("/events/notes/apply/0") {
                    break 'rule1;
                }
                let Some(list) = event.notes.as_ref() else { break 'rule1 };
                for (i0, part1) in list.iter().enumerate() {
                    'rule2: {
                        run.rule("/events/notes/apply/0");
                        run.value()?;
                        let Some(key) = run
                            .pointed(
                                part1.key.as_ref().map(|it| i128::from(*it)),
                                &[Field("notes"), Element(i0 as u64), Field("key")],
                            ) else { break 'rule2 };
                        let key = key.or(Some(0i128));
                        let list = &[Field("notes")];
                        let value = run.value()?;
                        let len = value.notes.len();
                        let found = key
                            .and_then(|_| {
                                Some(&value.notes)?
                                    .iter()
                                    .rposition(|it| {
                                        it.key.as_ref().map(|it| i128::from(*it)) == key
                                    })
                            });
                        let e0 = run
                            .keyed(
                                list,
                                len,
                                found,
                                || key.and_then(to_value),
                                Wanted::Either { sparse: false },
                            )?;
                        if e0.is_new {
                            if let Some(given) = Some(super::Note {
                                key: part1
                                    .key
                                    .as_ref()
                                    .copied()
                                    .map(Some)
                                    .unwrap_or_else(|| Some(0)),
                                title: Default::default(),
                                lines: Default::default(),
                            }) {
                                let list = &mut run.value_mut()?.notes;
                                let len = list.len();
                                list.insert(e0.position, given);
                                run.inserted(&[Field("notes")], len, e0);
                            }
                        }
                        'rule3: {
                            let Some(given) = part1.title.as_ref().cloned().map(Some)
                            else { break 'rule3 };
                            if !run.rule("/events/notes/apply/0/apply/0") {
                                break 'rule3;
                            }
                            let value = run.value()?;
                            if !value
                                .notes
                                .get(e0.position)
                                .map(|it| &it.title)
                                .map(says_nothing)
                                .unwrap_or(true)
                            {
                                break 'rule3;
                            }
                            if let Some(place) = run
                                .value_mut()?
                                .notes
                                .get_mut(e0.position)
                                .map(|it| &mut it.title)
                            {
                                *place = given;
                            }
                            run.replaced(
                                &[Field("notes"), Element(e0.address), Field("title")],
                            );
                        }
                        'rule4: {
                            let Some(given) = part1.lines.as_ref().cloned() else {
                                break 'rule4
                            };
                            if !run.rule("/events/notes/apply/0/apply/1") {
                                break 'rule4;
                            }
                            if let Some(place) = run
                                .value_mut()?
                                .notes
                                .get_mut(e0.position)
                                .map(|it| it.lines.get_or_insert_default())
                            {
                                place.extend(given);
                            }
                        }
                        if !run.is_frozen() && run.value().is_ok() {
                            run.tell(3, &[i0 as u64, e0.address]);
                        }
                    }
                }
            }
            'rule5: {
                if !run.rule("/events/notes/apply/1") {
                    break 'rule5;
                }
                let given = event
                    .mood
                    .as_ref()
                    .map(|it| it.as_str())
                    .map(<super::MessageMood>::from)
                    .map(Some)
                    .unwrap_or_default();
                run.value_mut()?.mood = given;
                run.replaced(&[Field("mood")]);
            }
            Ok(())
        }
        pub(in super::super) fn whole(
            run: &mut Run<'_, super::Message>,
            event: &super::Message,
        ) -> Result<(), FoldError> {
            'rule1: {
                let given = event.clone();
                if !run.thawing("/events/whole/apply/0") {
                    break 'rule1;
                }
                if run.is_frozen() && run.value().is_err() {
                    break 'rule1;
                }
                run.value()?;
                let mut given = given;
                let mut kept = Vec::new();
                let value = run.value()?;
                if let Some(now) = Some(value) {
                    if is_empty(&given.parts) {
                        given.parts = now.parts.clone();
                        kept.push("parts");
                    }
                }
                for field in kept {
                    run.kept(field);
                }
                run.replace(given);
            }
            Ok(())
        }
        pub(in super::super) fn change<'a>(
            told: Told<'a>,
            shown: Shown<'a, super::Message>,
            event: &'a super::Event,
        ) -> Option<super::Change<'a>> {
            match (told.change, event) {
                (0, super::Event::Delta(event)) => {
                    let p0 = shown.position(&[Field("parts")], told.at[0])?;
                    Some(super::Change::Text {
                        index: told.at[0] as usize,
                        delta: (match &event.delta {
                            super::PartGrowsDelta::Words(it) => Some(it),
                            _ => None,
                        })
                            .map(|it| &it.words)
                            .map(|it| it.as_str())?,
                        value: shown
                            .value
                            .parts
                            .get(p0)
                            .and_then(|it| match it {
                                super::Part::Text(it) => Some(it),
                                _ => None,
                            })
                            .map(|it| &it.text)
                            .map(|it| it.as_str())?,
                    })
                }
                (1, super::Event::Delta(event)) => {
                    let p0 = shown.position(&[Field("parts")], told.at[0])?;
                    Some(super::Change::Input {
                        index: told.at[0] as usize,
                        delta: (match &event.delta {
                            super::PartGrowsDelta::Json(it) => Some(it),
                            _ => None,
                        })
                            .map(|it| &it.json)
                            .map(|it| it.as_str())?,
                        value: shown
                            .value
                            .parts
                            .get(p0)
                            .and_then(|it| match it {
                                super::Part::Call(it) => Some(it),
                                _ => None,
                            })
                            .map(|it| &**it)
                            .map(|it| &it.input)?,
                    })
                }
                (2, super::Event::PartDone(event)) => {
                    let p0 = shown.position(&[Field("parts")], told.at[0])?;
                    Some(super::Change::Part {
                        index: told.at[0] as usize,
                        value: shown.value.parts.get(p0)?,
                    })
                }
                (3, super::Event::Notes(event)) => {
                    let part1 = (event.notes.as_ref()?).get(told.at[0] as usize)?;
                    let p0 = shown.position(&[Field("notes")], told.at[1])?;
                    Some(super::Change::Note {
                        key: part1
                            .key
                            .as_ref()
                            .map(|it| i128::from(*it))
                            .or(Some(0i128))
                            .and_then(|it| i64::try_from(it).ok())?,
                        value: shown.value.notes.get(p0)?,
                    })
                }
                _ => None,
            }
        }
        impl JsonTexts for super::Message {
            fn json_texts(&mut self, act: JsonTextAct) -> bool {
                true & self.parts.json_texts(act)
            }
        }
        impl JsonTexts for super::Part {
            fn json_texts(&mut self, act: JsonTextAct) -> bool {
                match self {
                    Self::Call(it) => it.json_texts(act),
                    _ => true,
                }
            }
        }
        impl JsonTexts for super::Call {
            fn json_texts(&mut self, act: JsonTextAct) -> bool {
                true & self.input.json_texts(act)
            }
        }
        impl JsonTexts for super::PartBegins {
            fn json_texts(&mut self, act: JsonTextAct) -> bool {
                true & self.part.json_texts(act)
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Message {
        pub id: String,
        pub parts: Vec<Part>,
        pub notes: Vec<Note>,
        pub mood: Option<MessageMood>,
    }
    ::stream_events::__object! {
        plain Message {
            required id: "id";
            defaulted parts: "parts";
            defaulted notes: "notes";
            optional mood: "mood";
        }
    }
    impl Message {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            id: impl ::core::convert::Into<String>,
            parts: Vec<Part>,
            notes: Vec<Note>,
        ) -> Self {
            Self {
                id: id.into(),
                parts,
                notes,
                mood: None,
            }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum MessageMood {
        Calm,
        Merry,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        plain MessageMood {
            "calm" => Calm;
            "merry" => Merry;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Part {
        Text(Text),
        Call(Box<Call>),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        Part by "type" {
            plain "text" => Text: Text;
            "call" => Call;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Text {
        pub text: String,
    }
    ::stream_events::__object! {
        plain Text {
            ["type" = "text"] required text: "text";
        }
    }
    impl Text {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(text: impl ::core::convert::Into<String>) -> Self {
            Self { text: text.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Call {
        pub name: String,
        pub input: ::stream_events::JsonText<
            ::stream_events::__private::Map<String, ::stream_events::__private::Value>,
        >,
    }
    ::stream_events::__object! {
        Call {
            ["type" = "call"] required name: "name";
            defaulted input: "input";
        }
    }
    impl Call {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(
            name: impl ::core::convert::Into<String>,
            input: ::stream_events::JsonText<
                ::stream_events::__private::Map<
                    String,
                    ::stream_events::__private::Value,
                >,
            >,
        ) -> Self {
            Self { name: name.into(), input }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct PartBegins {
        pub index: i64,
        pub part: Part,
    }
    ::stream_events::__object! {
        plain PartBegins {
            required index: "index" of integers;
            required part: "part";
        }
    }
    impl PartBegins {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(index: i64, part: Part) -> Self {
            Self { index, part }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct PartGrows {
        pub index: i64,
        pub delta: PartGrowsDelta,
    }
    ::stream_events::__object! {
        plain PartGrows {
            required index: "index" of integers;
            required delta: "delta";
        }
    }
    impl PartGrows {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(index: i64, delta: PartGrowsDelta) -> Self {
            Self { index, delta }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum PartGrowsDelta {
        Words(Words),
        Json(Json),
        /// A variant the document does not know.
        Unknown(::stream_events::UnknownVariant),
    }
    ::stream_events::__tagged! {
        PartGrowsDelta by "type" {
            plain "words" => Words: Words;
            plain "json" => Json: Json;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Words {
        pub words: String,
    }
    ::stream_events::__object! {
        plain Words {
            ["type" = "words"] required words: "words";
        }
    }
    impl Words {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(words: impl ::core::convert::Into<String>) -> Self {
            Self { words: words.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Json {
        pub json: String,
    }
    ::stream_events::__object! {
        plain Json {
            ["type" = "json"] required json: "json";
        }
    }
    impl Json {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(json: impl ::core::convert::Into<String>) -> Self {
            Self { json: json.into() }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct PartDone {
        pub index: i64,
    }
    ::stream_events::__object! {
        plain PartDone {
            required index: "index" of integers;
        }
    }
    impl PartDone {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new(index: i64) -> Self {
            Self { index }
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Notes {
        pub notes: Option<Vec<Note>>,
        pub mood: Option<NotesMood>,
    }
    ::stream_events::__object! {
        plain Notes {
            optional notes: "notes";
            optional mood: "mood";
        }
    }
    impl Notes {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self { notes: None, mood: None }
        }
    }
    impl ::core::default::Default for Notes {
        fn default() -> Self {
            Self::new()
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum NotesMood {
        Calm,
        Merry,
        /// A value the document does not know.
        Unknown(String),
    }
    ::stream_events::__open_enum! {
        plain NotesMood {
            "calm" => Calm;
            "merry" => Merry;
        }
    }
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Note {
        pub key: Option<i64>,
        pub title: Option<String>,
        pub lines: Option<Vec<String>>,
    }
    ::stream_events::__object! {
        plain Note {
            optional key: "key" of integers;
            optional title: "title";
            optional lines: "lines";
        }
    }
    impl Note {
        /// Makes one with what is required; what is not is left out.
        #[must_use]
        pub fn new() -> Self {
            Self {
                key: None,
                title: None,
                lines: None,
            }
        }
    }
    impl ::core::default::Default for Note {
        fn default() -> Self {
            Self::new()
        }
    }
}
/// A stream of [`Growing`] events.
#[allow(dead_code, reason = "not every program names it")]
pub type GrowingStream<B = ::stream_events::Body> = ::stream_events::AsyncStream<
    Growing,
    B,
>;
/// What can go wrong in a [`GrowingStream`].
#[allow(dead_code, reason = "not every program names it")]
pub type GrowingError = ::stream_events::Error<growing::Failure>;
::stream_events::__events! {
    Growing: growing::Event, growing::Failure;
    Protocol::new("Growing").end_required();
    dispatch Event;
    unknown Keep(Unknown);
    nulls {
        "begin" => (Message);
        "part" => (PartBegins);
        "delta" => (PartGrows);
        "part_done" => (PartDone);
        "notes" => (Notes);
        "whole" => (Message);
        object Message {
            required "id": string;
            null "parts": [list(Part)];
            null "notes": [list(Note)];
            null "mood": [nullable(MessageMood)];
        }
        alias MessageMood {
            string;
        }
        tagged Part "type" {
            "text" => (Text);
            "call" => (Call);
        }
        object Text {
            required "text": string;
        }
        object Call {
            required "name": string;
            null "input": object;
        }
        object PartBegins {
            required "index": i64;
            required "part": (Part);
        }
        object PartGrows {
            required "index": i64;
            required "delta": (PartGrowsDelta);
        }
        tagged PartGrowsDelta "type" {
            "words" => (Words);
            "json" => (Json);
        }
        object Words {
            required "words": string;
        }
        object Json {
            required "json": string;
        }
        object PartDone {
            required "index": i64;
        }
        object Notes {
            null "notes": [nullable [list(Note)]];
            null "mood": [nullable(NotesMood)];
        }
        alias NotesMood {
            string;
        }
        object Note {
            null "key": [nullable i64];
            null "title": [nullable string];
            null "lines": [nullable [list string]];
        }
    }
    "begin" => json_texts(Yield Begin: growing::Message);
    "part" => json_texts(Yield Part: growing::PartBegins);
    "delta" => plain(Yield Delta: growing::PartGrows);
    "part_done" => plain(Yield PartDone: growing::PartDone);
    "notes" => plain(Yield Notes: growing::Notes);
    "whole" => json_texts(Yield Whole: growing::Message);
    "bye" => none(Finish Bye);
}
impl ::stream_events::__private::Rules for Growing {
    type Value = growing::Message;
    type Change<'a> = growing::Change<'a>;
    fn follow(
        run: &mut ::stream_events::__private::Run<'_, Self::Value>,
        event: &growing::Event,
    ) -> ::core::result::Result<(), ::stream_events::__private::FoldError> {
        match event {
            growing::Event::Begin(event) => growing::rules::begin(run, event),
            growing::Event::Part(event) => growing::rules::part(run, event),
            growing::Event::Delta(event) => growing::rules::delta(run, event),
            growing::Event::PartDone(event) => growing::rules::part_done(run, event),
            growing::Event::Notes(event) => growing::rules::notes(run, event),
            growing::Event::Whole(event) => growing::rules::whole(run, event),
            _ => ::core::result::Result::Ok(()),
        }
    }
    fn change<'a>(
        told: ::stream_events::__private::Told<'a>,
        shown: ::stream_events::__private::Shown<'a, Self::Value>,
        event: &'a growing::Event,
    ) -> ::core::option::Option<Self::Change<'a>> {
        growing::rules::change(told, shown, event)
    }
    fn restarted<'a>() -> Self::Change<'a> {
        growing::Change::Restarted
    }
    fn has_rules(event_type: &str) -> bool {
        ::core::matches!(
            event_type, "begin" | "part" | "delta" | "part_done" | "notes" | "whole"
        )
    }
    fn ends(event: &growing::Event) -> ::stream_events::__private::Ends {
        match event {
            growing::Event::Bye => ::stream_events::__private::Ends::Finish,
            _ => ::stream_events::__private::Ends::No,
        }
    }
    fn unknown(
        event: &growing::Event,
    ) -> ::core::option::Option<&::stream_events::UnknownEvent> {
        match event {
            growing::Event::Unknown(event) => ::core::option::Option::Some(event),
            _ => ::core::option::Option::None,
        }
    }
}
impl ::stream_events::StreamSnapshot for Growing {
    type Snapshot = growing::Snapshot;
}
