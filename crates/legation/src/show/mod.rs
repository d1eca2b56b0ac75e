//! How records look: as a text to read, as tables, as JSON lines.

mod brief;
pub mod changes;
mod chart;
pub mod dyad;
pub mod events;
pub mod explain;
mod marks;
pub mod network;
mod page;
mod people;
mod phrases;
pub mod search;
pub mod shown;
pub mod table;
pub mod text;
pub mod timeline;
pub mod views;
mod wrap;

/// Text of others on one line, without what would steer a terminal.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
pub mod example {
    //! A record built by hand, for the tests of this folder.

    use legation_record::*;

    pub const TEXT: &str = "Foreign Minister Eli Cohen met in Baku with Azerbaijan President Ilham Aliyev on Wednesday.\n\n\
        \u{201c}We talked about trade,\u{201d} Cohen said. Trade is expected to reach $200 million.";

    pub fn span(words: &str) -> Span {
        let start = TEXT.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    }

    fn actor(words: &str, role: &str, state: &str) -> Actor {
        Actor {
            span: span(words),
            name: Some(words.into()),
            role: Some(role.into()),
            state: Some(state.into()),
            sector: Some("GOV".into()),
        }
    }

    pub fn record() -> Record {
        let document = Document {
            id: "baku".into(),
            source: Some("samples/baku.txt".into()),
            title: Some("A visit to Baku".into()),
            published: Some("2023-04-19".into()),
            language: Some("en".into()),
            text: TEXT.into(),
        };
        let cohen = actor("Eli Cohen", "Foreign Minister", "ISR");
        let date =
            Date { span: span("Wednesday"), value: Some("2023-04-19".into()), precision: Some("day".into()) };
        let place = Place {
            span: span("Baku"),
            name: Some("Baku".into()),
            state: Some("AZE".into()),
            lat: Some(40.37),
            lon: Some(49.89),
            ..Place::default()
        };
        let event = Event {
            id: "5f3a91c2d4e6".into(),
            event_type: "CONSULT".into(),
            mode: Some("visit".into()),
            contexts: vec!["diplomatic".into()],
            status: "actual".into(),
            quad: "verbal cooperation".into(),
            score: 1.0,
            cameo: Some("042".into()),
            goldstein: Some(1.9),
            confidence: 0.934,
            actors: vec![cohen.clone()],
            recipients: vec![actor("Ilham Aliyev", "President", "AZE")],
            trigger: span("met"),
            evidence: vec![span(TEXT.split("\n").next().expect("a first line"))],
            date: Some(date.clone()),
            place: Some(place.clone()),
            why: "consult.meet".into(),
        };
        Record {
            events: vec![event],
            quotes: vec![Quote {
                kind: "direct".into(),
                content: span("We talked about trade,"),
                speaker: Some(Actor { span: span("Cohen said"), ..cohen }),
                cue: Some(span("said")),
                ..Quote::default()
            }],
            roles: vec![Role {
                person: "Eli Cohen".into(),
                title: "Foreign Minister".into(),
                of: Some("ISR".into()),
                evidence: span("Foreign Minister Eli Cohen"),
                ..Role::default()
            }],
            figures: vec![Figure {
                span: span("$200 million"),
                value: Some(200_000_000.0),
                unit: Some("USD".into()),
                about: Some("trade".into()),
                parties: vec!["ISR".into(), "AZE".into()],
                status: "forecast".into(),
                evidence: span("Trade is expected to reach $200 million."),
                ..Figure::default()
            }],
            places: vec![place],
            dates: vec![date],
            document,
        }
    }
}
