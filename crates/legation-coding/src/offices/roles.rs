//! Each office of each person once, out of all mentions of it; and the state that an office belongs to.

use super::Held;
use crate::cast::scene::Scene;
use legation_record::Role;

/// One entry for each person and office; a shorter way to say the same office adds nothing.
pub fn roles(scene: &Scene, held: &[Held]) -> Vec<Role> {
    let of_person = by_person(scene, held);
    let mut out: Vec<(usize, Role)> = Vec::new();
    // Where in `out` each person's offices are, so that a long report does not search them all for each.
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); scene.people.all.len()];
    for h in held {
        let key = title_words(&h.title.text);
        let of = h
            .title
            .body
            .clone()
            .map(|b| body_code(scene, &b).unwrap_or(b))
            .or_else(|| state_of(scene, &of_person, h));
        let known = places[h.person].iter().copied().find(|&i| {
            let own = title_words(&out[i].1.title);
            key.iter().all(|w| own.contains(w)) || own.iter().all(|w| key.contains(w))
        });
        let evidence = scene.sentences[h.sentence].span;
        match known {
            Some(i) => {
                let r = &mut out[i].1;
                let longer = key.len() > title_words(&r.title).len();
                // The mention that says most is the evidence: one that names the state rather than one that does not.
                if longer || (h.title.state.is_some() && r.of.is_none()) {
                    if longer {
                        r.title = title_text(h);
                    }
                    r.evidence = evidence;
                }
                if r.of.is_none() || longer && h.title.body.is_some() {
                    r.of = of.or(r.of.take());
                }
                r.since = r.since.take().or_else(|| h.since.clone());
                r.until = r.until.take().or_else(|| h.until.clone());
            }
            None => {
                places[h.person].push(out.len());
                out.push((
                    h.person,
                    Role {
                        person: scene.people.all[h.person].name.clone(),
                        title: title_text(h),
                        of,
                        since: h.since.clone(),
                        until: h.until.clone(),
                        evidence,
                    },
                ));
            }
        }
    }
    out.into_iter().map(|(_, r)| r).collect()
}

fn title_text(h: &Held) -> String {
    let text = h.title.text.trim_start_matches("ex-").trim_start_matches("Ex-").to_owned();
    if h.title.former && !text.to_lowercase().starts_with("former") { format!("former {text}") } else { text }
}

fn title_words(title: &str) -> Vec<String> {
    title
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| !matches!(w.as_str(), "" | "of" | "the" | "for" | "and" | "former" | "ex" | "s" | "then"))
        .collect()
}

/// The code of a body that has one (`UNO`, `NAT`, `EUE`).
fn body_code(scene: &Scene, name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let hit = scene.knowledge.name_at(&words, 0, scene.doc.published.as_deref())?;
    hit.entity.state.clone().filter(|s| matches!(s.as_str(), "UNO" | "NAT" | "EUE") && hit.len == words.len())
}

/// The offices of each person, in order of the text.
pub fn by_person<'h>(scene: &Scene, held: &'h [Held]) -> Vec<Vec<&'h Held>> {
    let mut out = vec![Vec::new(); scene.people.all.len()];
    for h in held {
        out[h.person].push(h);
    }
    out
}

/// The state of an office: named with it, or with another office of the same person, or his chief's, or by the tables,
/// or else the state that the report is about.
pub fn state_of(scene: &Scene, of_person: &[Vec<&Held>], h: &Held) -> Option<String> {
    let boss = |h: &Held| {
        let boss = h.title.boss?;
        let own = of_person.get(boss)?.iter().find(|b| b.title.state.is_some());
        own.and_then(|b| b.title.state.clone())
            .or_else(|| scene.people.all[boss].table.as_ref().map(|t| t.0.clone()))
    };
    h.title
        .state
        .clone()
        .or_else(|| boss(h))
        .or_else(|| of_person.get(h.person)?.iter().find_map(|o| o.title.state.clone()))
        .or_else(|| scene.people.all[h.person].table.as_ref().map(|t| t.0.clone()))
        .or_else(|| scene.states.home.clone())
}
