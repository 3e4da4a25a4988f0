//! Pictures, templates, fonts, data and links that are meant to do harm: each in one of three regions.
//! The command ends by itself with a finding, the other reports are whole, and no secret is told.

#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::project::{PERIOD, Project, repository, shown};

/// What stands in the files that no report may read.
const SECRET: &str = "GEHEIM-5b2a86";
/// More than any case may take.
const MAX_TIME: Duration = Duration::from_mins(1);
const NORTH: &str = "data/p/regioner/nord";

/// A project with two more regions, and a file of secrets beside it.
struct Hostile {
    project: Project,
    outside: tempfile::TempDir,
}

impl Hostile {
    fn new() -> Self {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), format!("navn: {SECRET}\n")).unwrap();
        let project = Project::new()
            .with_south()
            .with("data/p/regioner/ost/region.yaml", "navn: Øst\nsøkerkommune: Austvik\n")
            .with("data/p/regioner/ost/2026.yaml", PERIOD)
            .with(".git/config", format!("navn: {SECRET}\n"))
            .with(".env", SECRET);
        Self { project, outside }
    }

    fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        Self { project: self.project.with(path, content), ..self }
    }

    /// The same with a picture in the period of the north.
    fn with_picture(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let period = format!("{PERIOD}bilder: [{{ fil: {name}, alt: Et bilde }}]\n");
        self.with(&format!("{NORTH}/{name}"), bytes).with(&format!("{NORTH}/2026.yaml"), period)
    }

    /// The same with a template in place of a built-in section that the reports of regions show.
    fn with_section(self, body: &str) -> Self {
        self.with("templates/sections/facts.typ", format!("#let facts(..a) = [\n{body}\n]\n"))
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.project.path(path)
    }

    /// Puts a link in place of what is there.
    fn with_link(self, path: &str, target: impl AsRef<Path>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        let _ = fs::remove_dir_all(&path);
        symlink(target, path).unwrap();
        self
    }

    /// Puts a link to something beside the project.
    fn with_link_outside(self, path: &str, name: &str) -> Self {
        let target = self.outside.path().join(name);
        self.with_link(path, target)
    }

    /// Puts a pipe that nobody writes into in place of what is there.
    fn with_pipe(self, path: &str) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        self
    }

    /// Puts a file of so many zeros that takes no room.
    fn with_zeros(self, path: &str, size: u64) -> Self {
        let hostile = self.with(path, "");
        fs::File::options().write(true).open(hostile.path(path)).unwrap().set_len(size).unwrap();
        hostile
    }

    /// Runs a command and gives what it says. It must end in time by itself, with findings or without.
    fn said(&self, args: &[&str]) -> String {
        #[expect(clippy::disallowed_methods, reason = "a bound of time is promised")]
        let begun = Instant::now();
        let output = self.project.run(args);
        let said = shown(&output);
        assert!(begun.elapsed() < MAX_TIME, "{args:?} took {:?}", begun.elapsed());
        assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {said}");
        assert!(!said.contains(SECRET) && !said.contains("panicked"), "{said}");
        said
    }

    /// The report of a region is whole, and tells no secret.
    fn assert_whole(&self, region: &str) {
        let path = self.path(&format!("rapporter/p/{region}-2026.pdf"));
        let pdf = fs::read(&path).unwrap_or_else(|_| panic!("no report of {region}"));
        assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        assert!(!document.extract_text(&pages).unwrap_or_default().contains(SECRET));
    }

    /// `check` and `build` find a fault in the north; the other reports are built.
    fn harms_north_alone(&self, code: &str) {
        let code = format!("feil[{code}]");
        for command in ["check", "build"] {
            let said = self.said(&[command, "--time-limit", "5"]);
            assert!(said.contains(&code), "{command} does not say {code}: {said}");
        }
        for region in ["sor", "ost"] {
            self.assert_whole(region);
        }
        assert!(!self.path("rapporter/p/nord-2026.pdf").exists());
    }

    /// `check` and `build` find a fault that concerns all reports.
    fn harms_all(&self, code: &str) {
        let code = format!("feil[{code}]");
        for command in ["check", "build"] {
            let said = self.said(&[command, "--time-limit", "5"]);
            assert!(said.contains(&code), "{command} does not say {code}: {said}");
        }
    }
}

/// A file of `tests/hostile/`.
fn stored(path: &str) -> Vec<u8> {
    fs::read(repository().join("tests/hostile").join(path)).unwrap()
}

fn harms_as_svg(svg: impl AsRef<[u8]>, code: &str) {
    Hostile::new().with_picture("x.svg", svg).harms_north_alone(code);
}

/// A drawing with some content.
fn svg(content: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         width='9' height='9'>{content}</svg>"
    )
}

/// A chain of elements, each of which holds ten of the one before.
fn bomb(element: &str, reference: &str) -> String {
    let mut content = format!("<{element} id='e0'><path d='M0 0h9'/></{element}>");
    for i in 1..9 {
        let inner = reference.replace('#', &format!("#e{}", i - 1)).repeat(10);
        content += &format!("<{element} id='e{i}'>{inner}</{element}>");
    }
    svg(&format!("<defs>{content}</defs>{}", reference.replace('#', "#e8")))
}

