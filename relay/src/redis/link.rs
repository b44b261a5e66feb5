//! A connection that is made again after it broke.

use std::time::{Duration, Instant};

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::{
    AsyncConnectionConfig, Client, Cmd, ErrorKind, FromRedisValue, Pipeline, RedisError,
    RedisResult, ServerErrorKind, Value,
};
use tokio::sync::Mutex;

/// How long it may take to connect.
const CONNECT: Duration = Duration::from_secs(1);
/// How long a reply may take. An engine that writes each append to its disk takes some milliseconds; one that
/// takes so long is as good as gone, and what is repeated later is written once all the same.
const REPLY: Duration = Duration::from_secs(2);

/// A connection without a limit for replies: for reads that block.
pub(super) async fn connect_blocking(client: &Client) -> RedisResult<MultiplexedConnection> {
    connect(client, None).await
}

async fn connect(client: &Client, reply: Option<Duration>) -> RedisResult<MultiplexedConnection> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(CONNECT))
        .set_response_timeout(reply);
    client
        .get_multiplexed_async_connection_with_config(&config)
        .await
}

/// A connection that many tasks share. A command that meets a broken one fails; the next connects.
///
/// Commands may be dropped half-way: the reply is read and thrown away.
#[derive(Debug)]
pub(super) struct Link {
    client: Client,
    slot: Mutex<Slot>,
}

#[derive(Debug, Default)]
struct Slot {
    connection: Option<MultiplexedConnection>,
    /// Which connection it is: who met a broken one throws that away, and no newer one.
    number: u64,
    failed: Option<(Instant, RedisError)>,
}

impl Link {
    pub(super) fn new(client: Client) -> Self {
        let slot = Mutex::default();
        Self { client, slot }
    }

    /// Connects, if it is not.
    pub(super) async fn open(&self) -> RedisResult<()> {
        self.connection().await.map(drop)
    }

    pub(super) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> RedisResult<T> {
        let (mut connection, number) = self.connection().await?;
        let reply = command.query_async(&mut connection).await;
        self.checked(reply, number).await
    }

    pub(super) async fn pipe<T: FromRedisValue>(&self, commands: &Pipeline) -> RedisResult<T> {
        let (mut connection, number) = self.connection().await?;
        let reply = commands.query_async(&mut connection).await;
        self.checked(reply, number).await
    }

    async fn connection(&self) -> RedisResult<(MultiplexedConnection, u64)> {
        let asked = Instant::now();
        let mut slot = self.slot.lock().await;
        if let Some(connection) = &slot.connection {
            return Ok((connection.clone(), slot.number));
        }
        // A thousand writers that wait here do not fail one after the other, each for a second.
        if let Some((_, error)) = slot.failed.as_ref().filter(|(at, _)| *at >= asked) {
            return Err(error.clone());
        }
        let connected = connect(&self.client, Some(REPLY)).await;
        let connection = connected.inspect_err(|error| {
            slot.failed = Some((Instant::now(), error.clone()));
        })?;
        slot.number += 1;
        slot.connection = Some(connection.clone());
        Ok((connection, slot.number))
    }

    async fn checked<T>(&self, reply: RedisResult<T>, number: u64) -> RedisResult<T> {
        if reply.as_ref().is_err_and(is_of_the_connection) {
            let mut slot = self.slot.lock().await;
            if slot.number == number {
                slot.connection = None;
            }
        }
        reply
    }
}

/// Whether the next command is better sent elsewhere: by a new connection, which finds the engine that took over.
fn is_of_the_connection(error: &RedisError) -> bool {
    match error.kind() {
        ErrorKind::Server(_) | ErrorKind::Extension => {
            has_code(error, "READONLY") || has_code(error, "MASTERDOWN")
        }
        ErrorKind::UnexpectedReturnType => false,
        _ => true,
    }
}

/// Sends a command by a connection that is nobody else's.
pub(super) async fn ask(
    connection: &mut MultiplexedConnection,
    command: &Cmd,
) -> RedisResult<Value> {
    connection
        .req_packed_command(command)
        .await?
        .extract_error()
}

/// Whether it was refused for what it says: an ID that is not above the last one is a plain `ERR`, of which
/// only English text says more.
pub(super) fn is_refusal(error: &RedisError) -> bool {
    error.kind() == ErrorKind::Server(ServerErrorKind::ResponseError)
}

/// Whether the engine has no memory left for it.
pub(super) fn is_full(error: &RedisError) -> bool {
    has_code(error, "OOM")
}

/// Whether the engine said this, to the command or to one of a transaction.
fn has_code(error: &RedisError, code: &str) -> bool {
    let errors = error.clone().into_server_errors();
    errors.is_some_and(|all| all.iter().any(|(_, it)| it.code() == code))
}
