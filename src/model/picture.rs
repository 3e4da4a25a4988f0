//! Pictures and logos.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{FileName, Text, YesNo};

/// Et bilde i rapporten.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "bilde")]
pub struct Bilde {
    /// Bildefilen (PNG, JPEG eller SVG), regnet fra mappen denne filen ligger i.
    pub fil: FileName,
    /// Beskrivelse for den som ikke ser bildet.
    pub alt: Text,
    /// Teksten under bildet.
    pub bildetekst: Option<Text>,
    /// Hvem som har tatt eller laget bildet.
    pub kreditering: Option<Text>,
    /// ja hvis filen skal inn som den er. Ellers gjøres den ikke større enn den vises, og sted, tid og kamera blir tatt ut.
    pub original: Option<YesNo>,
}

/// En logo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "logo")]
pub struct Logo {
    /// Bildefilen (SVG eller PNG), regnet fra mappen denne filen ligger i.
    pub fil: FileName,
    /// Beskrivelse for den som ikke ser logoen, som regel navnet på eieren.
    pub alt: Text,
}