/// A PNG of some size with a chunk before the picture.
fn png(width: u32, height: u32, kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let pixels = packed(&[0; 4 * 3 * 9]);
    for (kind, data) in [(b"IHDR", &header[..]), (&kind, data), (b"IDAT", &pixels), (b"IEND", b"")]
    {
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(data);
        png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        png.extend([&kind[..], data, &crc.sum().to_be_bytes()].concat());
    }
    png
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A hundred megabytes of zeros, packed.
fn packed_zeros() -> Vec<u8> {
    packed(&vec![0; 100_000_000])
}

fn harms_as_png(bytes: impl AsRef<[u8]>, code: &str) {
    Hostile::new().with_picture("x.png", bytes).harms_north_alone(code);
}

/// A JPEG whose header of the frame says a size.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let [w, h] = [width.to_be_bytes(), height.to_be_bytes()];
    let frame = [0xff, 0xc0, 0, 17, 8, h[0], h[1], w[0], w[1], 3, 1, 17, 0, 2, 17, 0, 3, 17, 0];
    [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0][..], &frame, &[0xff, 0xda, 0, 2, 0xff, 0xd9]].concat()
}

// Drawings that never end, or are far larger than they are.

#[test]
fn svg_pattern_in_its_own_group() {
    harms_as_svg(stored("svg/min1.svg"), "complex-picture");
}

#[test]
fn svg_pattern_without_defs() {
    harms_as_svg(stored("svg/rec1.svg"), "complex-picture");
}

#[test]
fn svg_pattern_as_stroke() {
    harms_as_svg(stored("svg/rec5.svg"), "complex-picture");
}

#[test]
fn svg_clip_paths() {
    harms_as_svg(stored("svg/svg_clip_bomb.svg"), "complex-picture");
}

#[test]
fn svg_masks() {
    harms_as_svg(stored("svg/svg_mask_bomb.svg"), "complex-picture");
}

#[test]
fn svg_patterns() {
    harms_as_svg(stored("svg/svg_pat20.svg"), "complex-picture");
}

#[test]
fn svg_800_groups() {
    harms_as_svg(stored("svg/svg_g800.svg"), "complex-picture");
}

#[test]
fn svg_20000_groups() {
    harms_as_svg(svg(&("<g>".repeat(20_000) + &"</g>".repeat(20_000))), "complex-picture");
}

#[test]
fn svg_uses() {
    harms_as_svg(bomb("g", "<use xlink:href='#'/>"), "complex-picture");
}

#[test]
fn svg_symbols() {
    harms_as_svg(bomb("symbol", "<use href='#'/>"), "complex-picture");
}

#[test]
fn svg_markers() {
    harms_as_svg(
        bomb("marker", "<path marker-mid='url(#)' d='M0 0 1 1 2 2 3 3'/>"),
        "complex-picture",
    );
}

#[test]
fn svg_filters_of_uses() {
    harms_as_svg(bomb("g", "<g filter='url(#)'/>"), "complex-picture");
}

#[test]
fn svg_use_of_itself() {
    harms_as_svg(
        svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
        "complex-picture",
    );
}

#[test]
fn svg_pattern_by_a_style_sheet() {
    harms_as_svg(
        svg("<style>.a { fill: url(#p) }</style><pattern id='p' width='1' height='1'>\
             <path class='a' d='M0 0h9v9'/></pattern><path class='a' d='M0 0h9v9'/>"),
        "complex-picture",
    );
}

#[test]
fn svg_pattern_by_a_style() {
    harms_as_svg(
        svg("<g style='stroke:url(\"#p\")'><pattern id='p' width='1' height='1'>\
             <path d='M0 0h9v9'/></pattern><path d='M0 0h9v9'/></g>"),
        "complex-picture",
    );
}

#[test]
fn svg_ids_that_stand_twice() {
    let bomb = bomb("pattern", "<path fill='url(#)' d='M0 0h9'/>");
    let decoys: String = (0..9).map(|i| format!("<g id='e{i}'/>")).collect();
    harms_as_svg(bomb.replace("<defs>", &format!("{decoys}<defs>")), "complex-picture");
}

#[test]
fn svg_paint_that_uses_inherit() {
    let mut content = String::from("<g id='g'>");
    content += &"<path d='M0 0h9v9'/>".repeat(100);
    content += "</g><pattern id='p0' width='1' height='1'><path d='M0 0h9v9'/></pattern>";
    for i in 1..5 {
        let (own, inner) = (format!("p{i}"), format!("p{}", i - 1));
        content += &format!(
            "<pattern id='{own}' width='1' height='1'><use href='#g' fill='url(#{inner})'/></pattern>"
        );
    }
    content += "<use href='#g' fill='url(#p4)'/>";
    harms_as_svg(svg(&content), "complex-picture");
}

#[test]
fn svg_markers_at_points_without_spaces() {
    let marker = format!("<marker id='m'>{}</marker>", "<path d='M0 0h9'/>".repeat(100));
    let line = format!("<path marker-mid='url(#m)' d='M0 0L{}'/>", ".1.2".repeat(20_000));
    harms_as_svg(svg(&(marker + &line)), "complex-picture");
}

