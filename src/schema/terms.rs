//! The fields of the data that have findings of their own. The rest of the check knows no names.

use crate::fault::{Fault, PictureFault, ShapeFault};

/// The field that identifies an item of a list.
pub(super) const ID: &str = "id";

/// The fields for a status word and its reason, where both are written as one value.
pub(super) const WORD_AND_REASON: [&str; 2] = ["status", "kommentar"];

/// The fault for a field that is missing or empty: the usual one, unless the field has its own.
pub(super) fn missing(field: &str, usual: ShapeFault) -> Fault {
    if field == "alt" { PictureFault::MissingAlt.into() } else { usual.into() }
}

/// What people write for a status, by its word: the colour of a traffic light, another word, English.
const SYNONYMS: [(&str, &str); 8] = [
    (
        "etter-plan",
        "grønn|grønt|grøn|grønt lys|green|ok|i rute|på plan|som planlagt|bra|on track|on plan",
    ),
    (
        "mindre-avvik",
        "gul|gult|yellow|amber|oransje|forsinket|noe avvik|litt forsinket|delayed|at risk",
    ),
    (
        "vesentlig-avvik",
        "rød|rødt|raud|raudt|red|kritisk|stort avvik|store avvik|alvorlig|off track|critical",
    ),
    ("ikke-startet", "ikke begynt|ikkje starta|planlagt|not started|planned|kommer"),
    (
        "i-gang",
        "pågår|under arbeid|startet|starta|påbegynt|in progress|ongoing|under veis|underveis",
    ),
    (
        "fullført",
        "ferdig|avsluttet|avslutta|levert|nådd|oppnådd|done|finished|completed|complete|closed",
    ),
    ("på-vent", "venter|utsatt|utsett|stoppet|stanset|pause|satt på vent|on hold|paused|postponed"),
    ("avbrutt", "avlyst|kansellert|skrinlagt|droppet|stoppet for godt|cancelled|canceled|stopped"),
];

/// The word of an enumeration that stands for another word.
pub(super) fn synonym(value: &str, allowed: &[String]) -> Option<String> {
    let value = value.trim_end_matches('.').to_lowercase();
    let known = SYNONYMS.iter().find(|(_, words)| words.split('|').any(|word| word == value));
    known.map(|(word, _)| (*word).to_owned()).filter(|word| allowed.contains(word))
}
