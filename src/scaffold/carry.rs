//! The file of a new period, carried over from the last.

use std::fmt::Write;

use super::lines::{Block, blocks};
use crate::model::{Avvik, Doc, Periode, Region, Risiko, Status, Vurderinger};
use crate::source::Step::{self, Field};
use crate::source::{Document, Entry, Node, Value};
use crate::standing::{MilestoneState, Standing};

/// The period before, and where the region stood at its end.
#[derive(Debug, Clone, Copy)]
pub struct Previous<'a> {
    /// The period's file.
    pub doc: &'a Doc<Periode>,
    /// Where the region stood.
    pub standing: &'a Standing,
}

/// The fields of a period's file that tell of the period, in their usual order.
const TOLD: [&str; 12] = [
    "ingress",
    "sammendrag",
    "samlet_status",
    "vurdering",
    "delprosjekter",
    "milepæler",
    "indikatorer",
    "økonomi",
    "risikoer",
    "avvik",
    "resultater",
    "neste_periode",
];

/// Fields that belong to one period alone.
const DROPPED: [&str; 3] = ["dato", "bilder", "seksjoner"];

/// The text of a new period's file: the fields of the previous one in their order and with
/// their comments, empty where something new is to be told, the last value in a comment
/// beside. Open milestones, risks and deviations are carried over, finished ones are not.
///
/// `schema` is the path from the file to the folder of the schemas.
#[must_use]
pub fn period(region: &Region, previous: Option<Previous<'_>>, schema: &str) -> String {
    let mut out = Out { text: String::new(), region, previous };
    let document = previous.map(|previous| &previous.doc.document);
    let written = document.and_then(top_level).unwrap_or_default();
    match document.zip(written.first()) {
        Some((document, (_, first))) => out.head(document, first),
        None => {
            out.line(&format!("# yaml-language-server: $schema={schema}/period.json"));
        }
    }
    if written.is_empty() {
        out.line("type: statusrapport");
        out.line("utarbeidet_av:");
    }
    for (entry, block) in &written {
        out.carry(entry, block);
    }
    let missing = |name: &str| !written.iter().any(|(entry, _)| entry.key == name);
    // Texts that the last period did without are not asked for.
    let asked = |name: &str| written.is_empty() || is_listed(name);
    for name in TOLD.into_iter().filter(|name| missing(name) && asked(name)) {
        out.field(name, None);
    }
    out.text
}

/// The fields of a file with their lines; none, if several stand on one line.
fn top_level(document: &Document) -> Option<Vec<(&Entry, Block<'_>)>> {
    let entries = document.root.fields();
    let first = entries.first()?.key_span.start;
    // In braces, lines cannot be taken apart from each other.
    if document.file.text[..first].trim_end_matches(['"', '\'']).trim_end().ends_with('{')
    {
        return None;
    }
    let starts: Vec<usize> = entries.iter().map(|entry| entry.key_span.start).collect();
    let blocks = blocks(&document.file, &starts, document.file.text.len())?;
    Some(entries.iter().zip(blocks).collect())
}

/// The file as it grows.
struct Out<'a> {
    text: String,
    region: &'a Region,
    previous: Option<Previous<'a>>,
}