#[test]
fn svg_text_with_a_place_for_each_letter() {
    let pattern = format!(
        "<pattern id='p' width='1' height='1'>{}</pattern>",
        "<path d='M0 0h9'/>".repeat(100)
    );
    let text =
        format!("<text fill='url(#p)' x='{}'>{}</text>", "1 ".repeat(9000), "a".repeat(9000));
    harms_as_svg(svg(&(pattern + &text)), "complex-picture");
}

#[test]
fn svg_with_very_much_text() {
    harms_as_svg(svg(&format!("<text>{}</text>", "a b ".repeat(100_000))), "complex-picture");
}

#[test]
fn svg_filters_that_never_end() {
    for filter in [
        "<feTurbulence numOctaves='100000000'/>",
        "<feMorphology radius='100000'/>",
        "<feConvolveMatrix order='100'/>",
        "<feGaussianBlur stdDeviation='1e30'/>",
    ] {
        let content =
            format!("<filter id='f'>{filter}</filter><path filter='url(#f)' d='M0 0h9'/>");
        harms_as_svg(svg(&content), "complex-picture");
    }
    let floods = "<feFlood/>".repeat(200);
    harms_as_svg(svg(&format!("<filter id='f'>{floods}</filter>")), "complex-picture");
}

/// What drawing programs write every day.
#[test]
fn svg_of_every_day_is_shown() {
    let classes: String = (0..60).map(|i| format!(".c{i}{{fill:#{:06x}}}", i * 1000)).collect();
    let areas: String =
        (0..20_000).map(|i| format!("<path class='c{}' d='M{i} 0h1v1z'/>", i % 60)).collect();
    let line: String = (0..20_000).map(|i| format!("{}.5 {} ", i % 90, i % 7)).collect();
    let licence = format!("<!-- {} -->", "Lisens. ".repeat(900));
    let entities = "<!DOCTYPE svg [<!ENTITY a 'fill:red'><!ENTITY b '&a;;stroke:blue'>]>";
    let drawings = [
        svg(&format!("<style>{classes}</style>{areas}")),
        svg(&format!(
            "<marker id='m'><path d='M0 0h1'/></marker>\
             <polyline fill='none' stroke='#000' marker-end='url(#m)' points='{line}'/>"
        )),
        svg("<style>path{marker-end:url(#m)}</style><marker id='m'><path d='M0 0h1'/></marker>\
             <path d='M0 0h9'/>"),
        svg(
            "<text display='none'>\u{13000}</text><g style='display: none'><text>\u{13000}</text></g>",
        ),
        licence + &svg("<path d='M0 0h9v9z'/>"),
        entities.to_owned() + &svg("<path style='&b;' d='M0 0h9v9z'/>"),
        svg("<filter id='f'><feGaussianBlur stdDeviation='2'/><feOffset dx='1' dy='1'/></filter>\
             <path filter='url(#f)' d='M0 0h9v9z'/>"),
        svg("<linearGradient id='a'><stop stop-color='red'/></linearGradient>\
             <linearGradient id='b' href='#a'/><pattern id='p' width='2' height='2' \
             patternUnits='userSpaceOnUse'><path fill='url(#b)' d='M0 0h1v1z'/></pattern>\
             <symbol id='s'><path d='M0 0h5v5z'/></symbol><clipPath id='c'><path d='M0 0h9v9z'/></clipPath>\
             <g clip-path='url(#c)' fill='url(#p)'><use href='#s'/><path d='M0 0h9v9z'/></g>"),
    ];
    for drawing in drawings {
        let hostile = Hostile::new().with_picture("x.svg", &drawing);
        let said = hostile.said(&["build", "nord/2026"]);
        assert!(said.starts_with("exit 0"), "{}: {said}", &drawing[..drawing.len().min(300)]);
        hostile.assert_whole("nord");
    }
}

#[test]
fn svg_drawing_in_a_drawing() {
    harms_as_svg(
        svg(&format!(
            "<image href=\"data:image/svg+xml,{}\"/>",
            escaped(&bomb("g", "<use href='#'/>"))
        )),
        "complex-picture",
    );
}

#[test]
fn svg_packed_drawing() {
    harms_as_svg(
        svg("<image href='data:image/svg+xml;base64,H4sIAAAAAAAAA7MpLkuz4wIAxfQeGAYAAAA='/>"),
        "complex-picture",
    );
}

#[test]
fn svg_with_a_huge_picture() {
    harms_as_svg(
        svg("<image href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAYAAAA='/>"),
        "too-many-pixels",
    );
}

#[test]
fn svg_entities() {
    harms_as_svg(
        format!(
            "<!DOCTYPE svg [<!ENTITY a '{}'>]>{}",
            "x".repeat(3000),
            svg(&format!("<text>{}</text>", "&a;".repeat(20_000)))
        ),
        "complex-picture",
    );
}

#[test]
fn svg_entities_of_entities() {
    let mut entities = String::from("<!ENTITY a0 'xxxxxxxxxx'>");
    for i in 1..12 {
        let inner = format!("&a{};", i - 1).repeat(10);
        entities += &format!("<!ENTITY a{i} '{inner}'>");
    }
    harms_as_svg(
        format!("<!DOCTYPE svg [{entities}]>{}", svg("<text>&a11;</text>")),
        "complex-picture",
    );
}

