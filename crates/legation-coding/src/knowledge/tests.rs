use super::*;
use std::io::Write;

fn knowledge() -> &'static Knowledge {
    static BUILTIN: std::sync::OnceLock<Knowledge> = std::sync::OnceLock::new();
    BUILTIN.get_or_init(|| Knowledge::builtin().expect("the tables hold"))
}

/// Form, state, sector and length of the name at the first token.
fn name(text: &str) -> Option<(Form, String, String, usize)> {
    let words: Vec<&str> = text.split(' ').collect();
    let hit = knowledge().name_at(&words, 0, None)?;
    let entity = hit.entity;
    Some((
        hit.form,
        entity.state.clone().unwrap_or_default(),
        entity.sector.clone().unwrap_or_default(),
        hit.len,
    ))
}

#[track_caller]
fn means(text: &str, form: Form, state: &str, sector: &str) {
    let len = text.split(' ').count();
    assert_eq!(name(text), Some((form, state.into(), sector.into(), len)), "{text}");
}

#[test]
fn states_by_their_names() {
    for (text, state) in [
        ("U.S.", "USA"),
        ("US", "USA"),
        ("USA", "USA"),
        ("America", "USA"),
        ("Britain", "GBR"),
        ("UK", "GBR"),
        ("Burma", "MMR"),
        ("Ivory Coast", "CIV"),
        ("DR Congo", "COD"),
        ("the Congo", "COD"),
        ("the Emirates", "ARE"),
        ("North Korea", "PRK"),
        ("South Sudan", "SSD"),
        ("Guinea - Bissau", "GNB"),
        ("Türkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"),
        ("People 's Republic of China", "CHN"),
        ("Scotland", "GBR"),
        ("Republika Srpska", "BIH"),
        ("Chechnya", "RUS"),
        ("RUSSIA", "RUS"),
        ("Soviet Union", "RUS"),
    ] {
        means(text, Form::Name, state, "");
    }
    for text in ["us", "Us", "turkey", "chad", "america", "is", "who", "Reading", "model", "Model", "fact"] {
        assert_eq!(name(text), None, "{text}");
    }
}

#[test]
fn adjectives_capitals_and_seats() {
    for (text, state) in [
        ("Azeri", "AZE"),
        ("Azeris", "AZE"),
        ("Azerbaijanis", "AZE"),
        ("Briton", "GBR"),
        ("Englishman", "GBR"),
        ("Poles", "POL"),
        ("Saudis", "SAU"),
        ("Emiratis", "ARE"),
        ("North Koreans", "PRK"),
        ("Palestinian", "PSE"),
    ] {
        means(text, Form::Adjective, state, "");
    }
    means("Baku", Form::Capital, "AZE", "");
    means("Kremlin", Form::Seat, "RUS", "GOV");
    means("Downing Street", Form::Seat, "GBR", "GOV");
    means("Pentagon", Form::Seat, "USA", "MIL");
    means("Capitol Hill", Form::Seat, "USA", "LEG");
    means("Mumbai", Form::Place, "IND", "");
    means("Helmand", Form::Place, "AFG", "");
}

#[test]
fn organisations_groups_and_bodies() {
    means("NATO", Form::Name, "NAT", "IGO");
    means("Nato", Form::Name, "NAT", "IGO");
    means("U.N. Security Council", Form::Name, "UNO", "IGO");
    means("Hamas", Form::Name, "PSE", "REB");
    means("Hezbollah", Form::Name, "LBN", "REB");
    means("al - Qaeda", Form::Name, "", "REB");
    means("IS", Form::Name, "", "REB");
    means("Duma", Form::Name, "RUS", "LEG");
    means("IDF", Form::Name, "ISR", "MIL");
    means("FBI", Form::Name, "USA", "COP");
    means("Revolutionary Guards", Form::Name, "IRN", "MIL");
    means("Gazprom", Form::Name, "RUS", "BUS");
    means("Xinhua", Form::Name, "CHN", "MED");
    means("New York Times", Form::Name, "USA", "MED");
    means("African National Congress", Form::Name, "ZAF", "PTY");
}

