//! Closed classes of English that the cast turns on: pronouns, nouns that only point back, and the nouns that name
//! a tie to a person and not an office. Open classes (offices, agents, names) are tables under `knowledge/`.

/// What a third-person pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
    It,
    They,
    /// `I`, `we`: the speaker of a quote.
    I,
    We,
    Who,
    Other,
}

pub fn pronoun(lower: &str) -> Pronoun {
    match lower {
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "theirs" | "themselves" | "both" => Pronoun::They,
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
        "we" | "us" | "our" | "ours" | "ourselves" => Pronoun::We,
        "who" | "which" | "that" | "whom" | "whose" => Pronoun::Who,
        _ => Pronoun::Other,
    }
}

/// Nouns for a state as such: "the country", "both nations", "the two sides".
pub fn is_country(lemma: &str) -> bool {
    matches!(
        lemma,
        "country"
            | "nation"
            | "state"
            | "side"
            | "neighbour"
            | "neighbor"
            | "republic"
            | "kingdom"
            | "homeland"
            | "economy"
            | "ally"
            | "superpower"
            | "power"
            | "partner"
            | "party"
    )
}

/// Nouns that point back at an international organisation: "the bloc", "the alliance".
pub fn is_bloc(lemma: &str) -> bool {
    matches!(
        lemma,
        "bloc" | "alliance" | "union" | "organisation" | "organization" | "body" | "agency" | "pact"
    )
}

/// Nouns that point back at an armed group, a party or a company: "the group", "the movement".
pub fn is_group(lemma: &str) -> bool {
    matches!(
        lemma,
        "group"
            | "movement"
            | "militia"
            | "faction"
            | "party"
            | "company"
            | "firm"
            | "organisation"
            | "organization"
            | "network"
            | "outfit"
            | "coalition"
            | "charity"
            | "broadcaster"
            | "newspaper"
    )
}

/// Words of which names of bodies are made in every state: "House of Representatives", "Democratic Union".
pub fn is_body_word(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "of"
            | "and"
            | "for"
            | "'s"
            | "house"
            | "representatives"
            | "senate"
            | "congress"
            | "parliament"
            | "assembly"
            | "national"
            | "federal"
            | "supreme"
            | "high"
            | "court"
            | "council"
            | "commission"
            | "committee"
            | "confederation"
            | "federation"
            | "union"
            | "trade"
            | "trades"
            | "unions"
            | "labour"
            | "labor"
            | "workers"
            | "front"
            | "movement"
            | "party"
            | "coalition"
            | "alliance"
            | "league"
            | "grand"
            | "salvation"
            | "liberation"
            | "patriotic"
            | "people"
            | "peoples"
            | "democratic"
            | "republican"
            | "liberal"
            | "conservative"
            | "socialist"
            | "social"
            | "communist"
            | "progressive"
            | "christian"
            | "islamic"
            | "green"
            | "greens"
            | "unity"
            | "freedom"
            | "justice"
            | "development"
            | "reform"
            | "change"
            | "new"
            | "army"
            | "navy"
            | "air"
            | "force"
            | "guard"
            | "police"
            | "security"
            | "state"
            | "central"
            | "bank"
            | "election"
            | "electoral"
            | "independent"
            | "human"
            | "rights"
            | "ministry"
            | "department"
            | "foreign"
            | "affairs"
            | "defence"
            | "defense"
            | "interior"
            | "office"
            | "bar"
            | "association"
            | "broadcasting"
            | "corporation"
            | "royal"
            | "revolutionary"
            | "united"
            | "resistance"
            | "opposition"
    )
}

/// Words that make the name before them a street's or a county's: "Dane County".
pub fn is_local(word: &str) -> bool {
    matches!(word, "County" | "Street" | "Avenue" | "Road" | "Township" | "Creek" | "Boulevard" | "Lane")
}

/// Offices that are held abroad: whoever holds one is not of the state where he acts.
pub fn is_sent(lower: &str) -> bool {
    ["ambassador", "envoy", "consul", "chargé", "charge d'affaires", "high commissioner", "attaché"]
        .iter()
        .any(|w| lower.contains(w))
}

