//! JPEG, GIF and WebP: the declared sizes.

use super::{broken, check_size};
use crate::fault::PictureFault;

/// Checks the headers of all frames of a JPEG and that it has an end, and gives its number of colours. They are in segments
/// that begin with their length (ITU-T T.81, B.2.2).
pub(super) fn check_jpeg(bytes: &[u8], file: &str) -> Result<u8, PictureFault> {
    let mut colours = None;
    let mut at = 2;
    let mut scan = None;
    while let Some(&[0xff, marker, high, low, ..]) = bytes.get(at..) {
        match marker {
            // A marker may have fill bytes before it.
            0xff => {
                at += 1;
                continue;
            }
            // Huffman tables, arithmetic conditioning and a reserved marker are no frames.
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                let Some(&[h0, h1, w0, w1, count, ..]) = bytes.get(at + 5..) else { break };
                let (width, height) = (u16::from_be_bytes([w0, w1]), u16::from_be_bytes([h0, h1]));
                check_size(width.into(), height.into(), count.max(1).into(), file)?;
                colours = Some(count);
            }
            // The scan, after which the picture's data begin.
            0xda => {
                scan = Some(at);
                break;
            }
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    // A picture that was cut off on its way lacks its end.
    let data = scan.and_then(|at| bytes.get(at..)).unwrap_or_default();
    let is_whole = data.windows(2).rev().any(|pair| pair == b"\xff\xd9");
    colours.filter(|_| is_whole).ok_or_else(|| broken(file))
}

/// Checks the size of a GIF's screen and of its frames (CompuServe, «GIF89a Specification»).
pub(super) fn check_gif(bytes: &[u8], file: &str) -> Result<(), PictureFault> {
    let size = |at: usize| {
        let &[w0, w1, h0, h1, ..] = bytes.get(at..)? else { return None };
        Some((u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1])))
    };
    let (width, height) = size(6).ok_or_else(|| broken(file))?;
    check_size(width.into(), height.into(), 4, file)
}

/// Checks the size of a WebP by the header of its first chunk (RFC 9649).
pub(super) fn check_webp(bytes: &[u8], file: &str) -> Result<(), PictureFault> {
    let kind = bytes.get(12..16).unwrap_or_default();
    let size = match (kind, bytes.get(20..30)) {
        (b"VP8X", Some(&[_, _, _, _, w0, w1, w2, h0, h1, h2])) => {
            let part = |parts: [u8; 3]| 1 + u32::from_le_bytes([parts[0], parts[1], parts[2], 0]);
            Some((part([w0, w1, w2]), part([h0, h1, h2])))
        }
        (b"VP8L", Some(&[_, b0, b1, b2, b3, ..])) => {
            let bits = u32::from_le_bytes([b0, b1, b2, b3]);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        (b"VP8 ", Some(&[_, _, _, _, _, _, w0, w1, h0, h1])) => {
            let part = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
            Some((part(w0, w1), part(h0, h1)))
        }
        _ => None,
    };
    let (width, height) = size.ok_or_else(|| broken(file))?;
    check_size(width, height, 4, file)
}