impl<'a> Out<'a> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// The lines above the first field's own comments.
    fn head(&mut self, document: &Document, first: &Block<'_>) {
        let own = first.comments.len() + first.lines.len();
        let until = document.file.text.lines().position(|line| line == first.lines[0]);
        let head = until.unwrap_or(own) - first.comments.len();
        let lines: Vec<&str> = document.file.text.lines().take(head).collect();
        for line in lines {
            self.line(line);
        }
    }

    /// A field of the previous file.
    fn carry(&mut self, entry: &Entry, block: &Block<'_>) {
        let key = entry.key.as_str();
        if DROPPED.contains(&key) {
            return;
        }
        match key {
            "type" => {
                block.comments.iter().for_each(|line| self.line(line));
                self.line("type: statusrapport");
            }
            key if is_told(key) => self.field(key, Some((entry, block))),
            _ => {
                if block.gap {
                    self.blank();
                }
                block.comments.iter().for_each(|line| self.line(line));
                if has_references(&block.lines) {
                    self.line(&format!("{key}: {}", flow(&entry.value)));
                } else {
                    block.lines.iter().for_each(|line| self.line(line));
                }
            }
        }
    }

    /// A field that tells of the period, empty or with what goes on.
    fn field(&mut self, key: &str, written: Option<(&Entry, &Block<'_>)>) {
        let body = match key {
            "samlet_status" => String::new(),
            "vurdering" => self.assessments(),
            "delprosjekter" => self.sub_projects(),
            "milepæler" => self.milestones(),
            "indikatorer" => self.indicators(),
            "økonomi" => self.posts(),
            "risikoer" | "avvik" => self.concerns(key),
            _ => written.map(|(entry, block)| reminder(entry, block)).unwrap_or_default(),
        };
        let listed = !matches!(key, "samlet_status") && is_listed(key);
        if listed && body.is_empty() {
            return;
        }
        self.blank();
        for line in written.iter().flat_map(|(_, block)| &block.comments) {
            self.line(line);
        }
        let last = if key == "samlet_status" {
            self.last(&[Field(key)], "status")
        } else {
            None
        };
        self.line(&format!("{key}:{}", before(last.as_deref())));
        self.text.push_str(&body);
    }

    /// An empty line, unless the file begins here.
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn assessments(&self) -> String {
        let line = |name: &str| {
            let last = self.last(&[Field("vurdering"), Field(name)], "status");
            format!("  {name}:{}\n", before(last.as_deref()))
        };
        Vurderinger::NAMES.map(line).concat()
    }

    /// The sub-projects that are not settled.
    fn sub_projects(&self) -> String {
        let settled = |id: &str| {
            let rows = self.standing().map(|standing| &standing.delprosjekter);
            let row = rows.into_iter().flatten().find(|row| row.plan.id.0 == id);
            row.and_then(|row| row.status).is_some_and(Status::is_final)
        };
        let ids = self.region.delprosjekter.iter().flatten().map(|it| it.id.0.as_str());
        let ids = ids.filter(|id| !settled(id));
        self.items("delprosjekter", ids, &["status", "framdrift"])
    }

    /// The milestones that are neither reached nor given up, with the deadlines that hold.
    fn milestones(&self) -> String {
        let mut out = String::new();
        for plan in self.region.milepæler.iter().flatten() {
            let id = &plan.id.0;
            let rows = self.standing().map(|standing| &standing.milepæler);
            let row = rows.into_iter().flatten().find(|row| row.plan.id == plan.id);
            let settled = row.is_some_and(|row| {
                matches!(row.tilstand, MilestoneState::Nådd | MilestoneState::Avbrutt)
            });
            if settled {
                continue;
            }
            let deadline = row.map_or(plan.frist, |row| row.gjeldende_frist);
            self.comments("milepæler", id, &mut out);
            let last = self.last(&[Field("milepæler"), Field(id)], "status");
            let _ = writeln!(out, "  {id}: # frist {}", deadline.0);
            let _ = writeln!(out, "    status:{}", before(last.as_deref()));
        }
        out
    }

    /// The indicators, each with the last value that was measured in any period.
    fn indicators(&self) -> String {
        let mut out = String::new();
        for plan in self.region.indikatorer.iter().flatten() {
            let id = &plan.id.0;
            self.comments("indikatorer", id, &mut out);
            let rows = self.standing().map(|standing| &standing.indikatorer);
            let row = rows.into_iter().flatten().find(|row| row.plan.id == plan.id);
            let measured = row.and_then(|row| row.serie.last());
            let older = measured.map(|last| last.verdi.to_string().replace('.', ","));
            let last = self.last(&[Field("indikatorer"), Field(id)], "verdi").or(older);
            let _ = writeln!(out, "  {id}:\n    verdi:{}", before(last.as_deref()));
        }
        out
    }

    fn posts(&self) -> String {
        let ids = self.region.budsjett.iter().flatten().map(|it| it.id.0.as_str());
        self.items("økonomi", ids, &["regnskap", "prognose"])
    }

    /// Items by their ids, each with empty fields and what stood in them.
    fn items<'i>(
        &self,
        field: &str,
        ids: impl Iterator<Item = &'i str>,
        inner: &[&str],
    ) -> String {
        let mut out = String::new();
        for id in ids {
            self.comments(field, id, &mut out);
            let _ = writeln!(out, "  {id}:");
            for name in inner {
                let last = self.last(&[Field(field), Field(id)], name);
                let _ = writeln!(out, "    {name}:{}", before(last.as_deref()));
            }
        }
        out
    }

    /// Open risks or deviations, as they are written.
    fn concerns(&self, field: &str) -> String {
        let Some(previous) = self.previous else { return String::new() };
        let data = &previous.doc.value;
        let open: Vec<bool> = match field {
            "risikoer" => data.risikoer.iter().flatten().map(Risiko::is_open).collect(),
            _ => data.avvik.iter().flatten().map(Avvik::is_open).collect(),
        };
        let document = &previous.doc.document;
        let entry = document.root.field(field);
        let Some(Value::List(items)) = entry.map(|entry| &entry.value.value) else {
            return String::new();
        };
        let written = written_items(document, field, items);
        let mut out = String::new();
        for (i, item) in items.iter().enumerate().filter(|(i, _)| open[*i]) {
            match written.as_ref().map(|blocks| &blocks[i]) {
                Some(block) if !has_references(&block.lines) => {
                    for line in block.comments.iter().chain(&block.lines) {
                        let _ = writeln!(out, "{}", line.trim_end());
                    }
                }
                _ => out.push_str(&anew(item)),
            }
        }
        out
    }

    fn standing(&self) -> Option<&'a Standing> {
        self.previous.map(|previous| previous.standing)
    }

    /// The comments above an item of the previous file.
    fn comments(&self, field: &str, id: &str, out: &mut String) {
        let Some(previous) = self.previous else { return };
        let document = &previous.doc.document;
        let Some(entry) = document.root.field(field) else { return };
        let items = entry.value.fields();
        let starts: Vec<usize> = items.iter().map(|item| item.key_span.start).collect();
        let end = end_of(document, field);
        let Some(blocks) = blocks(&document.file, &starts, end) else { return };
        let own = items.iter().zip(blocks).find(|(item, _)| item.key == id);
        for line in own.iter().flat_map(|(_, block)| &block.comments) {
            let _ = writeln!(out, "{line}");
        }
    }

    /// The text of a value in the previous file: of a field, or of the item itself if it is
    /// written in short.
    fn last(&self, item: &[Step<'_>], field: &str) -> Option<String> {
        let node = self.previous?.doc.document.node(item)?;
        let told = match &node.value {
            Value::Fields(_) => &node.field(field)?.value,
            // In short, an item is its first field.
            _ if matches!(field, "status" | "verdi" | "regnskap") => node,
            _ => return None,
        };
        match &told.value {
            Value::Scalar(scalar) if !told.is_null() => Some(scalar.text.clone()),
            _ => None,
        }
    }
}

