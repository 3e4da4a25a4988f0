//! The list of a site's pages for search engines: <https://www.sitemaps.org/protocol.html>.

use super::links::resolved;
use super::markup::Markup;
use crate::model::values::Date;

/// `sitemap.xml`: the pages by their paths, each with the day on which it changed. The protocol asks for
/// whole addresses; without that of the site they are relative to the file.
pub(super) fn sitemap(base: Option<&str>, pages: &[(String, Date)]) -> Vec<u8> {
    let mut xml = Markup::new("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
    for (path, date) in pages {
        xml.open("url", &[]);
        xml.text(
            "loc",
            &base.map_or_else(|| super::relative("", path), |base| resolved(base, path)),
        );
        xml.text("lastmod", &date.0.to_string());
        xml.close("url");
    }
    xml.finish("urlset")
}
