//! A title as it stands in a noun phrase: "Azerbaijan's former deputy foreign minister", "professor of law at X".

use crate::cast::names::Spot;
use crate::cast::scene::Scene;
use crate::cast::words;
use crate::knowledge::Kind;
use legation_record::{NameKind, Upos};

/// An office with the words for it, and what the phrase says of whose office it is.
#[derive(Clone, Debug, Default)]
pub struct Title {
    pub first: usize,
    pub last: usize,
    pub text: String,
    pub state: Option<String>,
    /// The organisation that the office is in.
    pub body: Option<String>,
    /// The person whose spokesman, adviser or minister this is.
    pub boss: Option<usize>,
    pub sector: Option<String>,
    pub former: bool,
}

/// Reads the office in tokens `lo..hi`, a noun phrase without its person's name. `None` where it holds no office.
pub fn read(scene: &Scene, si: usize, lo: usize, hi: usize) -> Option<Title> {
    read_as(scene, si, lo, hi, false)
}

/// As [`read`] for the plural of a list of persons ("lawyers Xie Yang and Li Heping"); the title is the singular.
pub fn read_plural(scene: &Scene, si: usize, lo: usize, hi: usize) -> Option<Title> {
    read_as(scene, si, lo, hi, true)
}

fn read_as(scene: &Scene, si: usize, lo: usize, hi: usize, plural: bool) -> Option<Title> {
    let tokens = &scene.sentences[si].tokens;
    let hi = hi.min(tokens.len());
    let words = scene.words[si].get(..hi)?;
    let cut = (lo..hi).find(|&i| is_break(scene, si, i)).unwrap_or(hi);
    let head = (lo..cut).rev().find(|&i| matches!(tokens[i].upos, Upos::Noun | Upos::Propn))?;
    if scene.names.at(si, head).is_some_and(|n| n.is_person() || n.is_state()) {
        return None;
    }
    if tokens[head].has_feat("Number=Plur") != plural {
        return None;
    }
    let mut title = Title { first: head, last: head, ..Title::default() };
    let office = (lo..=head)
        .filter(|&i| {
            !scene.names.known_at(si, i).is_some_and(|n| n.is_state() && n.first == i && n.last == i)
        })
        .find_map(|i| scene.knowledge.office_at(words, i).filter(|o| i + o.len > head).map(|o| (i, o)));
    match office {
        Some((i, o)) => {
            title.first = i;
            title.last = (i + o.len - 1).min(hi - 1);
            title.sector = Some(o.sector);
        }
        None => {
            let lemma = scene.lemma(si, head);
            if words::is_kin(&lemma) || words::is_honorific(&lemma) || !words::is_person_suffix(&lemma) {
                return None;
            }
            title.sector = scene.sector(&lemma);
        }
    }
    before(scene, si, lo, &mut title);
    let office_end = title.last;
    after(scene, si, hi, &mut title);
    title.text = scene.text(si, title.first, title.last);
    if plural {
        title.text = title.text.replacen(&tokens[head].form, &scene.lemma(si, head), 1);
    }
    // "spokesman for the ministry", "head of the army": the body tells the sector where the title does not.
    if serves(&scene.lemma(si, head)) && title.body.is_none() {
        let inner = (office_end + 1..=title.last).rev().chain((title.first..head).rev());
        for i in inner {
            if let Some(sector) = scene.sector(&scene.lemma(si, i)) {
                title.sector = Some(sector);
                break;
            }
        }
    }
    if title.text.to_lowercase().contains("opposition") {
        title.sector = Some("OPP".into());
    }
    Some(title)
}

/// Where the part of a noun phrase before its own prepositions ends.
fn is_break(scene: &Scene, si: usize, i: usize) -> bool {
    let t = &scene.sentences[si].tokens[i];
    matches!(t.upos, Upos::Adp | Upos::Sconj | Upos::Verb | Upos::Aux) && t.form != "-" && t.rel() != "amod"
        || t.upos == Upos::Pron && !t.has_feat("Poss=Yes")
        || t.upos == Upos::Punct && !matches!(t.form.as_str(), "-" | "\"" | "“" | "”" | "'")
}

/// Those of them that take the sector of what they serve, also where it is a common noun ("army spokesman").
fn serves(lemma: &str) -> bool {
    is_plain(lemma)
        && !matches!(
            lemma,
            "expert"
                | "researcher"
                | "activist"
                | "lawyer"
                | "analyst"
                | "economist"
                | "fellow"
                | "editor"
                | "founder"
                | "executive"
        )
}

