//! PNG: the declared size, and the data that is packed beside the picture.
//!
//! Source: W3C, «Portable Network Graphics (PNG) Specification (Third Edition)».

use std::io::{Read, copy, sink};

use flate2::read::ZlibDecoder;

use super::{broken, check_size};
use crate::fault::PictureFault;

/// The length of the signature.
const SIGNATURE: usize = 8;
/// The most bytes that a chunk beside the picture unpacks to: more than any colour profile has.
const MAX_PACKED: u64 = 4_000_000;
/// The most bytes of all chunks beside the picture.
const MAX_ANCILLARY: usize = 4_000_000;

/// Checks the chunks of a PNG.
pub(super) fn check(bytes: &[u8], file: &str) -> Result<(), PictureFault> {
    let mut at = SIGNATURE;
    let mut ancillary = 0;
    while let Some((kind, data)) = chunk(bytes, at) {
        match kind {
            b"IHDR" => check_header(data, file)?,
            b"iCCP" | b"zTXt" | b"iTXt" => check_packed(*kind, data, file)?,
            b"IEND" => break,
            _ => {}
        }
        // A small letter first: the picture can be read without it.
        if kind[0].is_ascii_lowercase() {
            ancillary += data.len();
        }
        at += data.len() + 12;
    }
    if at == SIGNATURE {
        return Err(broken(file));
    }
    if ancillary > MAX_ANCILLARY {
        return Err(PictureFault::PackedPicture { file: file.to_owned() });
    }
    Ok(())
}

/// The type and the data of the chunk at an offset.
fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8; 4], &[u8])> {
    let (length, rest) = bytes.get(at..)?.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    // The checksum follows.
    Some((kind, rest.get(..length)?))
}

/// Checks the header: width, height, bits of a sample, type of colour.
fn check_header(data: &[u8], file: &str) -> Result<(), PictureFault> {
    let &[w0, w1, w2, w3, h0, h1, h2, h3, bits, colour, ..] = data else {
        return Err(broken(file));
    };
    let samples = match colour {
        0 => 1,
        4 => 2,
        2 => 3,
        // A palette may have transparent colours.
        _ => 4,
    };
    let bytes_each = samples * if bits > 8 { 2 } else { 1 };
    let width = u32::from_be_bytes([w0, w1, w2, w3]);
    check_size(width, u32::from_be_bytes([h0, h1, h2, h3]), bytes_each, file)
}

/// Unpacks a colour profile or a text up to a limit.
fn check_packed(kind: [u8; 4], data: &[u8], file: &str) -> Result<(), PictureFault> {
    let packed = || -> Option<&[u8]> {
        let name = data.iter().position(|byte| *byte == 0)?;
        let rest = &data[name + 1..];
        if kind != *b"iTXt" {
            // The method of compression.
            return rest.get(1..);
        }
        // Whether it is packed, the method, the language, the translated keyword.
        let &[1, _, ref rest @ ..] = rest else { return None };
        let language = rest.iter().position(|byte| *byte == 0)?;
        let keyword = rest[language + 1..].iter().position(|byte| *byte == 0)?;
        rest.get(language + 1 + keyword + 1..)
    };
    let Some(packed) = packed() else { return Ok(()) };
    let unpacked = copy(&mut ZlibDecoder::new(packed).take(MAX_PACKED + 1), &mut sink());
    match unpacked {
        Ok(size) if size > MAX_PACKED => Err(PictureFault::PackedPicture { file: file.to_owned() }),
        // Decoders ignore a damaged profile.
        _ => Ok(()),
    }
}
