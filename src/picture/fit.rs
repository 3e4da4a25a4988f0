//! Pictures as they go into reports: no larger than they are printed, and without what they tell of where,
//! when and by whom they were taken.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader};

use super::{JPEG, PNG, PictureFormat, check, is_svg};

/// The most pixels of a picture across: those of 180 mm, the widest text, at 300 per inch.
const MAX_WIDTH: u32 = 2126;
/// The most pixels of a picture from top to bottom: those of 95 mm, as high as templates show one.
const MAX_HEIGHT: u32 = 1122;
/// The quality of a JPEG that is made smaller, from 1 to 100.
const QUALITY: u8 = 80;

/// The bytes of a picture as it goes into a report; `None` if that is as it is. Its colours stay what its
/// profile says, and it stands as its orientation says.
pub fn fitted(bytes: &[u8]) -> Option<Vec<u8>> {
    // A drawing would be read whole.
    if !bytes.starts_with(PNG) && !bytes.starts_with(JPEG) {
        return is_svg(bytes).then(|| drawing_without_marks(bytes))?;
    }
    let format = check(bytes, "").ok()??.format;
    match format {
        PictureFormat::Jpeg(1 | 3) => smaller(bytes, format).or_else(|| jpeg_without_facts(bytes)),
        PictureFormat::Jpeg(_) => jpeg_without_facts(bytes),
        PictureFormat::Png => smaller(bytes, format).or_else(|| png_without_facts(bytes)),
        PictureFormat::Svg | PictureFormat::Other => None,
    }
}

/// A drawing without the addresses that Inkscape leaves empty, which stand for the folder itself, and without
/// the marks that a sign is a picture, for which no face has a form; `None` if it has none.
fn drawing_without_marks(bytes: &[u8]) -> Option<Vec<u8>> {
    const NOTHING: [&str; 6] =
        ["xlink:href=\"\"", "xlink:href=''", " href=\"\"", " href=''", "\u{fe0e}", "\u{fe0f}"];
    let text = str::from_utf8(bytes).ok()?;
    if !NOTHING.iter().any(|nothing| text.contains(nothing)) {
        return None;
    }
    let cleaned = NOTHING.iter().fold(text.to_owned(), |text, nothing| text.replace(nothing, ""));
    Some(cleaned.into_bytes())
}

/// A picture with fewer pixels, turned as it is to stand; `None` if it has few enough.
fn smaller(bytes: &[u8], format: PictureFormat) -> Option<Vec<u8>> {
    let mut decoder =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_decoder().ok()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    let (width, height) = if is_lying(orientation) { (height, width) } else { (width, height) };
    if width <= MAX_WIDTH && height <= MAX_HEIGHT {
        return None;
    }
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    // The mean of the pixels, where two or more become one; it is ten times as fast.
    let is_half = width >= 2 * MAX_WIDTH || height >= 2 * MAX_HEIGHT;
    let picture = if is_half {
        picture.thumbnail(MAX_WIDTH, MAX_HEIGHT)
    } else {
        picture.resize(MAX_WIDTH, MAX_HEIGHT, FilterType::CatmullRom)
    };
    let mut smaller = Vec::new();
    if format == PictureFormat::Png {
        encode(PngEncoder::new(&mut smaller), &picture, profile)?;
    } else {
        encode(JpegEncoder::new_with_quality(&mut smaller, QUALITY), &picture, profile)?;
    }
    Some(smaller)
}

/// Writes a picture with its profile of colours.
fn encode(
    mut encoder: impl ImageEncoder,
    picture: &DynamicImage,
    profile: Option<Vec<u8>>,
) -> Option<()> {
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).ok()?;
    }
    picture.write_with_encoder(encoder).ok()
}

/// Whether a picture that is turned this way has its width from top to bottom.
fn is_lying(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate90FlipH | Rotate270 | Rotate270FlipH)
}

/// A JPEG without the segments that say something else than how to show it; `None` if it has none.
///
/// Source: ITU-T T.81, B.1.1; Exif 2.32, 4.5.4; ICC.1:2022, B.4; Adobe Technical Note 5116.
fn jpeg_without_facts(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2)?.to_vec();
    let mut at = 2;
    let mut is_changed = false;
    while let Some(&[0xff, marker, high, low, ..]) = bytes.get(at..) {
        if marker == 0xff {
            at += 1;
            continue;
        }
        // The scan, after which the picture's data begin.
        if marker == 0xda {
            break;
        }
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        let segment = bytes.get(at..end)?;
        let content = &segment[4.min(segment.len())..];
        let shows = match marker {
            0xe1..=0xef => marker == 0xee || content.starts_with(b"ICC_PROFILE\0"),
            0xfe => false,
            _ => true,
        };
        if shows {
            kept.extend_from_slice(segment);
        } else {
            is_changed = true;
            if let Some(orientation) = content.strip_prefix(b"Exif\0\0").and_then(orientation_of) {
                kept.extend(exif_segment(orientation));
            }
        }
        at = end;
    }
    kept.extend_from_slice(bytes.get(at..)?);
    (is_changed && kept != bytes).then_some(kept)
}

/// How a picture is turned by what Exif says, if it is turned at all.
fn orientation_of(exif: &[u8]) -> Option<u8> {
    let orientation = Orientation::from_exif_chunk(exif)?;
    (orientation != Orientation::NoTransforms).then(|| orientation.to_exif())
}

