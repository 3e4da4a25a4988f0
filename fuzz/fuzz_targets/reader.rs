//! Bytes to findings: the reader, the schemas, the words of whatever is found, and decoding.

#![no_main]

use libfuzzer_sys::fuzz_target;
use regionrapport::finding::{Finding, MessageFormat};
use regionrapport::lang::Lang;
use regionrapport::model::{Periode, Program, Region};
use regionrapport::schema::{FileKind, check};
use regionrapport::yaml;

const FORMATS: [MessageFormat; 5] = [
    MessageFormat::Human,
    MessageFormat::Short,
    MessageFormat::Json,
    MessageFormat::Sarif,
    MessageFormat::Github,
];

fuzz_target!(|bytes: &[u8]| {
    for kind in FileKind::ALL {
        let findings = findings(kind, bytes);
        for format in FORMATS {
            format.write(&findings, Lang::Nb, ".");
        }
        MessageFormat::Human.write(&findings, Lang::En, "x");
    }
});

fn findings(kind: FileKind, bytes: &[u8]) -> Vec<Finding> {
    let file = match yaml::read("x.yaml", bytes.to_vec()) {
        Ok(file) => file,
        Err(finding) => return vec![finding],
    };
    let document = match yaml::parse(&file) {
        Ok(document) => document,
        Err(findings) => return findings,
    };
    let found = check(kind, &document);
    let decoded = match kind {
        FileKind::Program => document.root.decode::<Program>().is_ok(),
        FileKind::Region => document.root.decode::<Region>().is_ok(),
        FileKind::Period => document.root.decode::<Periode>().is_ok(),
    };
    assert!(decoded || !found.is_empty(), "the check accepts what the model refuses");
    found
}
