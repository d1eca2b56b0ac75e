//! Pronouns: the last fitting mention, with subjects before objects and near before far.

use super::member::{Gender, Kind, Member, Mention};
use super::phrase;
use super::resolve::Reader;
use super::words::{self, Pronoun};

/// Sentences back in which a pronoun still finds whom it stands for.
const REACH: usize = 4;
/// And the same with quoted sentences counted in.
const FAR: usize = 15;

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
            let mut score = fit - 35 * back;
            score += if m.subject { 35 } else { 0 };
            score += if m.subject == subject { 8 } else { 0 };
            score += if m.pronoun.is_some() { 6 } else { 0 };
            // Outside the quotation somebody is spoken of who speaks, not one spoken of within.
            score -= if m.quoted && !quoted { 100 } else { 0 };
            score -= if m.place { 25 } else { 0 };
            score +=
                m.members.iter().map(|&i| self.members[i as usize].seen.min(6) as i32 * 2).max().unwrap_or(0);
            let sent = &self.scene.sentences[m.sentence];
            score -= if sent.tokens[m.head].deprel == "nmod:poss" { 10 } else { 0 };
            // Who speaks is spoken of next.
            if let Some(verb) = phrase::governor(sent, m.head)
                && m.subject
                && words::is_speech(&self.scene.lemma(m.sentence, verb))
            {
                score += 15;
            }
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
        match kind {
            Pronoun::He | Pronoun::She => {
                let wanted = if kind == Pronoun::He { Gender::He } else { Gender::She };
                if !single || !matches!(who.kind, Kind::Person | Kind::People) {
                    return None;
                }
                match who.gender {
                    Gender::Unknown if who.name.is_some() => Some(100),
                    Gender::Unknown => Some(70),
                    g if g == wanted => Some(110),
                    _ => None,
                }
            }
            Pronoun::It => {
                if single || m.plural || m.members.len() > 1 {
                    return None;
                }
                match who.kind {
                    Kind::State | Kind::Body => Some(100),
                    Kind::Place | Kind::People => Some(60),
                    Kind::Thing if acts => Some(45),
                    Kind::Thing => Some(95),
                    Kind::Person => None,
                }
            }
            _ => {
                let s = &self.scene.sentences[m.sentence];
                let several = m.plural
                    || m.members.len() > 1
                    || self.scene.trees[m.sentence].by(s, m.head, &["conj"]).next().is_some();
                match who.kind {
                    Kind::Thing if acts => Some(30).filter(|_| several),
                    Kind::Thing => Some(80).filter(|_| several),
                    Kind::Place => None,
                    _ if several => Some(105),
                    Kind::Body => Some(75),
                    Kind::People if !who.single => Some(85),
                    _ => None,
                }
            }
        }
    }
}