#[test]
fn svg_that_ends_early() {
    harms_as_svg("<svg xmlns='http://www.w3.org/2000/svg'><g>", "broken-picture");
}

#[test]
fn svg_with_a_link_to_nothing() {
    harms_as_svg(svg("<image href='finnes-ikke.png'/>"), "missing-link");
}

#[test]
fn svg_with_a_link_outside() {
    harms_as_svg(svg("<image href='../../../../../../../../etc/passwd'/>"), "unusable-link");
}

#[test]
fn svg_with_a_link_to_the_net() {
    harms_as_svg(svg("<image href='https://example.com/x.png'/>"), "unusable-link");
}

#[test]
fn svg_with_a_sign_that_no_font_has() {
    harms_as_svg(svg("<text y='5' font-size='5'>\u{13000}</text>"), "text-in-picture");
}

// Pictures that fill the memory when they are unpacked.

#[test]
fn png_of_900_megapixels() {
    harms_as_png(stored("png/png30k_1bit.png"), "too-many-pixels");
}

#[test]
fn png_of_the_largest_size() {
    harms_as_png(png(0x7fff_ffff, 0x7fff_ffff, *b"tEXt", b""), "too-many-pixels");
}

#[test]
fn png_without_pixels() {
    harms_as_png(png(0, 9, *b"tEXt", b""), "broken-picture");
}

#[test]
fn png_with_a_packed_profile() {
    harms_as_png(png(9, 9, *b"iCCP", &[b"x\0\0", &packed_zeros()[..]].concat()), "packed-picture");
}

#[test]
fn png_with_a_packed_text() {
    harms_as_png(png(9, 9, *b"zTXt", &[b"x\0\0", &packed_zeros()[..]].concat()), "packed-picture");
}

#[test]
fn png_with_a_packed_text_of_any_language() {
    harms_as_png(
        png(9, 9, *b"iTXt", &[b"x\0\x01\0\0\0", &packed_zeros()[..]].concat()),
        "packed-picture",
    );
}

#[test]
fn png_cut_off() {
    harms_as_png(&png(9, 9, *b"tEXt", b"")[..40], "broken-picture");
}

#[test]
fn png_empty() {
    harms_as_png(b"", "picture-format");
}

#[test]
fn png_of_40_megabytes() {
    Hostile::new()
        .with_picture("x.png", "")
        .with_zeros(&format!("{NORTH}/x.png"), 40_000_000)
        .harms_north_alone("large-picture");
}

#[test]
fn jpeg_of_4_gigapixels() {
    Hostile::new()
        .with_picture("x.jpg", stored("png/jpg65k.jpg"))
        .harms_north_alone("too-many-pixels");
}

#[test]
fn jpeg_with_a_second_frame() {
    Hostile::new()
        .with_picture("x.jpg", [&jpeg(9, 9)[..28], &jpeg(65_000, 65_000)[8..]].concat())
        .harms_north_alone("too-many-pixels");
}

#[test]
fn picture_that_is_a_pipe() {
    Hostile::new()
        .with_picture("x.png", "")
        .with_pipe(&format!("{NORTH}/x.png"))
        .harms_north_alone("unreadable");
}

#[test]
fn picture_that_is_a_device() {
    Hostile::new()
        .with_picture("x.png", "")
        .with_link(&format!("{NORTH}/x.png"), "/dev/zero")
        .harms_north_alone("outside-project");
}

#[test]
fn picture_that_is_elsewhere() {
    Hostile::new()
        .with_picture("x.png", "")
        .with_link_outside(&format!("{NORTH}/x.png"), "secret")
        .harms_north_alone("outside-project");
}

#[test]
fn logo_that_never_ends() {
    Hostile::new()
        .with("data/p/x.svg", stored("svg/min1.svg"))
        .with(
            "data/p/program.yaml",
            format!("{}profil: {{ logo: {{ fil: x.svg, alt: Logo }} }}\n", crate::project::PROGRAM),
        )
        .harms_all("complex-picture");
}

// Templates.

#[test]
fn typ_nested_lists() {
    dies_of(&text("typ/so_arr.typ"), "crashed");
}

#[test]
fn typ_nested_dictionaries() {
    dies_of(&text("typ/so_dict.typ"), "crashed");
}

#[test]
fn typ_partial_functions() {
    dies_of(&text("typ/so_fn_with.typ"), "time-limit");
}

#[test]
fn typ_nested_xml() {
    dies_of(&text("typ/so_xml.typ"), "crashed");
}

#[test]
fn typ_show_rule_of_itself() {
    dies_of(&text("typ/so_show2.typ"), "template");
}

#[test]
fn typ_function_that_shows_itself() {
    dies_of("#let foo(x) = { show: foo; x }\n#foo[]", "crashed");
}

#[test]
fn typ_all_memory() {
    dies_of("#((\"x\",)*2000000000).len()", "crashed");
}

#[test]
fn typ_without_end() {
    dies_of(
        "#for i in range(9000) { for j in range(9000) { for k in range(9000) { let n = i * j } } }",
        "time-limit",
    );
}

#[test]
fn typ_hostile_picture() {
    let hostile = Hostile::new()
        .with("templates/x.svg", stored("svg/min1.svg"))
        .with_section("#image(\"/templates/x.svg\", alt: \"x\")");
    hostile.harms_all("template");
}

