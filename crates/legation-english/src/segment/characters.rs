//! What kind of character stands where.

use unicode_general_category::{GeneralCategory as G, get_general_category};

/// Letters, digits and what modifies them: the stuff of words.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || is_modifier(c)
}

/// Marks, joiners and other characters that belong to the one before them.
pub fn is_modifier(c: char) -> bool {
    !c.is_ascii()
        && matches!(
            get_general_category(c),
            G::NonspacingMark | G::SpacingMark | G::EnclosingMark | G::Format
        )
        || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '‛' | '´' | 'ʼ' | '′' | '‘')
}

pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Quotation marks and brackets that can only open.
pub fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '„' | '‹' | '¿' | '¡')
}

/// Quotation marks and brackets that can close; the straight ones can open as well.
pub fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '”' | '’' | '»' | '›' | '"' | '\'')
}

pub fn is_quotation(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '‹' | '›')
}

/// Marks that end sentences.
pub fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।')
}

pub fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}')
}

pub fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '€'
            | '£'
            | '¥'
            | '₹'
            | '₽'
            | '₺'
            | '₴'
            | '₪'
            | '₩'
            | '₦'
            | '₱'
            | '฿'
            | '₫'
            | '₸'
            | '₼'
            | '₾'
    )
}
