//! Pronouns: the last fitting mention, with subjects before objects and near before far.

use super::member::{Gender, Kind, Member, Mention};
use super::phrase;
use super::resolve::Reader;
use super::words::{self, Pronoun};
use legation_record::Sentence;

/// What speaks for an antecedent, in points. [`CHOSEN`] goes the steps that make more pronouns right on the coreference of
/// the GUM treebank's training part (`examples/pronouns.rs` measures and searches), as far as annotated reports bear it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Lost for each sentence between.
    pub back: i32,
    /// A subject, and the subject of the sentence's main verb.
    pub subject: i32,
    pub main: i32,
    /// An object.
    pub object: i32,
    /// Stands in the same role as the pronoun, subject and subject.
    pub role: i32,
    /// Is itself a pronoun; a relative one ("who").
    pub pronoun: i32,
    pub relative: i32,
    /// Stands in a quotation that the pronoun stands outside of.
    pub quoted: i32,
    /// Is only a place: "in Moscow".
    pub place: i32,
    /// For each time that it was mentioned, up to six.
    pub seen: i32,
    /// Only owns something: "the minister's visit".
    pub owner: i32,
    /// Is a noun's complement: "the head of the commission".
    pub inner: i32,
    /// Says something.
    pub speech: i32,
    /// Stands in another paragraph.
    pub paragraph: i32,
    /// `he`, `she`: a person of known and fitting gender, by name, without a name.
    pub gender: i32,
    pub name: i32,
    pub nameless: i32,
    /// `it`: a state or body, a place or people, a thing, a thing where the pronoun acts.
    pub it_body: i32,
    pub it_people: i32,
    pub it_thing: i32,
    pub it_acting: i32,
    /// `they`: several of any kind, a body, people, things, things where the pronoun acts.
    pub they_several: i32,
    pub they_body: i32,
    pub they_people: i32,
    pub they_things: i32,
    pub they_acting: i32,
}

pub const CHOSEN: Weights = Weights {
    back: -60,
    subject: 45,
    main: 0,
    object: 20,
    role: 15,
    pronoun: 6,
    relative: 6,
    quoted: -100,
    place: -40,
    seen: 2,
    owner: -10,
    inner: 0,
    speech: 10,
    paragraph: 0,
    gender: 135,
    name: 100,
    nameless: 70,
    it_body: 90,
    it_people: 60,
    it_thing: 95,
    it_acting: 45,
    they_several: 105,
    they_body: 75,
    they_people: 85,
    they_things: 80,
    they_acting: 30,
};

impl Weights {
    /// Every weight with its name, for a program that tries others.
    pub fn each(&mut self) -> Vec<(&'static str, &mut i32)> {
        vec![
            ("back", &mut self.back),
            ("subject", &mut self.subject),
            ("main", &mut self.main),
            ("object", &mut self.object),
            ("role", &mut self.role),
            ("pronoun", &mut self.pronoun),
            ("relative", &mut self.relative),
            ("quoted", &mut self.quoted),
            ("place", &mut self.place),
            ("seen", &mut self.seen),
            ("owner", &mut self.owner),
            ("inner", &mut self.inner),
            ("speech", &mut self.speech),
            ("paragraph", &mut self.paragraph),
            ("gender", &mut self.gender),
            ("name", &mut self.name),
            ("nameless", &mut self.nameless),
            ("it_body", &mut self.it_body),
            ("it_people", &mut self.it_people),
            ("it_thing", &mut self.it_thing),
            ("it_acting", &mut self.it_acting),
            ("they_several", &mut self.they_several),
            ("they_body", &mut self.they_body),
            ("they_people", &mut self.they_people),
            ("they_things", &mut self.they_things),
            ("they_acting", &mut self.they_acting),
        ]
    }
}

/// Sentences back in which a pronoun still finds whom it stands for.
const REACH: usize = 4;
/// And the same with quoted sentences counted in.
const FAR: usize = 15;

/// Whether a token before a trailing attribution stands in the words that it attributes.
fn spoken_of(s: &Sentence, token: usize, verb: usize) -> bool {
    let mut at = token;
    for _ in 0..s.tokens.len() {
        let t = &s.tokens[at];
        match t.head {
            Some(h) if h == verb => return t.rel() == "ccomp",
            Some(h) if h < s.tokens.len() => at = h,
            _ => break,
        }
    }
    s.tokens[verb].rel() == "parataxis" && token < verb
}

