//! A period of a region: `2018.yaml`, what is new since the last.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Date, Text};
use super::{Bilde, Narrative, Overskrifter, Seksjon};

/// En periode: det som er nytt siden sist. Filnavnet er perioden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Periode {
    /// Hva slags rapport dette er.
    #[serde(rename = "type")]
    pub kind: Periodetype,
    /// Datoen på rapporten, hvis den ikke er periodens siste dag.
    pub dato: Option<Date>,
    /// Hvem som har laget rapporten.
    pub utarbeidet_av: Option<Text>,
    /// Det viktigste i noen få setninger; står øverst på første side.
    pub ingress: Option<Narrative>,
    /// Et sammendrag.
    pub sammendrag: Option<Narrative>,
    /// Hva som er oppnådd.
    pub resultater: Option<Narrative>,
    /// Råd til andre.
    pub råd: Option<Narrative>,
    /// Hva regionen arbeider med etter programmet.
    pub videre_arbeid: Option<Narrative>,
    /// Hva som skal skje i neste periode.
    pub neste_periode: Option<Narrative>,
    /// Bilder.
    pub bilder: Option<Vec<Bilde>>,
    /// Egne deler med egne overskrifter.
    pub seksjoner: Option<Vec<EgenSeksjon>>,
    /// Overskrifter som skal stå i stedet for de vanlige i denne rapporten.
    pub overskrifter: Option<Overskrifter>,
}

/// What kind of report a period gives; also the name of its template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "periodetype")]
pub enum Periodetype {
    /// En statusrapport underveis.
    Statusrapport,
    /// En sluttrapport.
    Sluttrapport,
}

impl Periodetype {
    /// The name of the template for this kind of report.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Statusrapport => "statusrapport",
            Self::Sluttrapport => "sluttrapport",
        }
    }
}

/// En egen del med egen overskrift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "egen-seksjon")]
pub struct EgenSeksjon {
    /// Overskriften.
    pub tittel: Text,
    /// Tekst eller en liste med punkter.
    pub innhold: Narrative,
    /// Delen som denne skal stå etter. Uten dette feltet: etter alt annet i fortellingen.
    pub etter: Option<Seksjon>,
}