/// Titles that say what somebody does but not in what.
pub(super) fn is_plain(lemma: &str) -> bool {
    matches!(
        lemma,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "head"
            | "chief"
            | "director"
            | "leader"
            | "representative"
            | "adviser"
            | "advisor"
            | "aide"
            | "executive"
            | "researcher"
            | "member"
            | "officer"
            | "chairman"
            | "chairwoman"
            | "chair"
            | "president"
            | "secretary"
            | "coordinator"
            | "manager"
            | "commander"
            | "expert"
            | "activist"
            | "lawyer"
            | "analyst"
            | "founder"
            | "co-founder"
            | "editor"
            | "deputy"
            | "boss"
            | "economist"
            | "fellow"
            | "strategist"
    )
}

/// Extends the title to the left over what belongs to it, and reads whose it is from what does not.
fn before(scene: &Scene, si: usize, lo: usize, title: &mut Title) {
    let tokens = &scene.sentences[si].tokens;
    let mut open = true;
    let mut i = title.first;
    while i > lo {
        i -= 1;
        let lower = scene.lower(si, i);
        if let Some(spot) = scene.names.known_at(si, i).or(scene.names.at(si, i)) {
            if open && is_portfolio(scene, si, &spot, title) {
                let own = (spot.first..=i)
                    .find(|&k| scene.names.known_at(si, k).is_none_or(|n| n.state().is_none()));
                title.first = own.unwrap_or(title.first).max(lo);
                if let Some(state) = (spot.first..=i).find_map(|k| scene.names.inner_state(si, k)) {
                    title.state.get_or_insert_with(|| state.to_owned());
                }
            }
            open = false;
            claim(scene, si, i, &spot, title);
            i = spot.first.max(lo);
            continue;
        }
        if let Some(state) = scene.names.place_state(si, i) {
            title.state.get_or_insert_with(|| state.to_owned());
            open = false;
            continue;
        }
        // Another office ends here: "spokesman Lt. Colonel" are two.
        if open && ends_office(scene, si, lo, i) {
            break;
        }
        match lower.as_str() {
            "former" | "ex" | "ex-" | "erstwhile" | "onetime" | "late" | "outgoing" | "ousted"
            | "deposed" | "then" => {
                title.former |= lower != "outgoing";
                open = false;
            }
            "-" | "." => {}
            "his" | "her" | "their" => {
                title.boss = title.boss.or_else(|| owner(scene, si, i));
                open = false;
            }
            _ if tokens[i].upos == Upos::Pron || tokens[i].upos == Upos::Det => open = false,
            _ if open
                && lower != "based"
                && matches!(tokens[i].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb) =>
            {
                if lower.starts_with("ex-") {
                    title.former = true;
                }
                title.first = i;
            }
            "and" | "," | "/"
                if open && i > lo && matches!(tokens[i - 1].upos, Upos::Noun | Upos::Propn | Upos::Adj) => {}
            "'s" | "’s" | "'" | "’" => open = false,
            "based" => open = false,
            _ if matches!(tokens[i].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num) => {}
            _ => break,
        }
    }
    let head = scene.lower(si, title.first);
    title.former |= head.starts_with("ex-");
}

/// Whether a whole office stands right up to token `last`.
fn ends_office(scene: &Scene, si: usize, lo: usize, last: usize) -> bool {
    let words = &scene.words[si][..=last];
    words::is_person_suffix(&scene.lemma(si, last))
        && (lo.max(last.saturating_sub(4))..=last)
            .any(|i| scene.knowledge.office_at(words, i).is_some_and(|o| i + o.len == last + 1))
}

