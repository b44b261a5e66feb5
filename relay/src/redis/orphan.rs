//! Logs that have no writer any more.

use redis::{Value, pipe};

use super::link::is_refusal;
use super::reply::top;
use super::{RedisLog, engine, last_entry};
use crate::log::{LogError, Look};
use crate::{EndKind, Key, Record, RunEnd};

/// How many logs are looked at in one go: the last record of each is read.
const LOOK_AT_ONCE: usize = 64;

pub(super) async fn look(log: &RedisLog, keys: &[Key]) -> Result<Vec<Look>, LogError> {
    let mut looks = Vec::with_capacity(keys.len());
    for keys in keys.chunks(LOOK_AT_ONCE) {
        looks.extend(look_at(log, keys).await?);
    }
    Ok(looks)
}

async fn look_at(log: &RedisLog, keys: &[Key]) -> Result<Vec<Look>, LogError> {
    let mut commands = pipe();
    for key in keys {
        commands.exists(log.name(key, "lease"));
        commands.add_command(last_entry(&log.name(key, "log")));
    }
    let replies: Vec<Value> = log.shared.reads.pipe(&commands).await.map_err(engine)?;
    let (mut looks, mut replies) = (Vec::new(), replies.into_iter());
    while let (Some(lease), Some(entry)) = (replies.next(), replies.next()) {
        looks.push(match top(entry)? {
            None => Look::Gone,
            Some(last) if last.is_end || lease == Value::Int(1) => Look::Alive,
            Some(_) => Look::Orphaned,
        });
    }
    Ok(looks)
}

pub(super) async fn close(log: &RedisLog, key: &Key) -> Result<(), LogError> {
    let (last, is_held) = log.top(key).await?;
    let last = last.ok_or(LogError::Gone)?;
    if is_held || last.is_end {
        return Ok(());
    }
    let at = last.at.closing();
    let end = Record::End(RunEnd::new(EndKind::Abandoned));
    match log.add(key, at, &end).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(LogError::Gone),
        Err(error) if is_refusal(&error) => match log.top(key).await?.0 {
            None => Err(LogError::Gone),
            // Someone else has closed it.
            Some(last) if last.at >= at => Ok(()),
            Some(_) => Err(engine(error)),
        },
        Err(error) => Err(engine(error)),
    }
}
