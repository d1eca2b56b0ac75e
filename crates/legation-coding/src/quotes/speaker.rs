//! From a quotation's source to the one who speaks.

use super::join::{Found, Kind, Place};
use crate::cast::Cast;
use legation_record::{Actor, NameKind, Quote, Sentence};

/// Who the phrase at a place stands for.
pub fn at(sentences: &[Sentence], cast: &Cast, place: Place) -> Actor {
    let actors = cast.actors(place.0, place.1);
    let span = actors.iter().map(|a| a.span).reduce(|a, b| a.cover(b));
    let mut actor = actors.into_iter().next().unwrap_or_default();
    actor.span = span.unwrap_or_else(|| cast.mention_span(sentences, place.0, place.1));
    if actor.name.is_none()
        && let Some(named) = beside(sentences, cast, place)
    {
        actor.name = named.name;
        actor.role = actor.role.or(named.role);
        actor.state = actor.state.or(named.state);
        actor.sector = actor.sector.or(named.sector);
    }
    actor
}

/// Who is named in apposition: "a police spokesman, Inspector Moses Chanda".
fn beside(sentences: &[Sentence], cast: &Cast, place: Place) -> Option<Actor> {
    let s = sentences.get(place.0)?;
    let person = |&c: &usize| s.name_at(c).is_some_and(|n| n.kind == NameKind::Person);
    let head = s.children_by(place.1, "appos").find(person)?;
    cast.actors(place.0, head).into_iter().find(|a| a.name.is_some())
}

impl Found {
    pub fn quote(self, _text: &str, sentences: &[Sentence], cast: &Cast) -> Quote {
        let kind = match self.kind {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
        };
        let speaker = self.source.map(|place| match self.who {
            Some(who) => {
                Actor { span: cast.mention_span(sentences, place.0, place.1), ..at(sentences, cast, who) }
            }
            None => at(sentences, cast, place),
        });
        Quote { kind: kind.into(), content: self.content, speaker, cue: self.cue, date: None }
    }
}
