//! Bytes to text.

use std::string::FromUtf8Error;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::fault::FileFault;
use crate::finding::{Finding, Place, SourceText};

/// The largest data file that is read, in bytes.
pub const MAX_FILE_SIZE: u64 = 1_000_000;

/// Turns the bytes of a data file into text: without byte order mark, with `\n` line
/// ends, without characters of no width, in NFC (a key typed on macOS can be decomposed).
///
/// # Errors
/// The file is too large, not UTF-8 or empty.
pub fn read(path: &str, bytes: Vec<u8>) -> Result<Arc<SourceText>, Finding> {
    let size = bytes.len() as u64;
    if size > MAX_FILE_SIZE {
        let fault = FileFault::TooLarge { size, limit: MAX_FILE_SIZE };
        return Err(Finding::error(fault, Place::file(path)));
    }
    if is_utf16(&bytes) {
        let file = Arc::new(SourceText::new(path, String::from_utf8_lossy(&bytes).into_owned()));
        let fault = FileFault::Encoding { byte: 0 };
        return Err(Finding::error(fault, Place { file, span: 0..0 }));
    }
    let text = String::from_utf8(bytes).map_err(|e| encoding(path, &e))?;
    let text = normalise(text.strip_prefix('\u{feff}').unwrap_or(&text));
    if text.trim().is_empty() {
        return Err(Finding::error(FileFault::EmptyFile, Place::file(path)));
    }
    Ok(Arc::new(SourceText::new(path, text)))
}

/// Whether bytes are UTF-16 without a byte order mark: of text in Latin letters, every second byte is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    const EXAMINED: usize = 64;
    let head = &bytes[..bytes.len().min(EXAMINED)];
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    head.len() >= 4 && zeros(0).max(zeros(1)) > head.len() / 4
}

/// NFC and `\n` line ends, without the characters of no width that chat programs and web pages
/// put into what is copied from them. Line numbers stay what they are in the file.
fn normalise(text: &str) -> String {
    let mut unix = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    unix.retain(|c| !matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}'));
    if is_nfc(&unix) { unix } else { unix.nfc().collect() }
}

/// The finding for bytes that are not UTF-8, at the first wrong byte.
fn encoding(path: &str, error: &FromUtf8Error) -> Finding {
    let bytes = error.as_bytes();
    let valid = error.utf8_error().valid_up_to();
    let is_cut_off = error.utf8_error().error_len().is_none();
    let byte = bytes.get(valid).copied().unwrap_or_default();
    // Any wrong bytes are shown as the replacement character, so that the line can be.
    let text = String::from_utf8_lossy(bytes).into_owned();
    let file = Arc::new(SourceText::new(path, text));
    let span = valid..valid + '\u{fffd}'.len_utf8();
    let fault = if is_cut_off { FileFault::CutOff } else { FileFault::Encoding { byte } };
    Finding::error(fault, Place { file, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        read("x", bytes.to_vec()).unwrap().text.clone()
    }

    #[test]
    fn line_ends_and_composition_are_normalised() {
        assert_eq!(text("\u{feff}ra\u{30a}d: x\r\ny: z\r".as_bytes()), "råd: x\ny: z\n");
        assert_eq!(text("id: plan\u{200b}\n".as_bytes()), "id: plan\n");
    }

    #[test]
    fn windows_1252_is_a_finding_at_its_place() {
        let finding = read("x", b"navn: L\xf8ten\n".to_vec()).unwrap_err();
        assert_eq!(finding.fault, FileFault::Encoding { byte: 0xf8 }.into());
        assert_eq!(finding.place.file.position(finding.place.span.start).column, 8);
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_zeros() {
        let bytes: Vec<u8> = "navn: Løten\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("x", bytes).unwrap_err().fault, FileFault::Encoding { byte: 0 }.into());
    }

    #[test]
    fn a_file_that_ends_within_a_character_was_cut() {
        let finding = read("x", b"navn: L\xc3".to_vec()).unwrap_err();
        assert_eq!(finding.fault, FileFault::CutOff.into());
    }

    #[test]
    fn empty_and_too_large_files_are_findings() {
        assert_eq!(read("x", b" \n".to_vec()).unwrap_err().code(), "empty-file");
        let large = vec![b'a'; 1_000_001];
        assert_eq!(read("x", large).unwrap_err().code(), "too-large");
    }
}
