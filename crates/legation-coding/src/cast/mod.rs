//! Who is who in a report: every noun phrase resolved to a person, a state, a body or people, with state and sector.
//!
//! [`Cast::build`] reads the names, offices and parses of a report from the top, and resolves each phrase against what
//! came before it. [`Cast::hear`] then says who "I" and "we" are, once the quotes are known. All other stages ask
//! [`Cast::actors`]: whom the phrase around a token stands for.

mod back;
mod given;
pub(crate) mod home;
mod member;
mod named;
pub mod names;
mod nominal;
mod people;
pub mod phrase;
pub mod pronoun;
mod resolve;
pub mod scene;
mod sets;
mod setting;
mod whose;
pub mod words;

use crate::knowledge::Knowledge;
use crate::offices;
use legation_record::{Actor, Document, Quote, Role, Sentence, Span};
use member::{Kind, Member, Mention};
use words::Pronoun;

/// Everyone in a report, and where they are mentioned.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    members: Vec<Member>,
    mentions: Vec<Mention>,
    /// The mention around each token of each sentence.
    at: Vec<Vec<Option<u32>>>,
    /// Phrases that stand beside a token in a coordination ("Israel and Azerbaijan"), by the first member's mention.
    beside: Vec<Vec<u32>>,
    home: Option<String>,
    roles: Vec<Role>,
}

impl Cast {
    pub fn build(doc: &Document, sentences: &[Sentence], knowledge: &Knowledge) -> Cast {
        Cast::weighed(doc, sentences, knowledge, &pronoun::CHOSEN)
    }

    /// With other weights for pronouns, to fit them.
    pub fn weighed(
        doc: &Document,
        sentences: &[Sentence],
        knowledge: &Knowledge,
        weights: &pronoun::Weights,
    ) -> Cast {
        let scene = scene::Scene::read(doc, sentences, knowledge);
        let held = offices::scan(&scene);
        resolve::run(&scene, &held, weights)
    }

    /// Whom the noun phrase around this token stands for, in the order of the text: several for a coordination and for
    /// "the two countries". A phrase that stands for nobody known still gives one actor, with its words alone.
    /// Empty where the token is part of no noun phrase.
    pub fn actors(&self, sentence: usize, token: usize) -> Vec<Actor> {
        let Some(first) = self.mention(sentence, token) else { return Vec::new() };
        let mut out = Vec::new();
        let also = if self.mentions[first].head == token || self.head_word(first, token) {
            &self.beside[first][..]
        } else {
            &[]
        };
        for index in std::iter::once(first).chain(also.iter().map(|&i| i as usize)) {
            let mention = &self.mentions[index];
            for &m in &mention.members {
                out.push(self.members[m as usize].actor(mention.span));
            }
            if mention.members.is_empty() {
                out.push(Actor { span: mention.span, ..Actor::default() });
            }
        }
        out
    }

    /// The words of the noun phrase around a token: without relative clauses, appositions after a comma, and the other
    /// members of a coordination.
    pub fn mention_span(&self, sentences: &[Sentence], sentence: usize, token: usize) -> Span {
        match self.mention(sentence, token) {
            Some(i) => self.mentions[i].span,
            None => sentences.get(sentence).map(|s| s.span_of(token, token)).unwrap_or_default(),
        }
    }

    /// The last phrase before a pronoun that stands for the same, where the pronoun stands for something known.
    pub fn antecedent(&self, sentence: usize, token: usize) -> Option<Span> {
        self.named_before(sentence, token).map(|m| m.span)
    }

    /// Sentence and token of that phrase's head.
    pub fn antecedent_head(&self, sentence: usize, token: usize) -> Option<(usize, usize)> {
        self.named_before(sentence, token).map(|m| (m.sentence, m.head))
    }

    fn named_before(&self, sentence: usize, token: usize) -> Option<&Mention> {
        const FAR: usize = 200;
        let index = self.mention(sentence, token)?;
        let own = &self.mentions[index];
        own.pronoun?;
        let &member = own.members.first()?;
        let mut before = self.mentions[..index].iter().rev().take(FAR).filter(|m| m.pronoun.is_none());
        before.find(|m| m.members == [member])
    }

    /// Whether the phrase stands for one human being or several.
    pub fn is_person(&self, sentence: usize, token: usize) -> bool {
        self.any(sentence, token, |m| matches!(m.kind, Kind::Person | Kind::People))
    }

    /// Whether the phrase stands for a state as such ("Israel", "Baku" that says something, "the two countries").
    pub fn is_state(&self, sentence: usize, token: usize) -> bool {
        self.any(sentence, token, |m| m.kind == Kind::State)
    }

    /// Whether the phrase can act at all: a person, people, a body or a state, and not "trade" or "the move".
    pub fn can_act(&self, sentence: usize, token: usize) -> bool {
        self.any(sentence, token, |m| !matches!(m.kind, Kind::Thing | Kind::Place))
    }

    /// Whether a state's or capital's name here stands for the government ("Moscow said") and not for the place
    /// ("in Moscow").
    pub fn state_acting(&self, sentence: usize, token: usize) -> bool {
        self.is_state(sentence, token)
            && self.mention(sentence, token).is_some_and(|i| !self.mentions[i].place)
    }

