//! A region: `region.yaml`, what stays from period to period.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Count, Date, Decimal, Id, Språk, Text, Url};
use super::{
    Budsjettpost, Delprosjekt, Finansiering, Indikator, Kommune, Kontakt, Milepæl,
    Narrative, Overskrifter, Rapport, one_or_many,
};

/// En region i et program: det som står fast fra periode til periode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Navnet på regionen.
    pub navn: Text,
    /// Navnet i genitiv, hvis det ikke er navnet med s: Ranaregionens.
    pub genitiv: Option<Text>,
    /// Språket i regionens rapporter, hvis det er et annet enn programmets.
    pub språk: Option<Språk>,
    /// Kommunen som søkte på vegne av regionen.
    pub søkerkommune: Kommune,
    /// De andre kommunene, hver med navn eller med navn og tall.
    #[serde(default)]
    pub samarbeidskommuner: Option<Vec<Kommune>>,
    /// Tall for hele regionen.
    pub fakta: Option<Fakta>,
    /// Målene: tekst eller en liste med punkter.
    pub mål: Option<Narrative>,
    /// Utdrag fra søknaden.
    pub søknad: Option<Narrative>,
    /// Dokumenter som hører til. En tom liste ([]) viser overskriften uten dokumenter.
    pub dokumenter: Option<Vec<Dokument>>,
    /// Hvem leserne kan kontakte om regionen.
    #[serde(default, deserialize_with = "one_or_many::list")]
    #[schemars(schema_with = "one_or_many::schema::<Kontakt>")]
    pub kontakt: Vec<Kontakt>,
    /// Delprosjektene.
    pub delprosjekter: Option<Vec<Delprosjekt>>,
    /// Milepælene.
    pub milepæler: Option<Vec<Milepæl>>,
    /// Indikatorene som viser om målene nås.
    pub indikatorer: Option<Vec<Indikator>>,
    /// Postene i budsjettet.
    pub budsjett: Option<Vec<Budsjettpost>>,
    /// Hvor pengene kommer fra.
    pub finansiering: Option<Vec<Finansiering>>,
    /// Hvordan regionens rapporter er satt sammen, hvis det er annerledes enn i programmet.
    pub rapport: Option<Rapport>,
    /// Overskrifter som skal stå i stedet for de vanlige i regionens rapporter.
    pub overskrifter: Option<Overskrifter>,
}

impl Region {
    /// All municipalities, the applicant first.
    pub fn kommuner(&self) -> impl Iterator<Item = &Kommune> {
        std::iter::once(&self.søkerkommune)
            .chain(self.samarbeidskommuner.iter().flatten())
    }

    /// Everything that has an id, with its name: sub-projects, milestones, indicators, posts.
    pub fn named(&self) -> impl Iterator<Item = (&Id, &Text)> {
        let projects = self.delprosjekter.iter().flatten().map(|it| (&it.id, &it.navn));
        let milestones = self.milepæler.iter().flatten().map(|it| (&it.id, &it.navn));
        let indicators = self.indikatorer.iter().flatten().map(|it| (&it.id, &it.navn));
        let posts = self.budsjett.iter().flatten().map(|it| (&it.id, &it.navn));
        projects.chain(milestones).chain(indicators).chain(posts)
    }
}

/// Tall for hele regionen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "fakta")]
pub struct Fakta {
    /// Antall innbyggere, alene eller med datoen det gjelder for.
    pub folketall: Option<Folketall>,
    /// Areal i km².
    pub areal: Option<Decimal>,
}

/// Inhabitants, and the day they were counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenFolketall")]
pub struct Folketall {
    /// Inhabitants.
    pub antall: Count,
    /// The day.
    pub dato: Option<Date>,
}

/// Antall innbyggere, alene eller med dato.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "folketall")]
enum WrittenFolketall {
    Antall(Count),
    MedDato(FolketallMedDato),
}

/// Antall innbyggere og datoen det gjelder for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "folketall-med-dato")]
struct FolketallMedDato {
    /// Antall innbyggere.
    antall: Count,
    /// Datoen tallet gjelder for.
    dato: Option<Date>,
}

impl From<WrittenFolketall> for Folketall {
    fn from(written: WrittenFolketall) -> Self {
        match written {
            WrittenFolketall::Antall(antall) => Self { antall, dato: None },
            WrittenFolketall::MedDato(FolketallMedDato { antall, dato }) => {
                Self { antall, dato }
            }
        }
    }
}

impl JsonSchema for Folketall {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        WrittenFolketall::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        if generator.contract().is_serialize() {
            return FolketallMedDato::json_schema(generator);
        }
        WrittenFolketall::json_schema(generator)
    }
}

/// A document; written as a title, or with an address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenDokument")]
pub struct Dokument {
    /// The title.
    pub tittel: Text,
    /// Where it can be read.
    pub url: Option<Url>,
}

/// Tittelen på et dokument, eller tittelen og adressen.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "dokument")]
enum WrittenDokument {
    Tittel(Text),
    MedAdresse(DokumentMedAdresse),
}

/// Et dokument med adressen der det kan leses.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "dokument-med-adresse")]
struct DokumentMedAdresse {
    /// Tittelen på dokumentet.
    tittel: Text,
    /// Adressen der dokumentet kan leses.
    url: Option<Url>,
}

impl From<WrittenDokument> for Dokument {
    fn from(written: WrittenDokument) -> Self {
        match written {
            WrittenDokument::Tittel(tittel) => Self { tittel, url: None },
            WrittenDokument::MedAdresse(DokumentMedAdresse { tittel, url }) => {
                Self { tittel, url }
            }
        }
    }
}

impl JsonSchema for Dokument {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        WrittenDokument::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        if generator.contract().is_serialize() {
            return DokumentMedAdresse::json_schema(generator);
        }
        WrittenDokument::json_schema(generator)
    }
}