/// Follows `of`, `for`, `at`, `in` phrases: a state or a body there is whose office it is, a common noun a part of it.
fn after(scene: &Scene, si: usize, hi: usize, title: &mut Title) {
    let tokens = &scene.sentences[si].tokens;
    let mut i = title.last + 1;
    while i + 1 < hi
        && matches!(scene.lower(si, i).as_str(), "of" | "for" | "at" | "in" | "to" | "on" | "with" | "from")
    {
        let mut end = i + 1;
        let mut named = false;
        while end < hi {
            let t = &tokens[end];
            if let Some(spot) = scene.names.at(si, end).or(scene.names.known_at(si, end)) {
                let part = is_portfolio(scene, si, &spot, title);
                if !part {
                    claim(scene, si, end, &spot, title);
                }
                named |= !part;
                end = spot.last + 1;
                continue;
            }
            if let Some(state) = scene.names.place_state(si, end) {
                title.state.get_or_insert_with(|| state.to_owned());
                named = true;
            }
            let inside =
                matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::Part)
                    || (t.upos == Upos::Cconj
                        && end + 1 < hi
                        && matches!(tokens[end + 1].upos, Upos::Noun | Upos::Propn | Upos::Adj))
                    || t.upos == Upos::Pron && t.has_feat("Poss=Yes");
            if !inside {
                break;
            }
            end += 1;
        }
        if end == i + 1 || end > i + 12 {
            break;
        }
        if !named {
            title.last = end - 1;
        }
        i = end;
    }
}

/// "Homeland Security Secretary", "Deputy Minister for Investments": a name that no table has is what the office is of,
/// and so a part of its title.
fn is_portfolio(scene: &Scene, si: usize, spot: &Spot, title: &Title) -> bool {
    let head = (title.first..=title.last)
        .rev()
        .find(|&i| !matches!(scene.sentences[si].tokens[i].upos, Upos::Adp | Upos::Det));
    let held = matches!(
        head.map(|h| scene.lemma(si, h)).as_deref(),
        Some(
            "secretary"
                | "minister"
                | "commissioner"
                | "representative"
                | "attorney"
                | "general"
                | "governor"
                | "undersecretary"
        )
    );
    let owner =
        scene.sentences[si].tokens.get(spot.last + 1).is_some_and(|t| matches!(t.form.as_str(), "'s" | "’s"));
    spot.known.is_none()
        && !spot.is_person()
        && held
        && !owner
        && scene.names.place_state(si, spot.last).is_none()
}

/// The person whom "his" means in "his foreign minister": the last one named before it.
fn owner(scene: &Scene, si: usize, at: usize) -> Option<usize> {
    let before = scene.names.spots(si).iter().rev().find(|n| n.is_person() && n.last < at);
    if let Some(spot) = before {
        return scene.people.at(si, spot);
    }
    let last = si.checked_sub(1)?;
    scene.names.spots(last).iter().find(|n| n.is_person()).and_then(|spot| scene.people.at(last, spot))
}

/// A name in the title's phrase says whose office it is.
fn claim(scene: &Scene, si: usize, at: usize, spot: &Spot, title: &mut Title) {
    if spot.first <= title.last && title.first <= spot.last {
        return;
    }
    if let Some(state) = (spot.first..=spot.last)
        .find_map(|i| scene.names.inner_state(si, i))
        .filter(|_| spot.known.is_none() && !spot.is_person())
    {
        title.state.get_or_insert_with(|| state.to_owned());
    }
    if spot.is_person() {
        title.boss = title.boss.or(scene.people.at(si, spot));
        return;
    }
    if let Some(state) = spot.state() {
        title.state.get_or_insert_with(|| state.to_owned());
    } else if let Some(state) = scene.names.place_state(si, at) {
        title.state.get_or_insert_with(|| state.to_owned());
    }
    let head = scene.lemma(si, title.last);
    let body = match spot.known {
        Some((entity, _)) if entity.kind == Some(Kind::State) => None,
        Some((entity, _)) => Some((entity.name.clone(), entity.sector.clone())),
        // "parliament", tagged as a name, names no body of its own.
        None if scene.lower(si, spot.first) == scene.sentences[si].tokens[spot.first].form => None,
        None if spot.kind == Some(NameKind::Organization) => {
            let sector = scene.sector(&scene.lemma(si, spot.last));
            // "to Vice President Biden": an office is no body.
            let office = (spot.first..=spot.last).any(|i| {
                scene.knowledge.office_at(&scene.words[si], i).is_some_and(|o| i + o.len > spot.last)
            });
            if office {
                return;
            }
            Some((scene.text(si, spot.first, spot.last), sector))
        }
        None => None,
    };
    if let Some((name, sector)) = body {
        if sector.is_some() && (is_plain(&head) || title.sector.is_none()) {
            title.sector = sector;
        }
        title.body.get_or_insert(name);
    }
}
