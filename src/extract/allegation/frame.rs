//! The frame of a sentence: which of its words report something, and which only speak of rules, wishes,
//! conditions and risks.
//!
//! A generic frame is a range of tokens in which no state and no act counts. It starts at its cue and goes to
//! the end of the sentence; where nothing factual stands before the cue, it is the whole sentence.

use super::super::Document;
use super::{Status, Tone, is_one_of};
use crate::lexicon::{ActorKind, Sense, Signal};
use std::ops::Range;

/// A signal of the lexicon in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub(super) signal: Signal,
    pub(super) first: usize,
    pub(super) end: usize,
}

/// What the signals of one sentence add up to.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// All signals, by position.
    pub(super) cues: Vec<Cue>,
    /// Where nothing counts.
    generic: Vec<Range<usize>>,
    /// The state that the factual signals give, with the signal that gives it.
    pub(super) state: Option<(Status, Cue)>,
    /// A denial that counts.
    pub(super) denial: Option<Cue>,
    /// Whether the sentence says that there is no case: `belum ada laporan`.
    pub(super) says_nothing: bool,
    /// Whether it tells of something earlier.
    pub(super) before: bool,
    /// Whether it tells of something that goes on.
    pub(super) now: bool,
}

impl Frame {
    /// Reads the signals of a sentence into `self`, which is emptied first.
    pub(super) fn read(&mut self, document: &Document, sentence: Range<usize>) {
        self.cues.clear();
        self.generic.clear();
        for found in document.matches_in(sentence.clone()) {
            let (first, end) = (found.first as usize, found.end as usize);
            if let Sense::Signal(signal) = found.sense
                && end <= sentence.end
            {
                self.cues.push(Cue { signal, first, end });
            }
        }
        self.says_nothing = self.has(Signal::Nothing);
        self.before = self.has(Signal::Before);
        self.now = self.has(Signal::Now);
        self.find_generic(document, &sentence);
        self.find_state(document, &sentence);
        let closed = self.state.is_some_and(|(status, _)| status == Status::Dismissed);
        let denial =
            self.cues.iter().copied().find(|cue| cue.signal == Signal::Deny && self.counts(cue.first));
        self.denial = denial.filter(|_| !closed);
    }

    /// Whether the sentence has a signal, wherever it stands.
    pub(super) fn has(&self, signal: Signal) -> bool {
        self.cues.iter().any(|cue| cue.signal == signal)
    }

    /// What the frame shows of the sentence as a whole.
    pub(super) fn tone(&self, document: &Document, sentence: &Range<usize>) -> Tone {
        let lexicon = document.lexicon;
        let signals = self.cues.iter().fold(0, |mask, cue| mask | 1 << cue.signal as u32);
        let state = self.state.map(|(status, _)| status);
        let generic = self.is_generic(sentence);
        let mut tone = Tone {
            generic,
            state,
            bound: false,
            unbound: false,
            head: false,
            acted: false,
            bound_actor: false,
            signals,
        };
        for found in document.matches_in(sentence.clone()) {
            let kind = match found.sense {
                Sense::Position(index) => lexicon.positions[index as usize].kind(),
                Sense::Actor(index) => Some(lexicon.actors[index as usize].kind),
                _ => None,
            };
            match kind {
                Some(ActorKind::Bound) => tone.bound = true,
                Some(ActorKind::Head) => tone.head = true,
                Some(ActorKind::Unbound) => tone.unbound = true,
                _ => {}
            }
        }
        tone
    }

    /// Whether what stands at a token counts.
    pub(super) fn counts(&self, token: usize) -> bool {
        !self.generic.iter().any(|range| range.contains(&token))
    }

    /// Whether a token belongs to a denial: the `dukungan` of `bukan bentuk dukungan`.
    pub(super) fn denies(&self, token: usize) -> bool {
        self.cues.iter().any(|cue| cue.signal == Signal::Deny && (cue.first..cue.end).contains(&token))
    }

    /// Whether nothing in the sentence counts.
    pub(super) fn is_generic(&self, sentence: &Range<usize>) -> bool {
        self.generic.iter().any(|range| range.start <= sentence.start && range.end >= sentence.end)
    }

    fn find_generic(&mut self, document: &Document, sentence: &Range<usize>) {
        if document.word(sentence.end - 1) == "?" || self.has(Signal::Bystander) {
            self.generic.push(sentence.clone());
            return;
        }
        for at in 0..self.cues.len() {
            let cue = self.cues[at];
            let opens = match cue.signal {
                // `misalnya` after the start of a sentence gives an example of what it reports.
                Signal::Conditional if is_one_of(document, cue.first, &["misalnya", "misal"]) => {
                    cue.first <= sentence.start + 1
                }
                Signal::Conditional | Signal::Prohibit | Signal::Appeal | Signal::Risk | Signal::Question => {
                    true
                }
                Signal::SoftAppeal => !self.has(Signal::Deny) && self.asks_for_restraint(&cue),
                Signal::Purpose => self.cues.get(at + 1).is_some_and(|next| {
                    next.first <= cue.end + 1 && matches!(next.signal, Signal::Restrain | Signal::Nothing)
                }),
                _ => false,
            };
            if opens {
                let start = if self.reports_before(document, cue.first) { cue.first } else { sentence.start };
                self.generic.push(start..sentence.end);
            }
        }
    }

    /// Whether a verb that asks asks for restraint: `meminta … tidak`, `menyerukan … netral`.
    fn asks_for_restraint(&self, ask: &Cue) -> bool {
        self.cues
            .iter()
            .any(|cue| cue.signal == Signal::Restrain && cue.first >= ask.end && cue.first <= ask.end + 12)
    }

