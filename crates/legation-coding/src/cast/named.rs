//! Whom a name stands for: a person, a state, a body that the tables know, or one that only this report tells of.

use super::member::{Kind, Member};
use super::names::Spot;
use super::phrase::heads_phrase;
use super::resolve::Reader;
use crate::knowledge::{Form, Kind as Known};
use legation_record::{NameKind, Upos};

impl Reader<'_> {
    /// The member that a name stands for.
    pub fn named(&mut self, spot: &Spot, head: usize) -> Vec<u32> {
        if spot.is_person() {
            return match self.scene.people.at(self.si, spot) {
                Some(id) => {
                    self.settle(id, head);
                    vec![self.persons[id]]
                }
                None => Vec::new(),
            };
        }
        if spot.first == spot.last
            && let Some(&id) = self.letters.get(&self.scene.sentences[self.si].tokens[spot.first].form)
        {
            return vec![id];
        }
        // A surname that the tagger took for something else.
        if spot.known.is_none()
            && spot.first == spot.last
            && let Some(person) = self.surnamed(spot.first)
        {
            return vec![person];
        }
        if let Some((entity, form)) = spot.known {
            let state = entity.state.as_deref();
            match (entity.kind, form, state) {
                (Some(Known::State | Known::Region), Form::Adjective, Some(code)) => {
                    if heads_phrase(&self.scene.sentences[self.si], head) && self.stands_for_people(head) {
                        return vec![self.add(Member {
                            kind: Kind::People,
                            state: Some(code.to_owned()),
                            sector: Some("CVL".into()),
                            ..Member::default()
                        })];
                    }
                    return vec![self.state_member(code, None)];
                }
                // "the White House": the government under its seat's name.
                (Some(Known::State), Form::Seat, Some(code)) => {
                    let name = self.scene.text(self.si, spot.first, spot.last);
                    let name =
                        name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(&name).to_owned();
                    let state = Some(code.to_owned());
                    return vec![self.keyed(format!("seat:{name}"), || Member {
                        kind: Kind::State,
                        name: Some(name.clone()),
                        state,
                        sector: Some("GOV".into()),
                        ..Member::default()
                    })];
                }
                (Some(Known::State), Form::Name, Some(code)) => {
                    return vec![self.state_member(code, Some(&entity.name))];
                }
                (Some(Known::State), Form::Capital, Some(code)) => {
                    return vec![self.state_member(code, None)];
                }
                (Some(Known::Region | Known::Town), ..) | (_, Form::Place, _) => {
                    let (state, name) = (entity.state.clone(), entity.name.clone());
                    return vec![self.place(name, state)];
                }
                _ => {
                    let kept = (entity.name.clone(), entity.state.clone(), entity.sector.clone());
                    let state = kept
                        .1
                        .or_else(|| if is_rebel(kept.2.as_deref()) { None } else { self.phrase_state(head) });
                    return vec![self.keyed(entity.id.clone(), || Member {
                        kind: Kind::Body,
                        name: Some(kept.0),
                        state,
                        sector: kept.2,
                        ..Member::default()
                    })];
                }
            }
        }
        match spot.kind {
            Some(NameKind::Location) => {
                let name = self.scene.text(self.si, spot.first, spot.last);
                let state = (spot.first..=spot.last).find_map(|i| {
                    self.scene.names.place_state(self.si, i).or(self
                        .scene
                        .names
                        .known_at(self.si, i)
                        .and_then(|k| k.known.and_then(|(e, _)| e.state.as_deref())))
                });
                let state = state.map(str::to_owned);
                vec![self.place(name, state)]
            }
            Some(NameKind::Organization) => vec![self.organisation(spot, head)],
            _ => self.nominal(head, spot.first, spot.last),
        }
    }

    /// "Indians", "the Palestinians", "a Kenyan": people, where "the Chinese" alone is the state's side.
    pub fn stands_for_people(&self, head: usize) -> bool {
        let t = &self.scene.sentences[self.si].tokens[head];
        t.has_feat("Number=Plur") || t.upos == Upos::Noun || t.form.ends_with('s')
    }

    pub fn place(&mut self, name: String, state: Option<String>) -> u32 {
        let key = format!("place:{}", name.to_lowercase());
        self.keyed(key, || Member {
            kind: Kind::Place,
            name: Some(name),
            state,
            sector: Some("GOV".into()),
            ..Member::default()
        })
    }

    /// A name of a body that no table has: state and sector from the words in it and around it.
    pub fn organisation(&mut self, spot: &Spot, head: usize) -> u32 {
        let name = self.scene.text(self.si, spot.first, spot.last);
        let lower = name.to_lowercase();
        let key = format!("body:{lower}");
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        if let Some(id) = self.short_form(&name) {
            self.keys.insert(key, id);
            return id;
        }
        let mut state = (spot.first..=spot.last).find_map(|i| {
            let known = self
                .scene
                .names
                .known_at(self.si, i)
                .and_then(|k| k.known.and_then(|(e, _)| e.state.as_deref()));
            known.or(self.scene.names.place_state(self.si, i)).map(str::to_owned)
        });
        if state.is_none() {
            let person = (spot.first..=spot.last)
                .find_map(|i| self.scene.people.surnamed(self.scene.words[self.si][i]));
            state = person.and_then(|p| self.members[self.persons[p] as usize].state.clone());
        }
        if state.is_none() {
            state = self.phrase_state(head);
        }
        let sector = (spot.first..=spot.last)
            .rev()
            .find_map(|i| self.noun_sector(i))
            .or_else(|| self.noun_sector(head));
        let abroad = matches!(sector.as_deref(), Some("IGO" | "NGO" | "REB"));
        if state.is_none() && !abroad {
            state = self.setting(head, None);
        }
        let member = Member { kind: Kind::Body, name: Some(name), state, sector, ..Member::default() };
        let id = self.add(member);
        self.keys.insert(key, id);
        // "South Waziristan Agency (SWA)": the letters in brackets are its name from here on.
        let tokens = &self.scene.sentences[self.si].tokens;
        if let (Some(open), Some(short)) = (tokens.get(spot.last + 1), tokens.get(spot.last + 2))
            && open.form == "("
            && short.form.chars().count() <= 8
            && short.form.chars().all(|c| c.is_uppercase() || c == '-' || c == '.')
        {
            self.keys.insert(format!("body:{}", short.form.to_lowercase()), id);
        }
        id
    }

    /// "the Pribumi" after "the Parti Pribumi Bersatu Malaysia", "ODM" after "Orange Democratic Movement".
    pub fn short_form(&self, name: &str) -> Option<u32> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let letters = name.chars().all(char::is_uppercase) && (2..=7).contains(&name.chars().count());
        self.members.iter().enumerate().rev().take(200).find_map(|(i, m)| {
            let full = m.name.as_deref().filter(|_| m.kind == Kind::Body)?;
            let own: Vec<&str> = full.split_whitespace().collect();
            let part = own.len() > words.len()
                && words.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase) && own.contains(w));
            let initials = || {
                own.iter().filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect::<String>()
            };
            (part || letters && own.len() > 1 && initials() == name).then_some(i as u32)
        })
    }

    /// Somebody whom no office and no table gives a state: the one that the title or the name's own phrase names, else
    /// the one that the surroundings suggest.
    pub fn settle(&mut self, person: usize, head: usize) {
        let id = self.persons[person] as usize;
        if self.members[id].state.is_some() {
            return;
        }
        let own = self.phrase_state(head).or_else(|| self.title_state(head));
        let office = self.members[id].role.clone();
        self.members[id].state = own.or_else(|| self.setting(head, office.as_deref()));
    }

    /// The state in a title that stands before the name: "the Spanish foreign minister, Josep Pique", "its army
    /// spokesman, General Baratuza".
    fn title_state(&mut self, head: usize) -> Option<String> {
        let t = &self.scene.sentences[self.si].tokens[head];
        let title = t.head.filter(|&h| h < head && matches!(t.rel(), "appos" | "flat"))?;
        self.phrase_state(title)
    }

    pub fn state_member(&mut self, code: &str, name: Option<&str>) -> u32 {
        let key = format!("state:{code}");
        if let Some(&id) = self.keys.get(&key) {
            if self.members[id as usize].name.is_none() {
                self.members[id as usize].name = name.map(str::to_owned);
            }
            return id;
        }
        let body = super::home::is_body(code);
        self.keyed(key, || Member {
            kind: if body { Kind::Body } else { Kind::State },
            name: name.map(str::to_owned),
            state: Some(code.to_owned()),
            sector: Some(if body { "IGO" } else { "GOV" }.to_owned()),
            ..Member::default()
        })
    }

    pub fn keyed(&mut self, key: String, make: impl FnOnce() -> Member) -> u32 {
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        let id = self.add(make());
        self.keys.insert(key, id);
        id
    }

    pub fn add(&mut self, member: Member) -> u32 {
        self.members.push(member);
        self.members.len() as u32 - 1
    }
}

fn is_rebel(sector: Option<&str>) -> bool {
    matches!(sector, Some("REB" | "IGO" | "NGO" | "MNC"))
}
