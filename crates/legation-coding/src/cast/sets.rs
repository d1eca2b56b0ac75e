//! Phrases that point at a set or at the other side: "both countries", "the two leaders", "his Turkish counterpart".

use super::member::{Kind, Member, Mention};
use super::phrase;
use super::resolve::Reader;
use super::words::{self, Pronoun};

impl Reader<'_> {
    /// "the two countries", "both sides", "the sides".
    pub fn is_pair(&self, head: usize) -> bool {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let counted = tree
            .kids(head)
            .filter(|&k| k < head)
            .any(|k| matches!(self.scene.lower(self.si, k).as_str(), "two" | "both" | "2"));
        let number = self.scene.lower(self.si, head) == "two" || self.scene.lower(self.si, head) == "both";
        let other_number = tree
            .by(s, head, &["nummod"])
            .any(|k| !matches!(self.scene.lower(self.si, k).as_str(), "two" | "2"));
        let the_sides = matches!(
            self.scene.lemma(self.si, head).as_str(),
            "side" | "neighbour" | "neighbor" | "party" | "country" | "nation"
        ) && self.is_definite(head);
        counted || number || self.is_each(head) || the_sides && !other_number
    }

    /// "each government", "either side".
    pub fn is_each(&self, head: usize) -> bool {
        let tree = &self.scene.trees[self.si];
        tree.by(&self.scene.sentences[self.si], head, &["det"]).any(|k| {
            k < head && matches!(self.scene.lower(self.si, k).as_str(), "each" | "either" | "neither")
        })
    }

    /// The two states meant by "both countries": the two last named in one breath, else the last two named, by name,
    /// office or nationality.
    pub fn pair(&mut self, head: usize) -> Vec<u32> {
        if let Some(codes) = self.joint() {
            return codes.into_iter().map(|c| self.state_member(&c, None)).collect();
        }
        let mut codes: Vec<(String, f32)> = Vec::new();
        for m in self.mentions.iter().rev().skip(1).take_while(|m| m.sentence + 8 > self.si) {
            if self.deals_with(m, head) {
                continue;
            }
            for &id in &m.members {
                let who = &self.members[id as usize];
                if !matches!(who.kind, Kind::State | Kind::Person | Kind::Body) {
                    continue;
                }
                let Some(state) = who.state.as_deref().filter(|s| !super::home::is_body(s)) else { continue };
                let near = 1.0 - 0.2 * (self.si - m.sentence) as f32 - if m.place { 0.3 } else { 0.0 };
                match codes.iter_mut().find(|(c, _)| c == state) {
                    Some(known) => known.1 = known.1.max(near),
                    None => codes.push((state.to_owned(), near)),
                }
            }
        }
        // Near, and much spoken of in the report.
        for (code, score) in &mut codes {
            *score += 1.5 * self.scene.states.share(code);
        }
        codes.sort_by(|a, b| b.1.total_cmp(&a.1));
        codes.truncate(2);
        if codes.len() < 2 {
            return Vec::new();
        }
        codes.into_iter().map(|(c, _)| self.state_member(&c, None)).collect()
    }

    /// Two states that one mention or one coordination names, in this sentence or the one before: "Mali and Burkina
    /// Faso", "her French and Russian counterparts".
    fn joint(&self) -> Option<[String; 2]> {
        let state = |m: &Mention| {
            let mut own = m.members.iter().filter_map(|&i| self.members[i as usize].state.clone());
            let first = own.next().filter(|s| !super::home::is_body(s))?;
            Some((first.clone(), own.find(|s| *s != first && !super::home::is_body(s))))
        };
        let recent = self.mentions.iter().rev().skip(1).take(60).take_while(|m| m.sentence + 2 > self.si);
        let mut best: Option<(f32, [String; 2])> = None;
        for m in recent {
            let s = &self.scene.sentences[m.sentence];
            let Some((first, second)) = state(m) else { continue };
            let second = second.or_else(|| {
                // Only a list of two.
                let mut others = self.scene.trees[m.sentence].by(s, m.head, &["conj"]);
                let (Some(other), None) = (others.next(), others.next()) else { return None };
                let of_it = |o: &&Mention| o.sentence == m.sentence && o.head == other;
                let near = self.mentions.iter().rev().take(120).find(of_it).and_then(state);
                near.map(|n| n.0).filter(|n| *n != first)
            });
            let Some(second) = second else { continue };
            // Of several such pairs the one that the report is more about.
            let weight = self.scene.states.share(&first) + self.scene.states.share(&second);
            if best.as_ref().is_none_or(|b| weight > b.0) {
                best = Some((weight, [first, second]));
            }
        }
        best.map(|b| b.1)
    }

    /// Whether a mention is the subject of the verb that the phrase at `head` depends on: an envoy who shuttles between
    /// the two is none of them.
    fn deals_with(&self, m: &Mention, head: usize) -> bool {
        let s = &self.scene.sentences[self.si];
        let verb = phrase::governor(s, head);
        m.sentence == self.si
            && m.subject
            && m.head != head
            && verb.is_some()
            && phrase::governor(s, m.head) == verb
    }

    /// "the two leaders", "both ministers", "the two": the last two persons who fit, else the two states.
    pub fn pair_of(&mut self, head: usize, lemma: &str) -> Vec<u32> {
        let human = self.noun_sector(head).is_some()
            || matches!(
                lemma,
                "leader"
                    | "man"
                    | "two"
                    | "both"
                    | "minister"
                    | "president"
                    | "official"
                    | "woman"
                    | "diplomat"
                    | "premier"
                    | "counterpart"
            );
        if !human {
            return Vec::new();
        }
        // "Both governments" are two states, whoever of their people was named last.
        if matches!(
            lemma,
            "government"
                | "army"
                | "military"
                | "force"
                | "parliament"
                | "ministry"
                | "delegation"
                | "embassy"
                | "capital"
        ) {
            return self.pair(head);
        }
        // "The two" are whom one breath names, persons or states.
        if matches!(lemma, "two" | "both") && self.joint().is_some() {
            return self.pair(head);
        }
        let mut found: Vec<u32> = Vec::new();
        for m in self.mentions.iter().rev().skip(1).take_while(|m| m.sentence + 4 > self.si) {
            if self.deals_with(m, head) {
                continue;
            }
            for &id in &m.members {
                let who = &self.members[id as usize];
                if who.single
                    && who.kind == Kind::Person
                    && (who.name.is_some() || who.role.is_some())
                    && !found.contains(&id)
                {
                    found.push(id);
                }
            }
            if found.len() >= 2 {
                found.truncate(2);
                found.reverse();
                return found;
            }
        }
        if matches!(lemma, "two" | "both" | "leader") { self.pair(head) } else { Vec::new() }
    }

    /// "his Turkish counterpart": the office of the one whose counterpart this is, in the state that the phrase names.
    pub fn counterpart(&mut self, head: usize, states: &[String], plural: bool) -> Vec<u32> {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let owner = tree.by(s, head, &["nmod"]).find(|&k| {
            k < head
                && matches!(
                    words::pronoun(&self.scene.lower(self.si, k)),
                    Pronoun::He | Pronoun::She | Pronoun::They
                )
        });
        let owner = owner.and_then(|k| {
            self.token(k);
            self.line[k].and_then(|m| self.mentions[m as usize].members.first().copied())
        });
        let (role, sector, own) = match owner {
            Some(m) => {
                let who = &self.members[m as usize];
                (who.role.clone(), who.sector.clone(), who.state.clone())
            }
            None => (None, None, None),
        };
        // The owner's own state came along with the pronoun; the other side's is the adjective's.
        let mut others: Vec<Option<String>> =
            states.iter().filter(|c| Some(*c) != own.as_ref()).cloned().map(Some).collect();
        if others.is_empty() {
            others.push(self.other_state(own.as_deref()));
        }
        others.truncate(if plural { 4 } else { 1 });
        let sector = sector.or_else(|| Some("GOV".into()));
        let other = |state: Option<String>| Member {
            kind: if plural { Kind::People } else { Kind::Person },
            role: role.clone(),
            state,
            sector: sector.clone(),
            single: !plural,
            ..Member::default()
        };
        others.into_iter().map(|state| self.add(other(state))).collect()
    }

    pub fn other_state(&self, own: Option<&str>) -> Option<String> {
        let recent = self.mentions.iter().rev().take_while(|m| m.sentence + 3 > self.si);
        recent
            .flat_map(|m| m.members.iter())
            .filter(|&&m| self.members[m as usize].kind == Kind::State)
            .find_map(|&m| self.members[m as usize].state.clone().filter(|s| Some(s.as_str()) != own))
    }

    /// The state that "the country" points back at: the last named, the subject of the sentence before all.
    pub fn last_state(&self) -> Option<u32> {
        let recent = self.mentions.iter().rev().skip(1).take(60).take_while(|m| m.sentence + 3 > self.si);
        let mut best: Option<(u32, i32)> = None;
        for m in recent {
            for &id in &m.members {
                let who = &self.members[id as usize];
                if who.kind != Kind::State || who.state.is_none() {
                    continue;
                }
                let near = if m.sentence == self.si { 60 } else { 40 - 20 * (self.si - m.sentence) as i32 };
                let home = if who.state == self.scene.states.home { 25 } else { 0 };
                let score = near + home + if m.subject { 25 } else { 0 } - if m.place { 10 } else { 0 };
                if best.is_none_or(|(_, b)| score > b) {
                    best = Some((id, score));
                }
            }
        }
        best.map(|b| b.0).or_else(|| {
            let home = self.scene.states.home.as_ref()?;
            self.keys.get(&format!("state:{home}")).copied()
        })
    }
}
