//! What of the store a reader wants to see.

use jiff::civil::Date;

/// Which articles a reader wants to see, in which order and how many. By default the 50 newest flagged stories.
///
/// Texts are compared without regard to capitals. An article passes where every field that is set lets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Only these stories.
    pub stories: Option<Vec<i64>>,
    /// Whether those that are not flagged are seen too.
    pub scope: Scope,
    /// The first day of publication; of an article without one, the day on which it was first seen counts.
    pub since: Option<Date>,
    /// The last day of publication.
    pub until: Option<Date>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The act of an allegation.
    pub act: Option<String>,
    /// The state of an allegation; with `act`, of the same one.
    pub status: Option<String>,
    /// A part of the name or office of somebody accused, or of an official whom the article names.
    pub official: Option<String>,
    /// A part of the place of an allegation, or of the area of an official's office.
    pub place: Option<String>,
    /// The least score.
    pub min_score: Option<f64>,
    /// The greatest score.
    pub max_score: Option<f64>,
    /// Whether it is marked as paid.
    pub advertorial: Option<bool>,
    /// Somebody whose verdict stands on the story.
    pub reviewer: Option<String>,
    /// Whether articles that were taken down are seen.
    pub presence: Presence,
    /// Whether stories on which a verdict stands are seen.
    pub judged: Judged,
    /// The order.
    pub order: Order,
    /// The most results.
    pub limit: usize,
    /// How many results are left out before them.
    pub offset: usize,
}

impl Default for Filter {
    fn default() -> Filter {
        Filter {
            stories: None,
            scope: Scope::default(),
            since: None,
            until: None,
            outlet: None,
            act: None,
            status: None,
            official: None,
            place: None,
            min_score: None,
            max_score: None,
            advertorial: None,
            reviewer: None,
            presence: Presence::default(),
            judged: Judged::default(),
            order: Order::default(),
            limit: 50,
            offset: 0,
        }
    }
}

/// Whether articles that are not flagged are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Only flagged ones.
    #[default]
    Flagged,
    /// All.
    All,
}

/// Whether articles that their outlet has taken down are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// Both.
    #[default]
    Any,
    /// Only those that are still there.
    There,
    /// Only those that were taken down.
    Vanished,
}

/// Whether stories on which a verdict stands are seen: one on any of their articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Judged {
    /// Both.
    #[default]
    Any,
    /// Only those that wait for a verdict.
    Not,
    /// Only those that have one.
    Judged,
}

/// The order of stories. A search has its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the newest day of a member that passes.
    #[default]
    Newest,
    /// By the best score of a member that passes.
    Score,
}