/// Nouns that stand for people only as a number or a part of a set; who they are stands under `of`.
pub fn is_measure(lemma: &str) -> bool {
    matches!(
        lemma,
        "group"
            | "number"
            | "majority"
            | "handful"
            | "dozen"
            | "hundred"
            | "thousand"
            | "million"
            | "lot"
            | "crowd"
            | "series"
            | "clique"
            | "member"
            | "leadership"
            | "leader"
            | "part"
            | "one"
            | "some"
            | "many"
            | "most"
            | "couple"
            | "pair"
            | "team"
            | "delegation"
            | "coalition"
            | "all"
            | "several"
            | "score"
            | "representative"
            | "wave"
            | "column"
            | "band"
            | "gang"
            | "bunch"
            | "rest"
            | "half"
            | "quarter"
            | "percent"
            | "both"
            | "either"
            | "neither"
            | "each"
            | "none"
    )
}

/// A tie of blood or friendship, which no table of offices holds: "his wife Li Wenzu".
pub fn is_kin(lemma: &str) -> bool {
    matches!(
        lemma,
        "wife"
            | "husband"
            | "son"
            | "daughter"
            | "father"
            | "mother"
            | "brother"
            | "sister"
            | "uncle"
            | "aunt"
            | "cousin"
            | "nephew"
            | "niece"
            | "grandson"
            | "granddaughter"
            | "grandfather"
            | "grandmother"
            | "widow"
            | "widower"
            | "friend"
            | "girlfriend"
            | "boyfriend"
            | "fiancée"
            | "fiancé"
            | "partner"
            | "family"
            | "relative"
            | "child"
            | "parent"
            | "twin"
            | "in-law"
            | "spouse"
            | "baby"
            | "boy"
            | "girl"
            | "man"
            | "woman"
            | "resident"
            | "native"
            | "victim"
            | "survivor"
            | "critic"
            | "supporter"
            | "ally"
            | "rival"
            | "opponent"
            | "successor"
            | "predecessor"
            | "hero"
            | "person"
            | "guy"
            | "lady"
            | "gentleman"
            | "people"
            | "member"
            | "name"
            | "citizen"
            | "national"
            | "suspect"
            | "defendant"
            | "plaintiff"
            | "witness"
            | "graduate"
            | "veteran"
            | "fan"
            | "enemy"
            | "mentor"
            | "colleague"
            | "namesake"
            | "heir"
            | "favourite"
            | "favorite"
            | "winner"
            | "loser"
            | "self"
            | "other"
            | "refugee"
            | "migrant"
            | "passenger"
            | "owner"
    )
}

/// Forms of address that go before a name and say nothing of an office.
pub fn is_honorific(lower: &str) -> bool {
    matches!(
        lower.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mister"
            | "dr"
            | "sir"
            | "lady"
            | "lord"
            | "shri"
            | "smt"
            | "madam"
            | "mme"
            | "sheikh"
            | "sheikha"
            | "sayyid"
            | "hajj"
            | "haji"
            | "datuk"
            | "tun"
            | "tan"
            | "sri"
            | "dato"
    )
}

/// Days and months, which taggers take into the name before them.
pub fn is_calendar(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

/// Modifiers that take a noun out of the report's own country: "foreign fighters", "other countries".
pub fn is_foreign(lemma: &str) -> bool {
    matches!(
        lemma,
        "foreign"
            | "other"
            | "international"
            | "western"
            | "global"
            | "regional"
            | "neighbouring"
            | "neighboring"
            | "world"
            | "european"
            | "african"
            | "arab"
            | "asian"
            | "various"
            | "islamic"
            | "islamist"
            | "jihadist"
            | "overseas"
            | "another"
            | "third"
            | "muslim"
            | "external"
            | "outside"
            | "multinational"
    )
}

/// Nouns for what a country makes and sells: "Chinese goods" are its business.
pub fn is_goods(lemma: &str) -> bool {
    matches!(
        lemma,
        "goods"
            | "good"
            | "product"
            | "import"
            | "export"
            | "industry"
            | "business"
            | "ship"
            | "vessel"
            | "investment"
    )
}

/// Verbs of saying and deciding: a capital or a ministry as their subject acts for its state.
pub fn is_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "announce"
            | "add"
            | "state"
            | "claim"
            | "warn"
            | "insist"
            | "deny"
            | "urge"
            | "argue"
            | "ask"
            | "call"
            | "write"
            | "report"
            | "note"
            | "declare"
            | "confirm"
            | "explain"
            | "stress"
            | "think"
            | "believe"
            | "suggest"
            | "reply"
            | "respond"
            | "tweet"
            | "admit"
            | "accuse"
            | "demand"
            | "vow"
            | "continue"
            | "recall"
            | "reveal"
            | "emphasise"
            | "emphasize"
            | "underline"
            | "describe"
            | "quote"
    )
}