#[test]
fn typ_picture_in_the_template() {
    dies_of(&format!("#image(bytes({:?}), alt: \"x\")", text("svg/min1.svg")), "crashed");
}

#[test]
fn typ_reads_git() {
    dies_of("#read(\"/.git/config\")", "template");
}

#[test]
fn typ_reads_the_environment() {
    dies_of("#read(\"/.env\")", "template");
}

#[test]
fn typ_reads_elsewhere() {
    dies_of("#read(\"/../../../etc/passwd\")", "template");
}

#[test]
fn typ_reads_a_link() {
    Hostile::new()
        .with_link_outside("templates/x.txt", "secret")
        .with_section("#read(\"/templates/x.txt\")")
        .harms_all("template");
}

#[test]
fn typ_reads_a_hidden_link() {
    Hostile::new()
        .with_link("templates/x.txt", "../.git/config")
        .with_section("#read(\"/templates/x.txt\")")
        .harms_all("template");
}

#[test]
fn typ_that_is_a_pipe() {
    Hostile::new().with_pipe("templates/sections/facts.typ").harms_all("template");
}

#[test]
fn typ_package_elsewhere() {
    Hostile::new()
        .with_link_outside("templates/packages/preview/a/1.0.0", "")
        .with_section("#import \"@preview/a:1.0.0\"")
        .harms_all("template");
}

// Fonts and language files.

#[test]
fn font_of_12_bytes() {
    Hostile::new().with("fonts/x.ttc", b"ttcf\0\x01\0\0\xff\xff\xff\xff").harms_all("broken-font");
}

#[test]
fn font_that_is_none() {
    Hostile::new().with("fonts/x.ttf", "no font").harms_all("broken-font");
}

#[test]
fn font_that_is_a_pipe() {
    Hostile::new().with_pipe("fonts/x.ttf").harms_all("unreadable");
}

#[test]
fn font_elsewhere() {
    Hostile::new().with_link_outside("fonts/x.otf", "secret").harms_all("link-outside");
}

#[test]
fn fonts_in_a_circle() {
    let hostile = Hostile::new().with_link("fonts/a", "../fonts").with_link("fonts/b", "../fonts");
    assert!(hostile.said(&["build"]).starts_with("exit 0"));
}

#[test]
fn folders_that_are_links_inside_are_followed() {
    let template = "#import \"page.typ\": page-of-report\n#let report = json(\"/rapport.json\")\n\
                    #show: page-of-report.with(report)\n= #report.region.navn\n";
    let hostile = Hostile::new()
        .with("felles/skrifter/x.ttf", "no font")
        .with_link("fonts/felles", "../felles/skrifter");
    // The font is found, for what is wrong with it is told.
    hostile.harms_all("broken-font");
    let hostile = Hostile::new()
        .with("felles/maler/egen.typ", template)
        .with_link("templates", "felles/maler");
    assert!(hostile.said(&["build", "-t", "egen"]).starts_with("exit 0"));
    let said = hostile.said(&["template", "test", "egen"]);
    assert!(said.starts_with("exit 0") && said.contains("egen  largest"), "{said}");
}

#[test]
fn language_that_is_a_pipe() {
    Hostile::new().with_pipe("templates/lang/nb.yaml").harms_all("unreadable");
}

#[test]
fn language_elsewhere() {
    Hostile::new().with_link_outside("templates/lang/nb.yaml", "secret").harms_all("link-outside");
}

#[test]
fn language_too_deep() {
    Hostile::new()
        .with("templates/lang/nb.yaml", format!("a: {}", "[".repeat(50_000)))
        .harms_all("too-complex");
}

#[test]
fn languages_that_are_a_file() {
    Hostile::new().with("templates/lang", "x").harms_all("unreadable");
}

// Data.

#[test]
fn period_elsewhere() {
    Hostile::new()
        .with_link_outside(&format!("{NORTH}/2026.yaml"), "secret")
        .harms_north_alone("link-outside");
}

#[test]
fn period_that_git_keeps() {
    Hostile::new()
        .with_link(&format!("{NORTH}/2026.yaml"), "../../../../.git/config")
        .harms_north_alone("link-outside");
}

#[test]
fn period_that_is_a_pipe() {
    Hostile::new().with_pipe(&format!("{NORTH}/2026.yaml")).harms_north_alone("unreadable");
}

#[test]
fn period_of_the_kernel() {
    Hostile::new()
        .with_link(&format!("{NORTH}/2026.yaml"), "/proc/kmsg")
        .harms_north_alone("link-outside");
}

#[test]
fn period_of_2_gigabytes() {
    Hostile::new()
        .with_zeros(&format!("{NORTH}/2026.yaml"), 2_000_000_000)
        .harms_north_alone("too-large");
}

#[test]
fn region_elsewhere() {
    Hostile::new()
        .with_link_outside(&format!("{NORTH}/region.yaml"), "secret")
        .harms_north_alone("link-outside");
}

#[test]
fn folder_of_a_region_elsewhere() {
    let hostile = Hostile::new();
    fs::write(hostile.outside.path().join("region.yaml"), SECRET).unwrap();
    hostile.with_link_outside(NORTH, "").harms_north_alone("link-outside");
}

