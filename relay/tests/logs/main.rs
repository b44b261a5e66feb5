//! One suite for all logs: what [`Log`](stream_events_relay::Log) promises, kept by each of them.
//!
//! The engines are real ones, which each test starts for itself and kills when it is over. Where there is none, its
//! tests say so and pass. `.ci/engines` gets them.

mod beginning;
#[cfg(feature = "redis")]
mod engine;
#[cfg(feature = "redis")]
mod faults;
mod model;
mod place;
#[cfg(feature = "redis")]
mod proxy;
mod reading;
mod waiting;
mod writing;

macro_rules! every_log {
    ($($module:ident: $($case:ident)+;)+) => {
        mod memory {
            use crate::place::Memory;

            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    crate::$module::$case(&Memory::default()).await;
                }
            )+)+
        }

        #[cfg(feature = "redis")]
        mod redis {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    if let Some(engine) = crate::engine::Engine::redis().await {
                        crate::$module::$case(&engine).await;
                    }
                }
            )+)+
        }

        #[cfg(feature = "redis")]
        mod valkey {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    if let Some(engine) = crate::engine::Engine::valkey().await {
                        crate::$module::$case(&engine).await;
                    }
                }
            )+)+
        }
    };
}

every_log! {
    beginning:
        one_of_a_hundred_writes
        an_orphan_is_closed_and_has_ended
        a_log_begun_again_has_a_higher_epoch
        keys_are_told_apart
        nothing_is_known_of_unknown_keys;
    writing:
        an_append_twice_is_one
        records_stand_one_behind_another
        a_zombie_is_fenced
        of_many_closers_one_closes
        a_log_that_is_held_or_ended_is_not_closed
        a_deleted_log_is_gone_for_its_writer
        a_log_expires
        a_quiet_run_is_kept_by_its_renewals
        a_lease_that_ran_out_can_be_renewed
        an_end_is_kept_without_a_lease
        a_cancel_is_heard_by_another_instance;
    reading:
        a_range_begins_behind_its_cursor
        any_cursor_of_a_client_is_read
        payloads_come_back_as_they_were;
    waiting:
        an_append_is_heard
        a_log_is_heard_from_its_beginning
        a_call_wakes
        a_wait_is_over_in_time
        many_logs_are_heard_at_once
        a_wait_dropped_half_way_harms_nothing
        nothing_is_lost_between_waits;
    model:
        any_interleaving_does_as_the_model;
}
