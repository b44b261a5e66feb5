//! Faults of single HTTP/2 streams, on a connection that is well.

use std::io;

use h2::Reason;

use super::Served;
use crate::fault_server::events::{ONE, THREE};
use crate::fault_server::exchange::Exchange;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    match x.path().as_str() {
        "/rst-mid" => rst_mid(x, Reason::INTERNAL_ERROR).await?,
        "/rst-cancel-mid" => rst_mid(x, Reason::CANCEL).await?,
        "/rst-no-error-mid" => rst_mid(x, Reason::NO_ERROR).await?,
        "/rst-refused" if x.before == 0 => x.reset(Reason::REFUSED_STREAM).await?,
        "/rst-refused" => x.ok().await?,
        "/rst-before" => x.reset(Reason::INTERNAL_ERROR).await?,
        "/h2-trailers" => {
            x.open().await?;
            x.send(THREE.concat()).await?;
            x.end_with("x-checksum", "abc")?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

async fn rst_mid(x: &mut Exchange<'_>, reason: Reason) -> io::Result<()> {
    x.open().await?;
    x.send(ONE).await?;
    x.reset(reason).await
}
