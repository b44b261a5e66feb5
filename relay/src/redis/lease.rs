//! How a writer says that it lives.

use redis::{RedisResult, Value, pipe};

use super::reply::top;
use super::{RedisLog, engine, lease_millis, millis};
use crate::log::{LogError, Writer};

pub(super) async fn renew(log: &RedisLog, writer: &Writer) -> Result<(), LogError> {
    // First whether it is still ours: the terms of somebody else's run are not to be changed.
    let stream = log.name(&writer.key, "log");
    let above = format!("{}-0", writer.epoch.saturating_add(1));
    let mut commands = pipe();
    commands.exists(&stream);
    commands.cmd("XRANGE").arg(&stream).arg(above).arg("+");
    commands.arg("COUNT").arg(1);
    let link = &log.shared.commands;
    let (is_there, above): (bool, Value) = link.pipe(&commands).await.map_err(engine)?;
    match top(above)? {
        _ if !is_there => Err(LogError::Gone),
        Some(_) => Err(LogError::Fenced),
        None => hold(log, writer).await,
    }
}

async fn hold(log: &RedisLog, writer: &Writer) -> Result<(), LogError> {
    let lease = log.name(&writer.key, "lease");
    let time = lease_millis(writer.terms);
    let mut commands = pipe();
    commands.ignore_errors();
    commands.pexpire(log.name(&writer.key, "log"), millis(writer.terms.ttl));
    // An engine without memory refuses to set the lease, and still lets it live longer.
    commands.pexpire(&lease, time);
    // It ran out, and nobody has closed the log yet.
    commands.cmd("SET").arg(&lease).arg(writer.epoch);
    commands.arg("NX").arg("PX").arg(time);
    type Reply = RedisResult<Value>;
    let reply: Result<Vec<Reply>, _> = log.shared.commands.pipe(&commands).await;
    let mut reply = reply.map_err(engine)?.into_iter();
    let mut next = || reply.next().unwrap_or(Ok(Value::Nil)).map_err(engine);
    if next()? == Value::Int(0) {
        return Err(LogError::Gone);
    }
    match next()? {
        Value::Int(0) => next().map(drop),
        _ => Ok(()),
    }
}
