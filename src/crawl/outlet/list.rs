//! Where an outlet lists its articles.

use super::Selector;

/// A sort of list in which a site names its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A sitemap, or an index of sitemaps.
    Sitemap,
    /// A page of links to articles.
    Listing,
    /// The list of posts that WordPress gives in JSON.
    Posts,
}

impl Kind {
    /// Its name, in one word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Feed => "feed",
            Kind::Sitemap => "sitemap",
            Kind::Listing => "listing",
            Kind::Posts => "posts",
        }
    }
}

/// Where an outlet lists its articles. Paths are on its first host.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discovery {
    pub(crate) feeds: Vec<String>,
    pub(crate) sitemaps: Vec<String>,
    pub(crate) listings: Vec<String>,
    /// The links to articles on a listing.
    pub(crate) items: Vec<Selector>,
    /// The link to the next page of a listing.
    pub(crate) next: Vec<Selector>,
    /// The address of WordPress's list of posts.
    pub(crate) posts: Option<String>,
}

impl Discovery {
    /// The paths of all lists, each with what sort of list stands there.
    pub(super) fn paths(&self) -> impl Iterator<Item = (Kind, &str)> {
        let lists =
            [(Kind::Feed, &self.feeds), (Kind::Sitemap, &self.sitemaps), (Kind::Listing, &self.listings)];
        let paths = lists.into_iter().flat_map(|(kind, paths)| paths.iter().map(move |path| (kind, path)));
        let posts = self.posts.iter().map(|path| (Kind::Posts, path));
        paths.chain(posts).map(|(kind, path)| (kind, path.as_str()))
    }
}
