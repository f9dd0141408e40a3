//! Which articles tell the same story, and which stories belong to one case. (stub)
use crate::analysis::Analysis; use crate::article::Article;
pub(crate) struct Sketch;
impl Sketch { pub(crate) fn of(_: &Article, _: &Analysis) -> Sketch { Sketch } pub(crate) fn to_bytes(&self) -> Vec<u8> { vec![] } pub(crate) fn from_bytes(_: &[u8]) -> Option<Sketch> { Some(Sketch) } pub(crate) fn keys(&self) -> Vec<u64> { vec![] } }
pub(crate) struct Member<'a> { pub(crate) article: i64, pub(crate) story: i64, pub(crate) cases: &'a [i64], pub(crate) sketch: &'a Sketch }
pub(crate) struct Placement { pub(crate) story: Option<i64>, pub(crate) cases: Vec<Option<i64>> }
pub(crate) fn place(_: &Sketch, _: &[Member]) -> Placement { Placement { story: None, cases: vec![] } }
