//! Common nouns that act: "the Turkish foreign minister", "police in Belarus", "the two countries", "the group".

use super::member::{Kind, Member};
use super::resolve::Reader;
use super::words;
use legation_record::{NameKind, Upos};

impl Reader<'_> {
    /// The members for a phrase `first..=last` whose head is the common noun (or numeral) at `head`.
    pub fn nominal(&mut self, head: usize, first: usize, last: usize) -> Vec<u32> {
        let s = &self.scene.sentences[self.si];
        let t = &s.tokens[head];
        let lemma = self.scene.lemma(self.si, head);
        let plural = t.has_feat("Number=Plur") || matches!(t.upos, Upos::Num);
        // A title whose name hangs on it: "Foreign Minister" over "Eli Cohen".
        if let Some(person) = self.name_under(head, last) {
            return vec![person];
        }
        if let Some(body) = self.outlet(head, &lemma).filter(|_| !plural) {
            return vec![body];
        }
        let definite = self.is_definite(head);
        let foreign = self.modified(head, words::is_foreign);
        let states = self.phrase_states(head);
        if let Some(person) = self.lettered(head).or_else(|| self.surnamed(head)) {
            return vec![person];
        }
        if words::is_country(&lemma) && !self.is_political_party(head, &lemma) {
            if (plural || self.is_each(head)) && states.is_empty() && !foreign && self.is_pair(head) {
                return self.pair(head);
            }
            if !plural
                && definite
                && states.is_empty()
                && !foreign
                && let Some(state) = self.last_state()
            {
                return vec![state];
            }
        }
        if (plural || self.is_each(head)) && states.is_empty() && !foreign && self.is_pair(head) {
            let pair = self.pair_of(head, &lemma);
            if pair.len() == 2 {
                return pair;
            }
        }
        if lemma == "counterpart" || lemma == "counterparts" {
            return self.counterpart(head, &states, plural);
        }
        // "father of" somebody is no priest.
        let kin = words::is_kin(&lemma);
        let office = if kin { None } else { self.office_in(head, first) };
        if let Some((title, sector)) = &office
            && !plural
        {
            if definite && let Some(person) = self.holder(head, title, states.first().map(String::as_str)) {
                return vec![person];
            }
            let state = states.into_iter().next().or_else(|| self.suggested(head, foreign, Some(title)));
            let member = Member {
                kind: Kind::Person,
                role: Some(title.clone()),
                state,
                sector: Some(sector.clone()),
                single: true,
                ..Member::default()
            };
            return vec![self.add(member)];
        }
        let sector = self.sector_of(head, &lemma).or_else(|| office.map(|o| o.1));
        if definite
            && states.is_empty()
            && !foreign
            && let Some(m) = self.same_noun(&lemma, sector.as_deref(), plural)
        {
            return vec![m];
        }
        self.new_people(head, &lemma, plural, sector, states, foreign)
    }

    /// The body whose name stands before the noun that says what it is: "Turkey's state-run Anadolu news agency".
    fn outlet(&mut self, head: usize, lemma: &str) -> Option<u32> {
        if !words::is_outlet(lemma) {
            return None;
        }
        let scene = self.scene;
        let s = &scene.sentences[self.si];
        let press = |k: usize| matches!(s.tokens[k].form.to_lowercase().as_str(), "news" | "press" | "tv");
        let last = (0..head).rev().find(|&k| !press(k))?;
        // "Egyptian state news agency MENA"
        let behind = scene.names.at(self.si, head + 1).filter(|n| n.first == head + 1);
        // "Canal 4" has more to it than the tagger saw.
        let whole = |last: usize| s.tokens.get(last + 1).is_none_or(|t| t.upos != Upos::Num);
        let behind = behind.filter(|n| whole(n.last));
        if let Some(spot) = behind.filter(|n| n.kind == Some(NameKind::Organization) && !n.is_state()) {
            let own = scene.trees[self.si].by(s, head, &["appos", "flat", "compound"]);
            if own.into_iter().any(|k| (spot.first..=spot.last).contains(&k)) {
                return self.named(&spot, head).first().copied();
            }
        }
        if lemma == "agency" && last + 1 == head {
            return None;
        }
        let spot = scene
            .names
            .at(self.si, last)
            .filter(|n| n.last == last && n.kind == Some(NameKind::Organization))?;
        let state = spot.is_state() || spot.is_adjective() || spot.is_person();
        let own = scene.trees[self.si].by(s, head, &["compound"]).any(|k| (spot.first..=last).contains(&k));
        if state || !own {
            return None;
        }
        let body = self.named(&spot, head).first().copied()?;
        if self.members[body as usize].sector.is_none() {
            self.members[body as usize].sector = self.noun_sector(head);
        }
        Some(body)
    }

    fn new_people(
        &mut self,
        head: usize,
        lemma: &str,
        plural: bool,
        sector: Option<String>,
        states: Vec<String>,
        foreign: bool,
    ) -> Vec<u32> {
        let single = !plural && (words::is_person_suffix(lemma) || words::is_kin(lemma));
        let crowd = matches!(
            lemma,
            "team" | "delegation" | "crowd" | "clique" | "gang" | "family" | "crew" | "couple" | "leadership"
        );
        let human = sector.is_some() || single || words::is_kin(lemma) || crowd;
        let unsaid = matches!(lemma, "country" | "nation" | "state");
        if unsaid && (plural || !states.is_empty()) || !human {
            // A thing: the state that its modifiers name can still be the actor ("US drone strikes").
            if words::is_country(lemma) {
                let member = Member {
                    kind: Kind::State,
                    sector: Some("GOV".into()),
                    state: states.first().cloned(),
                    ..Member::default()
                };
                return vec![self.add(member)];
            }
            let sector = if words::is_goods(lemma) { Some("BUS") } else { states.first().map(|_| "GOV") };
            let make = |state: Option<String>| Member {
                kind: Kind::Thing,
                state,
                sector: sector.map(str::to_owned),
                ..Member::default()
            };
            if states.is_empty() {
                return vec![self.add(make(None))];
            }
            return states.into_iter().map(|s| self.add(make(Some(s)))).collect();
        }
        let sector = sector.or_else(|| Some("CVL".into()));
        let kind = match sector.as_deref() {
            _ if single => Kind::Person,
            Some("CVL" | "REB" | "CRM") => Kind::People,
            _ if plural => Kind::People,
            _ => Kind::Body,
        };
        let make = |state: Option<String>| Member {
            kind,
            state,
            sector: sector.clone(),
            single,
            ..Member::default()
        };
        if states.len() > 1 && (plural || crowd) {
            return states.into_iter().map(|s| self.add(make(Some(s)))).collect();
        }
        let state = states.into_iter().next().or_else(|| {
            if matches!(sector.as_deref(), Some("REB" | "IGO" | "NGO")) {
                None
            } else {
                self.suggested(head, foreign, None)
            }
        });
        vec![self.add(make(state))]
    }

    /// The state of an actor that no word gives one; foreigners have none.
    fn suggested(&self, head: usize, foreign: bool, office: Option<&str>) -> Option<String> {
        if foreign { None } else { self.setting(head, office) }
    }

    pub fn is_definite(&self, head: usize) -> bool {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        let mut determined = false;
        for k in tree.kids(head).filter(|&k| k < head) {
            let t = &s.tokens[k];
            match t.rel() {
                "det" => {
                    determined = true;
                    if matches!(
                        self.scene.lower(self.si, k).as_str(),
                        "the" | "this" | "that" | "both" | "these" | "those"
                    ) {
                        return true;
                    }
                }
                "nmod" if t.has_feat("Poss=Yes") => return false,
                _ => {}
            }
        }
        // Titles stand bare: "President", "COAS".
        !determined && s.tokens[head].upos == Upos::Propn
    }

    pub fn modified(&self, head: usize, test: fn(&str) -> bool) -> bool {
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        tree.by(s, head, &["amod", "compound", "det"])
            .any(|k| k < head && test(&self.scene.lemma(self.si, k)))
    }

    /// The sector of the noun at `head`; of a number or part, that of what stands under its `of`.
    fn sector_of(&mut self, head: usize, lemma: &str) -> Option<String> {
        if words::is_kin(lemma) && self.noun_sector(head).is_none_or(|s| s == "REL") {
            return Some("CVL".into());
        }
        // "Pakistan Army engineers", "BBC correspondent": of the body that the name before them tells.
        let scene = self.scene;
        let tree = &scene.trees[self.si];
        let s = &scene.sentences[self.si];
        let named = tree.by(s, head, &["compound"]).filter(|&k| k < head).find_map(|k| {
            let (entity, _) = scene.names.known_at(self.si, k)?.known?;
            entity.sector.clone().filter(|_| entity.kind != Some(crate::knowledge::Kind::State))
        });
        if named.is_some() {
            return named;
        }
        if let Some(of) = self.measured(head, lemma) {
            self.token(of);
            let under = self.line[of].map(|m| self.mentions[m as usize].members.clone()).unwrap_or_default();
            if let Some(sector) = under.iter().find_map(|&m| self.members[m as usize].sector.clone()) {
                return Some(sector);
            }
        }
        if self.modified(head, |l| l == "opposition") && self.scene.sector(lemma).is_some() {
            return Some("OPP".into());
        }
        self.noun_sector(head).or_else(|| {
            let tree = &self.scene.trees[self.si];
            let s = &self.scene.sentences[self.si];
            let group = words::is_measure(lemma) || words::is_group(lemma);
            let by_compound =
                tree.by(s, head, &["compound", "amod"]).filter(|&k| k < head).collect::<Vec<_>>();
            by_compound.into_iter().rev().find_map(|k| if group { self.noun_sector(k) } else { None })
        })
    }

    /// What a number or part is of: "thousands of [people]", "the leadership of the [party]".
    fn measured(&self, head: usize, lemma: &str) -> Option<usize> {
        if !words::is_measure(lemma) {
            return None;
        }
        let s = &self.scene.sentences[self.si];
        let tree = &self.scene.trees[self.si];
        tree.by(s, head, &["nmod"])
            .find(|&k| k > head && matches!(tree.case(s, k).as_deref(), Some("of" | "from" | "among")))
    }

    /// "the ruling party", "the party said", but "the parties involved" and "a party to the treaty".
    fn is_political_party(&self, head: usize, lemma: &str) -> bool {
        lemma == "party" && !self.scene.sentences[self.si].tokens[head].has_feat("Number=Plur")
    }
}
