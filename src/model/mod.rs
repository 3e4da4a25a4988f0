//! The data that coordinators write, as plain types: programme, region and period.
//!
//! Fields keep their Norwegian YAML names. The types derive their JSON Schema, so that the
//! editor, the check and this model follow the same rules. Nothing here knows YAML or Typst.

mod contact;
mod correction;
mod deviation;
mod doc;
mod municipality;
mod narrative;
mod one_or_many;
mod period_data;
mod period_id;
mod picture;
mod plan;
mod program;
mod progress;
mod region;
mod risk;
mod section;
mod short;
mod status;
pub mod values;

pub use contact::Kontakt;
pub use correction::Rettelse;
pub use deviation::Avvik;
pub use doc::Doc;
pub use municipality::Kommune;
pub use narrative::{Narrative, Point, PointType};
pub use period_data::{EgenSeksjon, Periode, Periodetype};
pub use period_id::{Part, PeriodId};
pub use picture::{Bilde, Logo};
pub use plan::{
    Budsjettpost, Delprosjekt, Finansiering, Indikator, Milepæl, PlanList, Planned, Retning,
};
pub use program::{
    Beløpsenhet, Marger, Pdf, PdfStandard, Profil, Program, Programperiode, Tilgjengelighet,
};
pub use progress::{
    Delprosjektstatus, Finansieringsendring, Milepælstatus, Måling, Regnskapspost
};
pub use region::{Dokument, Fakta, Folketall, Region};
pub use risk::Risiko;
pub use section::{Overskrifter, Programrapport, Rapport, Seksjon};
pub use short::{HasShort, PerId, ShortOrFull};
pub use status::{Sakstatus, Status, Vurdering, Vurderinger};
