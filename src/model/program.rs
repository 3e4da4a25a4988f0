//! The programme: `program.yaml`.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Colour, Date, Decimal, Moment, RichText, Språk, Text, Url, YesNo};
use super::{Kontakt, Logo, Overskrifter, Programrapport, Rapport, one_or_many};

/// Et program med regioner som rapporterer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Navnet på programmet.
    pub navn: Text,
    /// Hva programmet er.
    pub beskrivelse: Option<RichText>,
    /// Hvem som eier programmet.
    pub eier: Text,
    /// Når programmet begynner og slutter.
    pub periode: Programperiode,
    /// Språket i rapportene.
    pub språk: Option<Språk>,
    /// En merknad nederst på hver side, for eksempel Utkast eller Fiktivt eksempel.
    pub merknad: Option<Text>,
    /// Hvem leserne kan kontakte om programmet.
    #[serde(default, deserialize_with = "one_or_many::list")]
    #[schemars(schema_with = "one_or_many::schema::<Kontakt>")]
    pub kontakt: Vec<Kontakt>,
    /// Enheten som beløpene i tabeller og diagrammer skrives i. Ellers velges den etter budsjettet.
    pub beløp_i: Option<Beløpsenhet>,
    /// Farge, logo og skrift.
    pub profil: Option<Profil>,
    /// Hvordan PDF-filene lages.
    pub pdf: Option<Pdf>,
    /// Hvor tilgjengelig nettstedet er, til siden som sier det.
    pub tilgjengelighet: Option<Tilgjengelighet>,
    /// Hvordan rapportene er satt sammen.
    pub rapport: Option<Rapport>,
    /// Hvordan programmets egen rapport er satt sammen.
    pub programrapport: Option<Programrapport>,
    /// Overskrifter som skal stå i stedet for de vanlige i alle rapportene.
    pub overskrifter: Option<Overskrifter>,
}

/// The unit in which tables and charts write amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "belopsenhet")]
#[non_exhaustive]
pub enum Beløpsenhet {
    /// Hele kroner.
    Kr,
    /// Tusen kroner.
    Tusen,
    /// Millioner kroner.
    Mill,
}

/// Når programmet begynner og slutter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "programperiode")]
pub struct Programperiode {
    /// Det første året, eller den første dagen.
    pub fra: Moment,
    /// Det siste året, eller den siste dagen.
    pub til: Moment,
}

impl Programperiode {
    /// How many of its days are gone at the end of a day, negative before it begins, and how many there are,
    /// at least one.
    pub fn days_at(self, day: NaiveDate) -> (i64, i64) {
        let days_to = |last: NaiveDate| (last - self.fra.first_day()).num_days() + 1;
        (days_to(day), days_to(self.til.last_day()).max(1))
    }
}

/// Farge, logo og skrift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "profil")]
pub struct Profil {
    /// Hovedfargen. Den må være så mørk at hvit tekst kan leses på den.
    pub farge: Option<Colour>,
    /// Logoen, som står øverst på første side.
    pub logo: Option<Logo>,
    /// Fargen i diagrammene, hvis den er en annen enn hovedfargen.
    pub diagramfarge: Option<Colour>,
    /// Skrifttypen: den innebygde, eller en som ligger i mappen fonts.
    pub skrift: Option<Text>,
    /// Skrifttypen i titler og overskrifter, hvis den er en annen.
    pub overskriftsskrift: Option<Text>,
    /// Margene på sidene, i millimeter.
    pub marger: Option<Marger>,
    /// Om rapportene skal ha en forside for seg selv.
    pub forside: Option<YesNo>,
}

/// Margene på sidene, i millimeter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "marger")]
pub struct Marger {
    /// Margen på hver side av teksten, fra 15 til 40. Vanlig er 24.
    pub sider: Option<Decimal>,
    /// Margen over teksten, fra 15 til 40. Vanlig er 25.
    pub topp: Option<Decimal>,
    /// Margen under teksten, fra 15 til 40. Vanlig er 22.
    pub bunn: Option<Decimal>,
}

/// Hvordan PDF-filene lages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "pdf")]
pub struct Pdf {
    /// Standardene filene skal følge. Vanlig er ua-1 og a-2a.
    pub standarder: Option<Vec<PdfStandard>>,
    /// Om YAML-filene skal ligge ved i PDF-filen (gir PDF/A-3a).
    pub legg_ved_data: Option<YesNo>,
}

/// Hvor tilgjengelig nettstedet er.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "tilgjengelighet")]
pub struct Tilgjengelighet {
    /// Adressen til tilgjengelighetserklæringen hos uustatus.no.
    pub erklæring: Option<Url>,
    /// Dagen nettstedet sist ble vurdert.
    pub vurdert: Option<Date>,
    /// Det som ikke er tilgjengelig for alle, hvorfor, og når det blir rettet.
    pub mangler: Option<RichText>,
}

/// A PDF standard, by the name that Typst gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "pdf-standard")]
#[non_exhaustive]
pub enum PdfStandard {
    /// PDF/UA-1: universell utforming.
    #[serde(rename = "ua-1")]
    Ua1,
    /// PDF/A-2a: arkiv, med merket innhold.
    #[serde(rename = "a-2a")]
    A2a,
    /// PDF/A-2b: arkiv, bare utseendet.
    #[serde(rename = "a-2b")]
    A2b,
    /// PDF/A-3a: arkiv, med merket innhold og vedlegg.
    #[serde(rename = "a-3a")]
    A3a,
    /// PDF/A-4: arkiv, PDF 2.0.
    #[serde(rename = "a-4")]
    A4,
}