    /// The state that the report is about, where it has one.
    pub fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// Who holds which office, as [`offices::find`] gives it.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    fn any(&self, sentence: usize, token: usize, test: impl Fn(&Member) -> bool) -> bool {
        let Some(i) = self.mention(sentence, token) else { return false };
        self.mentions[i].members.iter().any(|&m| test(&self.members[m as usize]))
    }

    fn mention(&self, sentence: usize, token: usize) -> Option<usize> {
        self.at.get(sentence)?.get(token).copied().flatten().map(|i| i as usize)
    }

    /// Whether a token is a word of the mention's own name rather than a modifier with a mention of its own.
    fn head_word(&self, mention: usize, token: usize) -> bool {
        let m = &self.mentions[mention];
        self.at.get(m.sentence).and_then(|l| l.get(token)).copied().flatten() == Some(mention as u32)
    }

    /// Takes in who said what: in a quote, "I" is its speaker, "we" and "our country" are the speaker's side, and "he"
    /// is somebody else.
    pub fn hear(&mut self, _doc: &Document, sentences: &[Sentence], quotes: &[Quote]) {
        for quote in quotes {
            let Some(speaker) = quote.speaker.as_ref().and_then(|a| self.speaker(sentences, a)) else {
                continue;
            };
            let direct = quote.kind != "indirect";
            let from = self.mentions.partition_point(|m| m.span.start < quote.content.start);
            for i in from..self.mentions.len() {
                if self.mentions[i].span.start >= quote.content.end {
                    break;
                }
                if !direct || !quote.content.contains(self.mentions[i].span) {
                    continue;
                }
                match self.mentions[i].pronoun {
                    Some(Pronoun::I) => self.mentions[i].members = vec![speaker],
                    Some(Pronoun::We) => self.mentions[i].members = vec![self.side_of(speaker)],
                    Some(Pronoun::He | Pronoun::She) if self.mentions[i].members == [speaker] => {
                        self.mentions[i].members = self.other_person(i, speaker);
                    }
                    None => self.owned(sentences, i, speaker),
                    _ => {}
                }
            }
        }
    }

    /// The member that a quote's speaker is: by the mention at its words, else by its name.
    fn speaker(&self, sentences: &[Sentence], actor: &Actor) -> Option<u32> {
        let si = sentences.partition_point(|s| s.span.end <= actor.span.start);
        let s = sentences.get(si)?;
        let ti = s.tokens.partition_point(|t| t.span.end <= actor.span.start);
        let by_words = (ti..s.tokens.len())
            .take_while(|&t| s.tokens[t].span.start < actor.span.end)
            .filter_map(|t| self.mention(si, t))
            .filter(|&i| {
                actor.span.contains(self.mentions[i].span) || self.mentions[i].span.contains(actor.span)
            })
            .max_by_key(|&i| self.mentions[i].span.len())
            .and_then(|i| self.mentions[i].members.first().copied());
        by_words.or_else(|| {
            let name = actor.name.as_deref()?;
            self.members.iter().position(|m| m.name.as_deref() == Some(name)).map(|i| i as u32)
        })
    }

    /// On whose behalf somebody says "we": an official for the state, anybody else for himself and his like.
    fn side_of(&self, speaker: u32) -> u32 {
        let m = &self.members[speaker as usize];
        if m.kind == Kind::Person && m.sector.as_deref() == Some("GOV") {
            let state = self
                .members
                .iter()
                .position(|s| s.kind == Kind::State && s.state == m.state && m.state.is_some());
            if let Some(i) = state {
                return i as u32;
            }
        }
        speaker
    }

    /// The last person before this mention who is not the speaker.
    fn other_person(&self, mention: usize, speaker: u32) -> Vec<u32> {
        let gender = self.members[speaker as usize].gender;
        self.mentions[..mention]
            .iter()
            .rev()
            .take(40)
            .flat_map(|m| m.members.iter().copied())
            .find(|&m| {
                let who = &self.members[m as usize];
                m != speaker && who.single && (who.gender == gender || who.gender == member::Gender::Unknown)
            })
            .into_iter()
            .collect()
    }

    /// "our farmers", "my ministry": the speaker's state for a phrase of its own.
    fn owned(&mut self, sentences: &[Sentence], index: usize, speaker: u32) {
        let mention = &self.mentions[index];
        let (si, head) = (mention.sentence, mention.head);
        let Some(s) = sentences.get(si) else { return };
        let ours = s.tokens.iter().any(|t| {
            t.head == Some(head)
                && t.rel() == "nmod"
                && matches!(words::pronoun(&t.form.to_lowercase()), Pronoun::I | Pronoun::We)
        });
        if !ours {
            return;
        }
        let state = self.members[speaker as usize].state.clone();
        let country = words::is_country(&mention.lemma) && !mention.plural;
        if country
            && let Some(i) =
                self.members.iter().position(|m| m.kind == Kind::State && m.state == state && state.is_some())
        {
            self.mentions[index].members = vec![i as u32];
            return;
        }
        for m in self.mentions[index].members.clone() {
            let who = &mut self.members[m as usize];
            if matches!(who.kind, Kind::People | Kind::Body | Kind::Thing) && who.name.is_none() && !who.sure
            {
                who.state = state.clone();
            }
        }
    }
}
