//! People and offices that readers can turn to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Email, Text, Url};

/// Noen leserne kan kontakte.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "kontakt")]
pub struct Kontakt {
    /// Navnet på en person eller et kontor.
    pub navn: Text,
    /// Rollen, for eksempel prosjektleder.
    pub rolle: Option<Text>,
    /// E-postadressen.
    pub epost: Option<Email>,
    /// Telefonnummeret, slik det skal stå.
    pub telefon: Option<Text>,
    /// Adressen til en nettside.
    pub nettside: Option<Url>,
    /// Lenken til e-postadressen.
    #[serde(skip_deserializing)]
    pub epost_lenke: Option<String>,
    /// Lenken til nettsiden.
    #[serde(skip_deserializing)]
    pub nettside_lenke: Option<String>,
}

impl Kontakt {
    /// The same with its links.
    pub(crate) fn with_links(self) -> Self {
        Self {
            epost_lenke: self.epost.as_ref().map(Email::uri),
            nettside_lenke: self.nettside.as_ref().map(Url::uri),
            ..self
        }
    }
}
