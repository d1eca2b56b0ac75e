//! From a quotation's source to the one who speaks.

use super::join::{Found, Kind, Place};
use super::setting;
use super::tree::Tree;
use crate::cast::Cast;
use crate::dates;
use legation_record::{Actor, Date, NameKind, Quote, Sentence, Upos};

/// Who the phrase at a place stands for.
pub fn at(text: &str, sentences: &[Sentence], cast: &Cast, place: Place) -> Actor {
    let actors = cast.actors(place.0, place.1);
    let span = actors.iter().map(|a| a.span).reduce(|a, b| a.cover(b));
    let several = actors.len() > 1;
    let mut actor = actors.into_iter().next().unwrap_or_default();
    if several && !cast.is_person(place.0, place.1) {
        // "Mali and Burkina Faso", "both sides": the words name them, and no one name does.
        actor.name = None;
    } else if actor.name.is_none() {
        // "he", where nobody is named: whom it stands for, in the report's words.
        actor.name = cast.antecedent(place.0, place.1).map(|s| one_line(s.of(text)));
    }
    actor.span = span.unwrap_or_else(|| cast.mention_span(sentences, place.0, place.1));
    if actor.name.is_none()
        && let Some(named) = beside(sentences, cast, place)
    {
        actor.name = named.name;
        actor.role = actor.role.or(named.role);
        actor.state = actor.state.or(named.state);
        actor.sector = actor.sector.or(named.sector);
    }
    if actor.name.is_none() {
        actor.name = owned(text, sentences, cast, place);
    }
    actor
}

/// Somebody without a name whom a pronoun makes somebody's: "his lawyers" are "lawyers of Abdulla Yameen".
fn owned(text: &str, sentences: &[Sentence], cast: &Cast, place: Place) -> Option<String> {
    let s = sentences.get(place.0)?;
    let whose =
        |&c: &usize| s.tokens[c].upos == Upos::Pron && s.tokens[c].deprel == "nmod:poss" && c < place.1;
    let owner = s.children(place.1).find(whose)?;
    let [owner_is] = &cast.actors(place.0, owner)[..] else { return None };
    let name = owner_is.name.as_deref()?;
    let words = s.span_of(owner + 1, place.1).of(text);
    Some(format!("{} of {name}", one_line(words)))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who is named in apposition: "a police spokesman, Inspector Moses Chanda"; also where the tree hangs the apposition on
/// a name within the phrase: "the prefect of Arequipa, retired general Hugo Salcedo".
fn beside(sentences: &[Sentence], cast: &Cast, place: Place) -> Option<Actor> {
    let s = sentences.get(place.0)?;
    let person =
        |&c: &usize| s.name_at(c).is_some_and(|n| n.kind == NameKind::Person) && cast.is_person(place.0, c);
    let within = s.children_by(place.1, "nmod").filter(|&m| s.tokens[m].upos == Upos::Propn);
    let head = s
        .children_by(place.1, "appos")
        .find(person)
        .or_else(|| within.flat_map(|m| s.children_by(m, "appos")).find(person))
        // "advocate James Grant", where the tree makes the title the speaker.
        .or_else(|| Some(place.1 + 1).filter(|&k| k < s.tokens.len() && starts(s, k) && person(&k)))?;
    cast.actors(place.0, head).into_iter().find(|a| a.name.is_some())
}

/// Whether a name begins at a token.
fn starts(s: &Sentence, token: usize) -> bool {
    s.name_at(token).is_some_and(|n| n.first == token)
}

impl Found {
    pub fn quote(
        self,
        text: &str,
        sentences: &[Sentence],
        trees: &[Tree],
        dates: &[Date],
        cast: &Cast,
    ) -> Quote {
        let kind = match self.kind {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
        };
        let speaker = self.source.map(|place| match self.who {
            Some(who) => Actor {
                span: cast.mention_span(sentences, place.0, place.1),
                ..at(text, sentences, cast, who)
            },
            None => at(text, sentences, cast, place),
        });
        let mut quote =
            Quote { kind: kind.into(), content: self.content, speaker, cue: self.cue, ..Quote::default() };
        // The sentence of the cue: speech that goes on keeps the cue of the words before it.
        let told = self.cue.and_then(|cue| {
            let si = sentences.partition_point(|s| s.span.end <= cue.start);
            let token = sentences.get(si)?.tokens.iter().position(|t| t.span.end == cue.end)?;
            Some((si, token))
        });
        if let Some((si, token)) = told {
            let setting = setting::of(&trees[si], token, self.content, dates);
            quote.addressee = setting.addressee.map(|k| at(text, sentences, cast, (si, k)));
            quote.occasion = setting.occasion.map(|(first, last)| sentences[si].span_of(first, last));
            let date = dates::for_token(&sentences[si], dates, token);
            quote.date = date.filter(|d| !d.span.overlaps(self.content)).cloned();
        }
        quote
    }
}
