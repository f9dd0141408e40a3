//! What every store must do, whichever database it is. Each function gets an empty store; `suite` runs them on one
//! kind of store.

mod frontier;
mod log;
mod overview;
mod review;
mod saving;
mod searching;
mod showing;
mod verdicts;

/// A test for each function named, on an empty store from `$make`.
macro_rules! suite {
    ($make:path: $($module:ident::$name:ident,)*) => {
        $(#[test] fn $name() { super::$module::$name($make(stringify!($name)).as_mut()); })*
    };
}

mod sqlite {
    suite! { crate::sample::store:
        frontier::lists_and_what_they_name_are_kept_together,
        frontier::the_newest_comes_first,
        frontier::an_address_is_due_until_it_is_settled,
        frontier::a_change_that_a_list_tells_of_makes_it_due_once,
        frontier::an_address_that_nobody_named_cannot_be_settled,
        frontier::runs_are_kept,
        frontier::requests_only_grow,
        log::the_log_gives_what_is_asked_for,
        log::a_model_learns_what_stands,
        overview::figures_count_each_story_once_in_a_group,
        review::the_likely_come_first_and_then_the_uncertain,
        review::what_is_flagged_waits_whatever_its_score,
        review::some_of_the_others_are_drawn,
        review::a_queue_is_walked_in_both_directions,
        review::a_queue_can_be_filtered,
        review::a_verdict_takes_a_story_out_until_it_is_undone,
        review::what_is_judged_twice_needs_two_reviewers,
        review::a_share_of_stories_is_judged_twice,
        review::who_looks_at_a_story_has_it_for_a_while,
        review::who_goes_on_leaves_a_story_after_some_seconds,
        review::a_session_lasts_until_it_is_over_or_ended,
        review::a_reader_is_told_once,
        review::leases_and_sessions_are_no_problem,
        saving::the_same_again_changes_nothing,
        saving::a_changed_title_or_text_makes_a_revision,
        saving::a_new_analysis_of_the_same_text_replaces_the_old,
        saving::two_addresses_of_an_article_lead_to_it,
        saving::what_vanished_is_kept_and_may_come_back,
        saving::similar_articles_are_found_by_their_keys,
        saving::nothing_is_kept_of_what_cannot_be_saved,
        saving::pages_expire_but_not_those_of_flagged_and_judged_articles,
        saving::an_article_of_the_analyzer_is_stored_whole,
        showing::a_story_is_shown_by_its_best_article,
        showing::filters_let_through_what_they_say,
        showing::stories_come_in_order_and_in_parts,
        showing::a_case_follows_the_news,
        searching::forms_of_a_word_find_each_other,
        searching::what_is_found_is_ranked_and_marked,
        searching::a_search_can_be_filtered,
        searching::a_revision_is_found_by_its_new_words_only,
        searching::no_text_is_an_error,
        searching::every_word_finds_its_text,
        verdicts::a_verdict_sent_twice_is_one,
        verdicts::undoing_brings_back_what_was_replaced,
        verdicts::what_cannot_be_judged_is_refused,
    }
}