/// Verbs whose subject speaks for itself: no thing does, unless it is a text.
pub fn is_utterance(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "warn"
            | "insist"
            | "deny"
            | "urge"
            | "argue"
            | "announce"
            | "declare"
            | "reply"
            | "respond"
            | "vow"
            | "promise"
            | "accuse"
            | "ask"
            | "believe"
            | "think"
    )
}

/// The title that another is a wider word for.
pub fn plain_title(lower: &str) -> &str {
    match lower {
        "head of state" => "president",
        "head of government" | "premier" => "prime minister",
        _ => lower,
    }
}

/// What modifies a title and tells of no other office: "the self-appointed prime minister".
pub fn is_standing(lower: &str) -> bool {
    matches!(
        lower,
        "self" | "appointed" | "current" | "incumbent" | "embattled" | "outgoing" | "new" | "newly"
    )
}

/// What is written, and so can say something; "sources" are people.
pub fn is_text(lemma: &str) -> bool {
    matches!(
        lemma,
        "statement"
            | "report"
            | "study"
            | "survey"
            | "poll"
            | "letter"
            | "document"
            | "article"
            | "communique"
            | "source"
    )
}

/// Nouns before which a body's own name stands: "the Anadolu news agency", "the Hasam movement".
pub fn is_outlet(lemma: &str) -> bool {
    matches!(
        lemma,
        "agency"
            | "newspaper"
            | "daily"
            | "broadcaster"
            | "channel"
            | "station"
            | "magazine"
            | "website"
            | "movement"
            | "militia"
    )
}

/// Whether a noun names one human being by what he or she does: "minister", "economist", "aide".
pub fn is_person_suffix(lemma: &str) -> bool {
    const ENDS: [&str; 16] = [
        "man", "woman", "person", "ist", "yst", "ician", "arian", "er", "or", "eer", "chief", "head", "ent",
        "ant", "maker", "ee",
    ];
    const NOT: [&str; 46] = [
        "order",
        "letter",
        "member",
        "power",
        "number",
        "paper",
        "matter",
        "border",
        "weather",
        "center",
        "centre",
        "water",
        "river",
        "summer",
        "winter",
        "factor",
        "sector",
        "error",
        "terror",
        "career",
        "agreement",
        "government",
        "parliament",
        "movement",
        "document",
        "department",
        "statement",
        "development",
        "president-elect",
        "restaurant",
        "plant",
        "grant",
        "tower",
        "offer",
        "door",
        "floor",
        "computer",
        "newspaper",
        "dinner",
        "september",
        "committee",
        "event",
        "percent",
        "content",
        "quarter",
        "chapter",
    ];
    !lemma.ends_with("ment")
        && !NOT.contains(&lemma)
        && (ENDS.iter().any(|e| lemma.ends_with(e) && lemma.len() > e.len())
            || matches!(
                lemma,
                "chief"
                    | "head"
                    | "aide"
                    | "boss"
                    | "expert"
                    | "official"
                    | "attorney"
                    | "advocate"
                    | "judge"
                    | "monarch"
                    | "king"
                    | "queen"
                    | "guard"
                    | "scholar"
                    | "guru"
                    | "cleric"
                    | "imam"
                    | "pilot"
                    | "nurse"
                    | "student"
                    | "deputy"
                    | "envoy"
                    | "spy"
                    | "coach"
                    | "captain"
                    | "general"
                    | "colonel"
                    | "analyst"
                    | "justice"
                    | "politician"
                    | "mp"
                    | "senator"
                    | "ceo"
                    | "fellow"
                    | "academic"
                    | "intellectual"
                    | "representative"
                    | "executive"
                    | "attache"
                    | "attaché"
                    | "magistrate"
                    | "delegate"
                    | "candidate"
                    | "correspondent"
                    | "host"
                    | "priest"
                    | "bishop"
                    | "pope"
                    | "secretary"
            ))
}
