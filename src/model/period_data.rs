//! A period of a region: `2018.yaml`, what is new since the last.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::values::{Date, Text};
use super::{
    Avvik, Bilde, Delprosjektstatus, Finansieringsendring, Milepælstatus, Måling, Narrative,
    Overskrifter, PerId, Regnskapspost, Rettelse, Risiko, Seksjon, Vurdering, Vurderinger, short,
};

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
    /// Det nye navnet på regionen, hvis den har skiftet navn i denne perioden.
    pub nytt_navn: Option<Text>,
    /// En merknad nederst på hver side, i stedet for regionens og programmets.
    pub merknad: Option<Text>,
    /// Det som er rettet etter at rapporten ble publisert.
    pub rettelser: Option<Vec<Rettelse>>,
    /// Det viktigste i noen få setninger; står øverst på første side.
    pub ingress: Option<Narrative>,
    /// Et sammendrag.
    pub sammendrag: Option<Narrative>,
    /// Hvordan det går alt i alt: et statusord, eller status og kommentar.
    #[serde(default, deserialize_with = "short::option")]
    #[schemars(schema_with = "short::option_schema::<Vurdering>")]
    pub samlet_status: Option<Vurdering>,
    /// Framdrift, økonomi, kvalitet og risiko, hver med sin status.
    pub vurdering: Option<Vurderinger>,
    /// Hvordan det går med delprosjektene, hvert under sin id.
    pub delprosjekter: Option<PerId<Delprosjektstatus>>,
    /// Hvordan det går med milepælene, hver under sin id.
    pub milepæler: Option<PerId<Milepælstatus>>,
    /// Målingene av indikatorene, hver under sin id.
    pub indikatorer: Option<PerId<Måling>>,
    /// Regnskap og prognose for postene i budsjettet, hver under sin id.
    pub økonomi: Option<PerId<Regnskapspost>>,
    /// Det som er endret ved kildene til finansiering, hver under sin id.
    pub finansiering: Option<PerId<Finansieringsendring>>,
    /// Det som kan hende.
    pub risikoer: Option<Vec<Risiko>>,
    /// Det som ikke er som planlagt.
    pub avvik: Option<Vec<Avvik>>,
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

impl Periode {
    /// The day of the last correction, if there is one.
    pub fn corrected(&self) -> Option<Date> {
        self.rettelser.iter().flatten().map(|correction| correction.dato).max()
    }
}

/// What kind of report a period gives; also the name of its template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[schemars(rename = "periodetype")]
pub enum Periodetype {
    /// En statusrapport underveis.
    Statusrapport,
    /// En sluttrapport.
    Sluttrapport,
}

impl Periodetype {
    /// The name of the template for this kind of report.
    pub fn template(self) -> &'static str {
        self.into()
    }
}

/// En egen del med egen overskrift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "egen-seksjon")]
pub struct EgenSeksjon {
    /// Overskriften.
    pub tittel: Text,
    /// Tekst eller en liste med punkter. En del uten innhold blir ikke vist.
    pub innhold: Option<Narrative>,
    /// Delen som denne skal stå etter. Uten dette feltet: etter alt annet i fortellingen.
    pub etter: Option<Seksjon>,
}