#[test]
fn the_longest_name_wins_and_punctuation_ends_it() {
    assert_eq!(name("New York , NY").map(|n| n.3), Some(2));
    assert_eq!(name("South , Korea"), None);
    assert_eq!(name("Hong Kong - based").map(|n| n.3), Some(2));
    assert_eq!(name("North Korea 's leader").map(|n| n.3), Some(2));
}

#[test]
fn a_given_name_before_it_makes_a_surname() {
    let words = ["Michael", "Jordan", "and", "Jordan"];
    assert!(knowledge().name_at(&words, 1, None).is_none());
    assert!(knowledge().name_at(&words, 3, None).is_some());
}

#[test]
fn offices() {
    for (text, title, sector) in [
        ("Foreign Minister Eli Cohen", "Foreign Minister", "GOV"),
        ("deputy prime minister", "deputy prime minister", "GOV"),
        ("secretary - general", "secretary-general", "IGO"),
        ("minister of trade and industry said", "minister of trade and industry", "GOV"),
        ("Minister for Investments and Development", "Minister for Investments and Development", "GOV"),
        ("oil and gas minister", "oil and gas minister", "GOV"),
        ("Secretary of State John Kerry", "Secretary of State", "GOV"),
        ("former President Pranab", "former President", "ELI"),
        ("ex - President Jacob", "ex-President", "ELI"),
        ("Gen. Bajwa", "Gen.", "MIL"),
        ("Chief Justice David", "Chief Justice", "JUD"),
        ("Sen. Ben Sasse", "Sen.", "LEG"),
        ("opposition leader", "opposition leader", "OPP"),
        ("police chief", "police chief", "COP"),
        ("Chief of Army Staff", "Chief of Army Staff", "MIL"),
        ("then deputy foreign minister", "then deputy foreign minister", "GOV"),
        ("justice minister", "justice minister", "GOV"),
        ("Homeland Security Secretary", "Homeland Security Secretary", "GOV"),
        ("President - elect", "President-elect", "GOV"),
    ] {
        let words: Vec<&str> = text.split(' ').collect();
        let office = knowledge().office_at(&words, 0).unwrap_or_else(|| panic!("no office in {text}"));
        assert_eq!((office.title.as_str(), office.sector.as_str()), (title, sector), "{text}");
    }
    for text in ["major concern", "justice was done", "energy", "former", "the president", "deputy", ""] {
        let words: Vec<&str> = text.split(' ').collect();
        let found = knowledge().office_at(&words, 0);
        assert!(found.as_ref().is_none_or(|o| o.title == "deputy"), "{text}: {found:?}");
    }
}

#[test]
fn agents() {
    for (noun, sector) in [
        ("soldier", "MIL"),
        ("protester", "CVL"),
        ("court", "JUD"),
        ("parliament", "LEG"),
        ("foreign ministry", "GOV"),
        ("human rights group", "NGO"),
        ("riot policemen", "COP"),
        ("hard-line clerics", "REL"),
        ("gunmen", "REB"),
    ] {
        assert_eq!(knowledge().agent_sector(noun), Some(sector), "{noun}");
    }
    assert_eq!(knowledge().agent_sector("table"), None);
    assert_eq!(knowledge().agent_sector(""), None);
}