/// A segment of Exif that says how the picture is turned, and nothing else.
fn exif_segment(orientation: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0, 34];
    segment.extend(b"Exif\0\0");
    segment.extend(exif_chunk(orientation));
    segment
}

/// The least Exif: a header of TIFF, and one field, which is the orientation.
fn exif_chunk(orientation: u8) -> [u8; 26] {
    let mut chunk = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    chunk[19] = orientation;
    chunk
}

/// A PNG without the chunks that say something else than how to show it; `None` if it has none.
///
/// Source: PNG (Third Edition), 11.3.
fn png_without_facts(bytes: &[u8]) -> Option<Vec<u8>> {
    const FACTS: [&[u8]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"];
    let mut kept = bytes.get(..8)?.to_vec();
    let mut at = 8;
    while let Some(length) = bytes.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().ok()?);
        let end = at.checked_add(usize::try_from(length).ok()?)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        let turned =
            chunk[4..8] == *b"eXIf" && orientation_of(&chunk[8..chunk.len() - 4]).is_some();
        if !FACTS.contains(&&chunk[4..8]) || turned {
            kept.extend_from_slice(chunk);
        }
        at = end;
    }
    (kept.len() < bytes.len()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use image::{ImageBuffer, Luma, Rgb};

    use super::*;

    /// A picture that is red to the left and blue to the right.
    fn picture(width: u32, height: u32) -> DynamicImage {
        let colour = |x, _| if x < width / 2 { Rgb([200_u8, 0, 0]) } else { Rgb([0, 0, 200]) };
        ImageBuffer::from_fn(width, height, colour).into()
    }

    fn jpeg(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode(JpegEncoder::new(&mut bytes), picture, Some(b"a profile".to_vec())).unwrap();
        bytes
    }

    fn png(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode(PngEncoder::new(&mut bytes), picture, Some(b"a profile".to_vec())).unwrap();
        bytes
    }

    /// A JPEG with what a camera writes into it: Exif with a place, and how it was held.
    fn with_facts(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = exif_segment(orientation);
        exif.extend(b"GPS 66.3 N");
        exif[3] += 10;
        [&jpeg[..2], &exif, b"\xff\xfe\0\x06Ola!", &jpeg[2..]].concat()
    }

    fn decoded(bytes: &[u8]) -> (DynamicImage, Option<Vec<u8>>, Orientation) {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap();
        let mut decoder = reader.into_decoder().unwrap();
        let (profile, orientation) =
            (decoder.icc_profile().unwrap(), decoder.orientation().unwrap());
        (DynamicImage::from_decoder(decoder).unwrap(), profile, orientation)
    }

    #[test]
    fn small_pictures_lose_their_facts_and_nothing_else() {
        let plain = jpeg(&picture(40, 20));
        assert_eq!(fitted(&plain), None);
        assert_eq!(fitted(&with_facts(&plain, 1)).unwrap(), plain);
        let (picture, profile, orientation) = decoded(&fitted(&with_facts(&plain, 6)).unwrap());
        assert_eq!((picture.width(), picture.height()), (40, 20));
        assert_eq!(profile.as_deref(), Some(b"a profile".as_slice()));
        assert_eq!(orientation, Orientation::Rotate90);
        assert!(!fitted(&with_facts(&plain, 6)).unwrap().windows(3).any(|part| part == b"GPS"));
    }

    #[test]
    fn large_pictures_are_turned_and_become_smaller() {
        for (width, height, orientation, expected) in [
            (3000, 600, 1, (MAX_WIDTH, 425)),
            (3000, 3000, 1, (MAX_HEIGHT, MAX_HEIGHT)),
            (3000, 2000, 6, (748, MAX_HEIGHT)),
            (1000, 2300, 8, (MAX_WIDTH, 924)),
        ] {
            let bytes = with_facts(&jpeg(&picture(width, height)), orientation);
            let (picture, profile, turned) = decoded(&fitted(&bytes).unwrap());
            assert_eq!((picture.width(), picture.height()), expected, "{width} × {height}");
            assert_eq!(turned, Orientation::NoTransforms);
            assert_eq!(profile.as_deref(), Some(b"a profile".as_slice()));
        }
    }

    #[test]
    fn a_png_keeps_its_depth_and_its_profile() {
        let grey = ImageBuffer::from_fn(2200, 20, |x, _| Luma([u16::try_from(x * 29).unwrap()]));
        let bytes = fitted(&png(&grey.into())).unwrap();
        let (picture, profile, _) = decoded(&bytes);
        assert_eq!(picture.color(), image::ColorType::L16);
        assert_eq!(
            (picture.width(), profile.as_deref()),
            (MAX_WIDTH, Some(b"a profile".as_slice()))
        );
        assert_eq!(fitted(&bytes), None);
        let plain = png(&picture.thumbnail(20, 20));
        let chunk = b"\0\0\0\x05tEXtA\0Ola\0\0\0\0";
        let end = plain.len() - 12;
        let told = [&plain[..end], chunk, &plain[end..]].concat();
        assert_eq!(fitted(&told).unwrap(), plain);
    }

    #[test]
    fn what_is_cut_is_left() {
        let whole = with_facts(&jpeg(&picture(40, 20)), 6);
        for at in 0..whole.len() {
            let _ = fitted(&whole[..at]);
        }
    }
}