#[test]
fn three_thousand_unknown_ids() {
    let items: String =
        (0..3000).map(|i| format!("  - {{ id: m{i}, navn: M, frist: 2026-06-01 }}\n")).collect();
    let unknown: String = (0..3000).map(|i| format!("  x{i}: etter-plan\n")).collect();
    let plan = format!("navn: Nord\nsøkerkommune: Storvik\nmilepæler:\n{items}");
    let hostile = Hostile::new()
        .with(&format!("{NORTH}/region.yaml"), plan)
        .with(&format!("{NORTH}/2026.yaml"), format!("{PERIOD}milepæler:\n{unknown}"));
    hostile.harms_north_alone("unknown-id");
    let said = hostile.said(&["check"]);
    assert!(said.contains("2 900 feil og advarsler til i filen er ikke vist"), "{said}");
    assert!(said.contains("3000 feil") && said.lines().count() < 2000, "{said}");
}

#[test]
fn unknown_keys() {
    Hostile::new()
        .with(
            &format!("{NORTH}/2026.yaml"),
            (0..45_000).map(|i| format!("nøkkel{i}: a\n")).collect::<String>(),
        )
        .harms_north_alone("unknown-field");
}

#[test]
fn long_ids() {
    Hostile::new()
        .with(
            &format!("{NORTH}/2026.yaml"),
            format!("{PERIOD}milepæler: {{ ? {} : etter-plan }}\n", "b".repeat(100_000)),
        )
        .harms_north_alone("unknown-id");
}

#[test]
fn words_that_no_line_can_hold() {
    for word in ["a".repeat(40_000), "a\u{301}".repeat(20_000)] {
        Hostile::new()
            .with(&format!("{NORTH}/2026.yaml"), format!("{PERIOD}sammendrag: x{word}\n"))
            .harms_north_alone("long-word");
    }
    Hostile::new()
        .with(
            &format!("{NORTH}/2026.yaml"),
            format!("{PERIOD}utarbeidet_av: {}\n", "ord ".repeat(9000)),
        )
        .harms_north_alone("too-long");
}

#[test]
fn ampersands() {
    Hostile::new()
        .with(
            &format!("{NORTH}/2026.yaml"),
            format!("{PERIOD}sammendrag: {}\n", "a&".repeat(450_000)),
        )
        .harms_north_alone("too-long");
}

/// A drawing as the text of an address.
fn escaped(svg: &str) -> String {
    svg.chars().map(|c| format!("%{:02X}", u32::from(c))).collect()
}

fn text(path: &str) -> String {
    String::from_utf8(stored(path)).unwrap()
}

/// A section with a body ends the reports that show it; the programme's, which does not, is built, and
/// the finding names the section. A slow machine may be out of time before it is out of memory.
fn dies_of(body: &str, code: &str) {
    let hostile = Hostile::new().with_section(body);
    let is_said = |said: &str| {
        let is_late = code == "crashed" && said.contains("feil[time-limit]");
        is_late || said.contains(&format!("feil[{code}]"))
    };
    let said = hostile.said(&["build", "--time-limit", "5"]);
    assert!(is_said(&said), "{code}: {said}");
    assert!(said.contains("templates/sections/facts.typ"), "{said}");
    assert!(hostile.path("rapporter/p/2026.pdf").exists(), "{said}");
    let said = hostile.said(&["check", "nord/2026", "--time-limit", "5"]);
    assert!(is_said(&said), "{code}: {said}");
}

#[test]
fn a_template_that_dies_for_one_region_leaves_the_others_alone() {
    let template = "#import \"page.typ\": page-of-report\n#let report = json(\"/rapport.json\")\n\
                    #show: page-of-report.with(report)\n= #report.region.navn\n\
                    #if report.region.navn == \"Nord\" { let f(x) = { show: f; x }; f[] }\n";
    let hostile = Hostile::new().with("templates/egen.typ", template);
    let said = hostile.said(&["build", "-t", "egen", "--summary", "s.json", "--junit", "j.xml"]);
    assert!(said.contains("feil[crashed]: arbeidet med p/nord/2026 brøt sammen"), "{said}");
    assert!(said.contains("2 skrevet, 1 feilet"), "{said}");
    let summary = fs::read_to_string(hostile.path("s.json")).unwrap();
    assert!(summary.contains("\"code\": \"crashed\""), "{summary}");
    let junit = fs::read_to_string(hostile.path("j.xml")).unwrap();
    assert!(junit.contains("failures=\"1\"") && junit.contains("crashed"), "{junit}");
}

#[test]
fn nothing_is_written_outside() {
    let hostile = Hostile::new();
    let victim = hostile.outside.path().join("victim.pdf");
    fs::write(&victim, "old").unwrap();
    let hostile = hostile.with_link_outside("rapporter/p/nord-2026.pdf", "victim.pdf");
    assert!(hostile.said(&["build"]).starts_with("exit 0"));
    hostile.assert_whole("nord");
    assert!(!hostile.path("rapporter/p/nord-2026.pdf").is_symlink());
    let hostile = hostile.with_link_outside("rapporter/p", "");
    assert!(hostile.said(&["build", "--force"]).starts_with("exit 0"));
    assert!(!hostile.path("rapporter/p").is_symlink());
    assert_eq!(fs::read(&victim).unwrap(), b"old");
    let hostile = hostile.with_link_outside("rapporter", "");
    let output = hostile.project.run(&["build"]);
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    assert!(shown(&output).contains("rapporter leder ut av prosjektet"), "{}", shown(&output));
    assert_eq!(fs::read_dir(hostile.outside.path()).unwrap().count(), 2);
    let given = hostile.project.run(&["build", "nord/2026", "-o", "her.pdf"]);
    assert!(given.status.success() && hostile.path("her.pdf").exists(), "{}", shown(&given));
}