#[test]
fn holders_by_date() {
    let who = |name: &str, date: &str| {
        knowledge()
            .holders(name, Some(date))
            .first()
            .map(|h| (h.person.as_str(), h.title.as_str(), h.state.as_str()))
    };
    assert_eq!(who("Lavrov", "2014-03-01"), Some(("Sergei Lavrov", "foreign minister", "RUS")));
    assert_eq!(who("Lavrov", "1980-01-01"), None);
    assert_eq!(who("Bush", "1991"), Some(("George H.W. Bush", "president", "USA")));
    assert_eq!(who("Bush", "2003-04-01"), Some(("George W. Bush", "president", "USA")));
    assert_eq!(who("Xi", "2018-04-05"), Some(("Xi Jinping", "president", "CHN")));
    assert_eq!(who("Putin", "2010-05"), Some(("Vladimir Putin", "prime minister", "RUS")));
    assert_eq!(who("Erdoğan", "2016-01-01"), Some(("Recep Tayyip Erdogan", "president", "TUR")));
    assert_eq!(who("Trump", "2017-01-10").map(|h| h.0), Some("Donald Trump"));
    assert_eq!(who("Annan", "2012-04-01").map(|h| h.1), Some("special envoy"));
    assert_eq!(who("Nobody", "2012-04-01"), None);
}

#[test]
fn the_tables_are_sound() {
    let k = knowledge();
    let codes = k.codes();
    assert!(codes.len() > 245, "{} codes", codes.len());
    for entity in k.names.entities() {
        if let Some(state) = &entity.state {
            assert!(
                codes.contains(state) || NO_STATES.contains(&state.as_str()),
                "{} has the code {state}",
                entity.id
            );
        }
        assert!(entity.sector.as_deref().is_none_or(|s| SECTORS.contains(&s)), "{}", entity.id);
        assert!(!entity.name.is_empty() && !entity.name.contains(['|', '~', '\t']), "{}", entity.id);
    }
    for holder in k.holders.all() {
        let place = holder.state.as_str();
        assert!(place.is_empty() || codes.contains(place) || NO_STATES.contains(&place), "{holder:?}");
        assert!(!holder.title.is_empty() && holder.title.len() < 50, "{holder:?}");
        assert!(holder.person.starts_with(char::is_uppercase), "{holder:?}");
        let ends = holder.until.as_deref().is_none_or(|u| names::not_after(holder.since.as_deref(), u));
        assert!(ends, "{holder:?} ends before it begins");
    }
}

#[test]
fn no_id_stands_twice_in_the_tables_of_actors() {
    let mut seen = BTreeSet::new();
    for (file, text) in ACTORS {
        for row in table::rows(file, text) {
            let [id, ..] = row.columns(&actors::COLUMNS).expect("columns");
            assert!(seen.insert(id), "{file}:{}: {id} stands twice", row.line);
        }
    }
}