impl Reader<'_> {
    pub fn pronoun(&mut self, token: usize, kind: Pronoun) -> Vec<u32> {
        match kind {
            Pronoun::Who => self.relative(token),
            Pronoun::He | Pronoun::She | Pronoun::It => self.antecedent(token, kind),
            Pronoun::They => {
                if self.scene.lower(self.si, token) == "both" {
                    return self.pair(token);
                }
                self.antecedent(token, kind)
            }
            Pronoun::I | Pronoun::We => Vec::new(),
            Pronoun::Other => self.indefinite(token),
        }
    }

    /// "who", "which": the noun that the relative clause belongs to.
    fn relative(&mut self, token: usize) -> Vec<u32> {
        let s = &self.scene.sentences[self.si];
        let mut at = token;
        for _ in 0..6 {
            let Some(h) = s.tokens[at].head.filter(|&h| h < s.tokens.len()) else { return Vec::new() };
            if s.tokens[at].deprel == "acl:relcl" {
                if h < token {
                    self.token(h);
                }
                return self.line[h].map(|m| self.mentions[m as usize].members.clone()).unwrap_or_default();
            }
            at = h;
        }
        Vec::new()
    }

    /// "those", "others", "some": people whom only the clause around them tells.
    fn indefinite(&mut self, token: usize) -> Vec<u32> {
        let lower = self.scene.lower(self.si, token);
        let human = matches!(
            lower.as_str(),
            "those"
                | "others"
                | "some"
                | "many"
                | "someone"
                | "somebody"
                | "everyone"
                | "anyone"
                | "nobody"
                | "none"
        );
        if !human || phrase::governor(&self.scene.sentences[self.si], token).is_none() {
            return Vec::new();
        }
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let of =
            tree.by(s, token, &["nmod"]).find(|&k| k > token && tree.case(s, k).as_deref() == Some("of"));
        if let Some(of) = of {
            self.token(of);
            if let Some(m) = self.line[of] {
                return self.mentions[m as usize].members.clone();
            }
        }
        let state = self.phrase_state(token).or_else(|| self.setting(token, None));
        vec![self.add(Member { kind: Kind::People, state, sector: Some("UNK".into()), ..Member::default() })]
    }

    /// "When he appeared before the committee, Matiangi ...": the subject of the main clause, which comes later.
    fn announced(&mut self, token: usize, kind: Pronoun) -> Option<Vec<u32>> {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let verb = phrase::governor(s, token)
            .filter(|&v| s.tokens[v].rel() == "advcl" && s.tokens[token].rel() == "nsubj")?;
        let main = s.tokens[verb].head.filter(|&m| m > verb)?;
        let subject = tree.by(s, main, &["nsubj"]).find(|&k| k > verb)?;
        self.token(subject);
        let m = &self.mentions[self.line[subject]? as usize];
        let named = m.pronoun.is_none() && m.members.iter().any(|&i| self.members[i as usize].name.is_some());
        (named && self.fits(m, kind, true).is_some()).then(|| m.members.clone())
    }

    fn antecedent(&mut self, token: usize, kind: Pronoun) -> Vec<u32> {
        if let Some(found) = self.announced(token, kind) {
            return found;
        }
        let s = &self.scene.sentences[self.si];
        let subject = phrase::role_of(s, token).starts_with("nsubj");
        let governor = phrase::governor(s, token);
        let reflexive = self.scene.lower(self.si, token).contains("sel");
        let owner = s.tokens[token].has_feat("Poss=Yes") || s.tokens[token].deprel == "nmod:poss";
        let quoted = self.mentions.last().is_some_and(|m| m.quoted);
        let speaks = governor.filter(|&g| subject && words::is_utterance(&self.scene.lemma(self.si, g)));
        // "Rebels would follow, they said": who is spoken of is not the speaker.
        let trailing = speaks.filter(|_| token > 0 && s.tokens[token - 1].form == ",");
        let clause = governor.map(|g| phrase::shared_clause(s, &self.scene.trees[self.si], g));
        let mut best: Option<(i32, &Mention)> = None;
        let mut second = i32::MIN;
        for m in self.mentions.iter().rev().skip(1) {
            if self.distance(m.sentence, quoted) >= REACH || m.sentence + FAR < self.si {
                break;
            }
            if m.members.is_empty() || m.sentence == self.si && m.head == token {
                continue;
            }
            let here = m.sentence == self.si;
            if here && m.head > token {
                continue;
            }
            let Some(fit) = self.fits(m, kind, owner || subject) else { continue };
            // No thing says anything, unless it is a text.
            let thing = m.members.iter().all(|&i| self.members[i as usize].kind == Kind::Thing);
            if speaks.is_some() && thing && !words::is_text(&m.lemma) {
                continue;
            }
            // Two arguments of one verb are two parties, unless the pronoun is reflexive or an owner.
            if here
                && !reflexive
                && !owner
                && s.tokens[m.head].rel() != "nmod"
                && let Some(verb) = phrase::governor(s, m.head)
            {
                // "Merkel spoke with Putin and pressed him": of the verb before only the subject goes on.
                let shared = m.subject
                    && Some(phrase::shared_clause(s, &self.scene.trees[self.si], verb)) == clause
                    && !(subject && clause != governor);
                if Some(verb) == governor || shared {
                    continue;
                }
            }
            let back = self.distance(m.sentence, quoted) as i32;
            let w = self.weights;
            let sent = &self.scene.sentences[m.sentence];
            let head = &sent.tokens[m.head];
            let verb = phrase::governor(sent, m.head);
            let mut score = fit + w.back * back;
            let mut when = |test: bool, weight: i32| score += if test { weight } else { 0 };
            when(m.subject, w.subject);
            when(m.subject && verb.is_some_and(|v| sent.tokens[v].head.is_none()), w.main);
            when(head.rel() == "obj", w.object);
            when(m.subject == subject, w.role);
            when(m.pronoun.is_some(), if m.pronoun == Some(Pronoun::Who) { w.relative } else { w.pronoun });
            // Outside the quotation somebody is spoken of who speaks, not one spoken of within.
            when(m.quoted && !quoted, w.quoted);
            when(here && trailing.is_some_and(|v| spoken_of(s, m.head, v)), w.quoted);
            when(m.place, w.place);
            when(head.deprel == "nmod:poss", w.owner);
            when(head.deprel == "nmod", w.inner);
            // Who speaks is spoken of next.
            when(
                m.subject && verb.is_some_and(|v| words::is_speech(&self.scene.lemma(m.sentence, v))),
                w.speech,
            );
            when(sent.paragraph != s.paragraph, w.paragraph);
            // "according to two sources": they speak as a subject does.
            let case = self.scene.trees[m.sentence].case(sent, m.head);
            when(case.as_deref() == Some("according"), w.subject + w.speech);
            let seen = m.members.iter().map(|&i| self.members[i as usize].seen.min(6) as i32).max();
            score += w.seen * seen.unwrap_or(0);
            match best {
                Some((b, was)) if score <= b => {
                    if was.members != m.members {
                        second = second.max(score);
                    }
                }
                _ => {
                    if let Some((b, was)) = best
                        && was.members != m.members
                    {
                        second = second.max(b);
                    }
                    best = Some((score, m));
                }
            }
        }
        let Some((score, m)) = best else { return Vec::new() };
        let members = if kind == Pronoun::They { self.whole(m) } else { m.members.clone() };
        // Where nobody else comes near, the pronoun also tells the gender for the rest of the report.
        if score > second.saturating_add(25)
            && let [id] = members[..]
        {
            let who = &mut self.members[id as usize];
            if who.single && who.gender == Gender::Unknown {
                who.gender = match kind {
                    Pronoun::He => Gender::He,
                    Pronoun::She => Gender::She,
                    _ => Gender::Unknown,
                };
            }
        }
        members
    }

    /// Sentences between a mention and here. Outside of quotations those that are quoted throughout do not count:
    /// "he said" after a long quotation means who was spoken of before it.
    fn distance(&self, sentence: usize, quoted: bool) -> usize {
        if quoted { self.si - sentence } else { self.told(self.si) - self.told(sentence) }
    }

    /// A mention with the others of its coordination: "they" are all of them.
    fn whole(&self, m: &Mention) -> Vec<u32> {
        let mut out = m.members.clone();
        let s = &self.scene.sentences[m.sentence];
        let conj: Vec<usize> = self.scene.trees[m.sentence].by(s, m.head, &["conj"]).collect();
        for other in self.mentions.iter().rev().take_while(|o| o.sentence + 1 > m.sentence) {
            if other.sentence == m.sentence && conj.contains(&other.head) {
                out.extend(other.members.iter().filter(|i| !m.members.contains(i)));
            }
        }
        out
    }

    /// How well a mention fits a pronoun's number, gender and kind; `None` where it cannot be meant.
    fn fits(&self, m: &Mention, kind: Pronoun, acts: bool) -> Option<i32> {
        let who = &self.members[*m.members.first()? as usize];
        let single = m.members.len() == 1 && who.single;
        let w = self.weights;
        match kind {
            Pronoun::He | Pronoun::She => {
                let wanted = if kind == Pronoun::He { Gender::He } else { Gender::She };
                if !single || !matches!(who.kind, Kind::Person | Kind::People) {
                    return None;
                }
                match who.gender {
                    Gender::Unknown if who.name.is_some() => Some(w.name),
                    Gender::Unknown => Some(w.nameless),
                    g if g == wanted => Some(w.gender),
                    _ => None,
                }
            }
            Pronoun::It => {
                if single || m.plural || m.members.len() > 1 {
                    return None;
                }
                match who.kind {
                    Kind::State | Kind::Body => Some(w.it_body),
                    Kind::Place | Kind::People => Some(w.it_people),
                    Kind::Thing if acts => Some(w.it_acting),
                    Kind::Thing => Some(w.it_thing),
                    Kind::Person => None,
                }
            }
            _ => {
                let s = &self.scene.sentences[m.sentence];
                let several = m.plural
                    || m.members.len() > 1
                    || self.scene.trees[m.sentence].by(s, m.head, &["conj"]).next().is_some();
                match who.kind {
                    Kind::Thing if acts => Some(w.they_acting).filter(|_| several),
                    Kind::Thing => Some(w.they_things).filter(|_| several),
                    Kind::Place => None,
                    _ if several => Some(w.they_several),
                    Kind::Body => Some(w.they_body),
                    Kind::People if !who.single => Some(w.they_people),
                    _ => None,
                }
            }
        }
    }
}