#[test]
fn links_of_the_users_own_stay() {
    let hostile = Hostile::new()
        .with("felles/nord/region.yaml", crate::project::REGION)
        .with("felles/nord/2026.yaml", PERIOD)
        .with_link(NORTH, "../../../felles/nord");
    assert!(hostile.said(&["new", "period", "nord", "2027"]).starts_with("exit 0"));
    assert!(hostile.path(NORTH).is_symlink() && hostile.path("felles/nord/2027.yaml").exists());
    let hostile = hostile.with_link_outside("templates/sections", "");
    let output = hostile.project.run(&["template", "eject", "sections/facts.typ"]);
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    assert_eq!(fs::read_dir(hostile.outside.path()).unwrap().count(), 1);
}

#[test]
fn a_forged_manifest_costs_a_rebuild() {
    let hostile = Hostile::new().with("valuable.txt", "old");
    assert!(hostile.said(&["build", "-f", "png"]).starts_with("exit 0"));
    let path = hostile.path("rapporter/.regionrapport.json");
    let text = fs::read_to_string(&path).unwrap();
    let (_, json) = text.split_once('\n').unwrap();
    for (from, to) in [
        ("rapporter/p/nord-2026-1.png", "valuable.txt"),
        ("rapporter/p/nord-2026-1.png", "/dev/zero"),
        ("data/p/program.yaml", "../../../../../../../dev/zero"),
    ] {
        let json = json.replace(from, to);
        let digest = regionrapport::digest::Digest::of(json.as_bytes());
        fs::write(&path, format!("{digest}\n{json}")).unwrap();
        assert!(hostile.said(&["build", "-f", "png"]).starts_with("exit 0"));
        assert_eq!(fs::read_to_string(hostile.path("valuable.txt")).unwrap(), "old");
    }
    let hostile = hostile.with_pipe("rapporter/.regionrapport.json");
    assert!(hostile.said(&["build"]).starts_with("exit 0"));
}

#[test]
fn a_manifest_that_cannot_be_written_is_a_failure() {
    let hostile = Hostile::new();
    fs::create_dir_all(hostile.path("rapporter/.regionrapport.json")).unwrap();
    let output = hostile.project.run(&["build"]);
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    hostile.assert_whole("nord");
}

#[test]
fn files_that_are_not_ours_stay() {
    let hostile = Hostile::new().with("out/foto-2024.png", "mine").with("out/foto-9.png", "mine");
    assert!(
        hostile
            .said(&["build", "nord/2026", "-f", "png", "-o", "out/foto.png"])
            .starts_with("exit 0")
    );
    assert!(hostile.path("out/foto-2024.png").exists() && hostile.path("out/foto-9.png").exists());
}

#[test]
fn folders_of_one_name_are_a_finding() {
    let twins = Hostile::new()
        .with("data/bod\u{f8}\u{e5}/program.yaml", crate::project::PROGRAM)
        .with("data/bod\u{f8}a\u{30a}/program.yaml", crate::project::PROGRAM);
    assert!(twins.said(&["check"]).contains("feil[same-name]"));
    let beside = Hostile::new()
        .with("data/program.yaml", crate::project::PROGRAM)
        .with("data/data/program.yaml", crate::project::PROGRAM);
    assert!(beside.said(&["check"]).contains("feil[same-name]"));
}

#[test]
fn the_folder_of_the_checkout_is_not_in_the_report() {
    let files = [
        ("data/program.yaml", crate::project::PROGRAM),
        ("data/regioner/nord/region.yaml", crate::project::REGION),
        ("data/regioner/nord/2026.yaml", PERIOD),
    ];
    let build = || {
        let project = files.iter().fold(Project::empty(), |p, (path, text)| p.with(path, text));
        let output = project.run(&["build"]);
        assert!(output.status.success(), "{}", shown(&output));
        fs::read(project.path("rapporter/data/nord-2026.pdf")).unwrap()
    };
    assert!(build() == build());
}