    /// Whether something factual stands before a token.
    fn reports_before(&self, document: &Document, token: usize) -> bool {
        self.cues.iter().any(|cue| {
            cue.first < token
                && is_state(cue.signal)
                && cue.signal != Signal::Breach
                && !self.is_to_come(document, cue)
                && self.counts(cue.first)
        })
    }

    /// Whether a state is yet to come, wished for, or denied: `akan diperiksa`, `untuk melaporkan`,
    /// `belum dijatuhi sanksi`, `aduan bisa disampaikan`.
    fn is_to_come(&self, document: &Document, state: &Cue) -> bool {
        let before = state.first.checked_sub(1);
        let wished = before.is_some_and(|token| {
            is_one_of(document, token, &["untuk", "guna", "demi", "bisa", "dapat", "hanya"])
        }) || (is_one_of(document, state.end, &["atau"])
            && is_one_of(document, state.end + 1, &["tidak", "bukan"]));
        wished
            || self.cues.iter().any(|cue| match cue.signal {
                Signal::Future if state.signal == Signal::Report && cue.first > state.first => {
                    cue.first <= state.end + 5 && is_one_of(document, cue.first, &["bisa", "dapat"])
                }
                Signal::Future => cue.first < state.first && state.first <= cue.end + 4,
                Signal::Restrain | Signal::Nothing => cue.first < state.first && state.first <= cue.end + 1,
                _ => false,
            })
    }

    /// The weightiest state among the signals that count.
    fn find_state(&mut self, document: &Document, sentence: &Range<usize>) {
        self.state = None;
        for cue in &self.cues {
            if !is_state(cue.signal) || !self.counts(cue.first) || self.is_to_come(document, cue) {
                continue;
            }
            if self.is_about_anybody(document, sentence, cue) {
                continue;
            }
            let Some(status) = self.status(document, sentence, cue) else { continue };
            if self.state.is_none_or(|(known, _)| weight(status) > weight(known)) {
                self.state = Some((status, *cue));
            }
        }
    }

    /// The state that a signal gives, in what stands before it.
    fn status(&self, document: &Document, sentence: &Range<usize>, cue: &Cue) -> Option<Status> {
        let hedged = self.cues.iter().any(|hedge| {
            hedge.signal == Signal::Hedge && hedge.first < cue.first && cue.first <= hedge.end + 3
        });
        // A verdict that is yet to come decides nothing: `laporan akan diputuskan sesuai aturan … pelanggaran`.
        let to_come = |verdict: &Cue| {
            self.cues.iter().any(|future| future.signal == Signal::Future && future.first < verdict.first)
        };
        let decided = self.cues.iter().any(|verdict| {
            verdict.signal == Signal::Verdict && verdict.first < cue.first && !to_come(verdict)
        });
        Some(match cue.signal {
            Signal::Review | Signal::Forward => Status::UnderReview,
            Signal::Proven if hedged => Status::Alleged,
            Signal::Proven => Status::Proven,
            Signal::Breach if decided && !hedged => Status::Proven,
            Signal::Breach => return None,
            // What KASN or BKN recommend is their finding; the sanction is yet to come.
            Signal::Sanction if is_recommended(document, sentence, cue) => Status::Proven,
            Signal::Sanction => Status::Sanctioned,
            // `membebaskan` from charges closes a case, from an office it is a sanction.
            Signal::Dismiss if is_one_of(document, cue.first, &["membebaskan", "dibebaskan"]) => {
                let says =
                    |words: &[&str]| (cue.end..sentence.end).any(|token| is_one_of(document, token, words));
                if says(&["jabatan", "jabatannya", "tugas", "tugasnya"]) {
                    Status::Sanctioned
                } else if says(&["dakwaan", "tuntutan", "tuduhan", "hukuman", "terdakwa"]) {
                    Status::Dismissed
                } else {
                    return None;
                }
            }
            Signal::Dismiss => Status::Dismissed,
            _ => Status::Alleged,
        })
    }

    /// Whether a state is said of anybody of a kind: `ASN yang terbukti … akan`, `pegawai yang kedapatan … dapat`.
    fn is_about_anybody(&self, document: &Document, sentence: &Range<usize>, cue: &Cue) -> bool {
        let after_yang = (cue.first.saturating_sub(4).max(sentence.start)..cue.first)
            .any(|token| document.word(token).eq_ignore_ascii_case("yang"));
        after_yang && self.cues.iter().any(|later| later.signal == Signal::Future && later.first > cue.first)
    }
}

/// Whether a sanction is only recommended: `direkomendasikan dikenai sanksi moral`.
fn is_recommended(document: &Document, sentence: &Range<usize>, sanction: &Cue) -> bool {
    (sanction.first.saturating_sub(8).max(sentence.start)..sanction.first).any(|token| {
        let word = document.word(token).as_bytes();
        word.windows(b"rekomend".len()).any(|part| part.eq_ignore_ascii_case(b"rekomend"))
    })
}

/// Whether a signal gives a state to a claim.
pub(super) fn is_state(signal: Signal) -> bool {
    matches!(
        signal,
        Signal::Hedge
            | Signal::Report
            | Signal::Find
            | Signal::Review
            | Signal::Forward
            | Signal::Proven
            | Signal::Breach
            | Signal::Sanction
            | Signal::Dismiss
            | Signal::Admit
            | Signal::Deny
    )
}

/// Which state of one sentence prevails.
fn weight(status: Status) -> u8 {
    match status {
        Status::Alleged => 0,
        Status::UnderReview => 1,
        Status::Proven => 2,
        Status::Sanctioned => 3,
        Status::Dismissed => 4,
    }
}