#[test]
fn a_name_has_one_meaning_in_the_tables_of_actors() {
    let mut seen = std::collections::BTreeMap::new();
    let mut twice = Vec::new();
    for (file, text) in ACTORS {
        for row in table::rows(file, text) {
            let [id, _, _, name, others, ..] = row.columns(&actors::COLUMNS).expect("columns");
            for name in std::iter::once(name).chain(table::variants(others)) {
                if let Some(other) = seen.insert((pieces::hash_of(name), name.to_uppercase() == *name), id)
                    && other != id
                {
                    twice.push(format!("{file}:{}: {name} is {other} already", row.line));
                }
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

fn written(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(text.as_bytes()).expect("written");
    file
}

#[test]
fn mistakes_are_told_with_line_reason_and_mend() {
    for (text, line, reason) in [
        ("# ours\norg:x\tXXX\tGOV\tX Corps\n", 2, "no state has the code XXX"),
        ("org:x\tUSA\tGVO\tX Corps\n", 1, "`GVO` is no PLOVER sector"),
        ("org:x\tUSA\tGOV\n", 1, "a name without letters"),
        ("firm:x\tUSA\tGOV\tX Corps\n", 1, "`firm:x` tells no kind"),
        ("org:x\tUSA\tGOV\tX Corps\t\t2013-13\n", 1, "`2013-13` is no date"),
        ("org:x\tusa\tGOV\tX Corps\n", 1, "`usa` is no state code"),
        ("org:x\tUSA\tGOV\tX Corps\t\t\t\tmore\n", 1, "more than 7 columns"),
        ("", 0, "no actor in it (0 entries read)"),
        ("\u{0}\u{ff}[[[]", 0, "no actor in it (1 entries read)"),
    ] {
        let file = written(text);
        let error = knowledge().clone().add_actors(file.path()).expect_err(text);
        assert_eq!((error.line, error.reason.as_str()), (line, reason));
        assert!(!error.mend.is_empty());
    }
    assert!(knowledge().clone().add_actors(Path::new("no such file")).is_err());
}

#[test]
fn a_users_table_comes_first() {
    let mut k = knowledge().clone();
    let file = written("# ours\ngroup:hamas\tPSE\tGOV\tHamas\norg:bfc\tGBR\tNGO\tBaltic Friends Club\tBFC\n");
    assert_eq!(k.add_actors(file.path()).map(|a| a.used).ok(), Some(2));
    let sector = |k: &Knowledge, w: &[&str]| k.name_at(w, 0, None).and_then(|h| h.entity.sector.clone());
    assert_eq!(sector(&k, &["Hamas"]).as_deref(), Some("GOV"));
    assert_eq!(sector(&k, &["BFC"]).as_deref(), Some("NGO"));
    assert_eq!(sector(&k, &["NATO"]).as_deref(), Some("IGO"));
}

#[test]
fn petrarch_dictionaries_are_read_as_they_are() {
    let mut k = knowledge().clone();
    let actors = "ZAFIR_NUR_ ; a note\n+MINISTER_NUR_\n\t[AFGGOVBUS 20020602-20041214]\n\t[AFGELI]\nBAD_ONE [123456]\nNONE\n";
    let added = k.add_actors(written(actors).path()).expect("read");
    assert_eq!((added.read, added.used), (3, 1));
    assert_eq!(added.refused.len(), 2, "{:?}", added.refused);
    let at = |date| k.name_at(&["Zafir", "Nur"], 0, Some(date)).and_then(|h| h.entity.sector.clone());
    assert_eq!(at("2003-01-01").as_deref(), Some("GOV"));
    assert_eq!(at("2010-01-01").as_deref(), Some("ELI"));
    let agents = "!PERSON! = MAN, MEN\nZITHER_!PERSON! [~BUS]\nODDITY [~XYZ]\n";
    let added = k.add_actors(written(agents).path()).expect("read");
    assert_eq!((added.read, added.used, added.refused.len()), (2, 1, 1));
    assert_eq!(k.agent_sector("zither men"), Some("BUS"));
}

#[test]
fn dictionaries_of_petrarch_where_they_are_at_hand() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/petrarch"));
    let files = [
        "Phoenix.Countries.actors.txt",
        "Phoenix.International.actors.txt",
        "Phoenix.MilNonState.actors.txt",
    ];
    if !folder.exists() {
        return eprintln!("skipped: no {}", folder.display());
    }
    let mut k = knowledge().clone();
    for file in files.into_iter().chain(["Phoenix.agents.txt"]) {
        let added = k.add_actors(&folder.join(file)).expect(file);
        eprintln!("{file}: {} read, {} used, {} refused", added.read, added.used, added.refused.len());
        assert!(added.used * 10 > added.read * 7, "{file}: {added:?}");
    }
    let at = |date| k.name_at(&["Ban", "Ki-moon"], 0, Some(date)).and_then(|h| h.entity.state.clone());
    assert_eq!(at("2010-01-01").as_deref(), Some("UNO"));
    assert_eq!(at("1980-01-01"), None);
}

#[test]
fn any_text_is_looked_up_without_a_panic() {
    let words = ["", "-", "…", "🙂", "\u{301}", "İstanbul", "ß", "ﬁ", "a\u{0}b", "Ａｆ", &"x".repeat(10_000)];
    for start in 0..words.len() + 2 {
        let _ = knowledge().name_at(&words, start, Some(""));
        let _ = knowledge().office_at(&words, start);
    }
    let _ = knowledge().holders("\u{301}", Some("é"));
    let _ = knowledge().holders("Putin", Some("2é14"));
    let _ = knowledge().agent_sector("ß");
    let long = ["of"; 5000];
    assert!(knowledge().name_at(&long, 0, None).is_none());
}