#[test]
fn folders_without_permission_are_findings() {
    use std::os::unix::fs::PermissionsExt;
    let hostile = Hostile::new();
    let folder = hostile.path(NORTH);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read everything.
    if fs::read_dir(&folder).is_err() {
        hostile.harms_north_alone("unreadable");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn output_steers_nothing() {
    let name = "\u{1b}]0;x\u{7}\u{202e}\nfeil";
    let hostile = Hostile::new()
        .with(&format!("data/p/regioner/{name}/region.yaml"), "navn: N\n")
        .with(&format!("{NORTH}/2026.yaml"), "\"a\\e[2J\\u202e\\nb\": 1\ntype: \"\\e[31m\"\n");
    for format in ["human", "short", "github"] {
        let said = hostile.said(&["check", "--message-format", format, "--color", "never"]);
        assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{format}: {said:?}");
        assert!(said.contains("\\u{1b}") && said.contains("\\u{202e}"), "{format}: {said}");
        assert!(!said.lines().any(|line| line.starts_with("feil") && line.ends_with("feil")));
    }
    let output = hostile.project.run(&["build", "\u{1b}[2J"]);
    assert!(!output.stderr.contains(&0x1b), "{}", shown(&output));
    let said = hostile.said(&["build", "--junit", "j.xml", "--summary", "s.json"]);
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    let junit = fs::read_to_string(hostile.path("j.xml")).unwrap();
    roxmltree::Document::parse(&junit).unwrap();
    let merged = hostile.said(&["merge", "s.json"]);
    assert!(!merged.contains(['\u{1b}', '\u{202e}']), "{merged:?}");
}

#[test]
fn names_are_only_names_to_make() {
    let hostile = Hostile::new()
        .with("data/p/regioner/a;touch x #%*/region.yaml", crate::project::REGION)
        .with("data/p/regioner/a;touch x #%*/2026.yaml", PERIOD);
    hostile.said(&["build", "--deps", "d.mk"]);
    let rules = fs::read_to_string(hostile.path("d.mk")).unwrap();
    assert!(rules.contains("a\\;touch\\ x\\ \\#\\%\\*"), "{rules}");
    let make = Command::new("make")
        .args(["-n", "-f", "d.mk"])
        .current_dir(hostile.project.root())
        .output();
    if let Ok(make) = make {
        assert!(!shown(&make).contains("touch x"), "{}", shown(&make));
    }
    let newline = Hostile::new()
        .with("data/p/regioner/a\nb/region.yaml", crate::project::REGION)
        .with("data/p/regioner/a\nb/2026.yaml", PERIOD);
    let newline = newline.with("data/p/regioner/sor/2026.yaml", "type: feil\n");
    let output = newline.project.run(&["build", "--deps", "d.mk", "--junit", "j.xml"]);
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    assert!(shown(&output).contains("unknown-word") && newline.path("j.xml").exists());
}

#[test]
fn a_template_is_named_by_its_file_alone() {
    let hostile = Hostile::new().with("templates/sections/x.typ", "= x\n");
    for name in ["a/../sluttrapport", "../templates/sluttrapport", "sections/x", "/etc/passwd"] {
        let output = hostile.project.run(&["build", "-t", name]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", shown(&output));
    }
}

#[test]
fn git_runs_nothing_that_the_project_brings() {
    let hostile = Hostile::new();
    fs::remove_dir_all(hostile.path(".git")).unwrap();
    let root = hostile.project.root().to_owned();
    let git = |folder: &Path, args: &[&str]| {
        let author = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
        let output =
            Command::new("git").args(author).args(args).current_dir(folder).output().unwrap();
        assert!(output.status.success(), "{}", shown(&output));
    };
    let program = root.join("run.sh");
    let ran = root.join("ran");
    fs::write(&program, format!("#!/bin/sh\ntouch {}\ncat\n", ran.display())).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&program, mode).unwrap();
    git(&root, &["init", "-q"]);
    fs::write(root.join(".gitattributes"), "* filter=x diff=x\n").unwrap();
    git(&root, &["add", "-A"]);
    git(&root, &["commit", "-q", "-m", "x"]);
    let setting = program.display().to_string();
    for name in ["core.fsmonitor", "diff.external", "diff.x.textconv", "filter.x.clean"] {
        git(&root, &["config", name, &setting]);
    }
    fs::write(root.join("data/p/regioner/nord/2026.yaml"), format!("{PERIOD}# endret\n")).unwrap();
    let changed = |folder: &Path| {
        Command::new(env!("CARGO_BIN_EXE_regionrapport"))
            .args(["build", "--changed-since", "HEAD", "-n"])
            .current_dir(folder)
            .output()
            .unwrap()
    };
    let output = changed(&root);
    assert!(output.status.success() && shown(&output).contains("nord"), "{}", shown(&output));
    assert!(!ran.exists(), "git ran a program of its settings");

    // A project below the top, whose folder looks like a repository by itself.
    let below = root.join("prosjekt");
    fs::create_dir_all(&below).unwrap();
    git(&below, &["init", "-q", "--bare", "."]);
    fs::rename(root.join("data"), below.join("data")).unwrap();
    git(&below, &["--git-dir", ".", "config", "core.fsmonitor", &setting]);
    git(&below, &["--git-dir", ".", "config", "core.bare", "false"]);
    git(&below, &["--git-dir", ".", "config", "core.worktree", &below.display().to_string()]);
    let output = changed(&below);
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    assert!(!ran.exists(), "git ran a program that the project brings");
}

/// `uten-tegn.ttf` says that it has the hieroglyph U+13000, and has only the sign for a missing one. It was
/// made with fontTools for this test.
#[test]
fn a_font_that_says_more_than_it_has_is_not_believed() {
    Hostile::new()
        .with("fonts/uten-tegn.ttf", stored("uten-tegn.ttf"))
        .with(&format!("{NORTH}/2026.yaml"), format!("{PERIOD}sammendrag: Se \u{13000}.\n"))
        .harms_north_alone("character");
}
