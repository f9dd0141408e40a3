//! Where an outlet lists its articles: feeds, sitemaps, listings and WordPress's list of posts.