/// Whether a field tells of the period.
fn is_told(key: &str) -> bool {
    TOLD.contains(&key) || matches!(key, "råd" | "videre_arbeid")
}

/// Whether a field is a list that is left out when nothing is in it.
fn is_listed(key: &str) -> bool {
    matches!(
        key,
        "delprosjekter" | "milepæler" | "indikatorer" | "økonomi" | "risikoer" | "avvik"
    )
}

/// The comment with a last value.
fn before(last: Option<&str>) -> String {
    last.map(|last| format!(" # forrige: {last}")).unwrap_or_default()
}

/// The text of the previous period, as comments.
fn reminder(entry: &Entry, block: &Block<'_>) -> String {
    if entry.value.is_null() {
        return String::new();
    }
    let first = block.lines[0].split_once(':').map_or("", |(_, rest)| rest.trim());
    let first = if matches!(first, "|" | ">" | "|-" | ">-") { "" } else { first };
    let mut out = format!("  # forrige: {first}").trim_end().to_owned() + "\n";
    for line in &block.lines[1..] {
        let line = line.strip_prefix("  ").unwrap_or(line);
        let _ = writeln!(out, "{}", format!("  #   {line}").trim_end());
    }
    out
}

/// The items of a list with their lines; none, if several stand on one line.
fn written_items<'d>(
    document: &'d Document,
    field: &str,
    items: &[Node],
) -> Option<Vec<Block<'d>>> {
    let text = &document.file.text;
    let starts: Option<Vec<usize>> = items
        .iter()
        .map(|item| {
            let line = document.file.line_range(first_byte(item));
            text[line.clone()].trim_start().starts_with("- ").then_some(line.start)
        })
        .collect();
    blocks(&document.file, &starts?, end_of(document, field))
}

/// Whether some lines have an anchor or refer to one, which may not be in the new file.
fn has_references(lines: &[&str]) -> bool {
    let mut words = lines.iter().flat_map(|line| line.split([' ', '[', '{', ',']));
    words.any(|word| word.len() > 1 && word.starts_with(['&', '*']) && word != "**")
}

/// The first byte of what is written of a node.
fn first_byte(node: &Node) -> usize {
    node.fields()
        .iter()
        .map(|entry| entry.key_span.start)
        .min()
        .unwrap_or(node.span.start)
}

/// Where the lines of a field end.
fn end_of(document: &Document, field: &str) -> usize {
    let start = document.root.field(field).map_or(0, |entry| entry.key_span.start);
    let later = document.root.fields().iter().map(|entry| entry.key_span.start);
    let next = later.filter(|at| *at > start).min();
    // The comments above the next field are not part of this one.
    let end = next.unwrap_or(document.file.text.len());
    let mut above = document.file.text[..end].trim_end_matches('\n').len();
    while next.is_some() {
        let line = document.file.line_range(above);
        if !document.file.text[line.clone()].trim_start().starts_with('#')
            || line.start == 0
        {
            break;
        }
        above = line.start - 1;
    }
    (above + 1).min(document.file.text.len())
}

/// An item of a list, written anew on lines of its own.
fn anew(item: &Node) -> String {
    let mut out = String::new();
    for (i, entry) in item.fields().iter().enumerate() {
        let lead = if i == 0 { "  - " } else { "    " };
        let _ = writeln!(out, "{lead}{}: {}", entry.key, flow(&entry.value));
    }
    out
}

/// A value on one line.
fn flow(node: &Node) -> String {
    match &node.value {
        Value::Scalar(_) if node.is_null() => String::new(),
        // A text in JSON is a text in YAML.
        Value::Scalar(scalar) => {
            serde_json::Value::from(scalar.text.as_str()).to_string()
        }
        Value::List(items) => {
            format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        Value::Fields(entries) => {
            let fields = entries.iter().map(|e| format!("{}: {}", e.key, flow(&e.value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}
