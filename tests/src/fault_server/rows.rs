//! The rows: what each path does.

mod baseline;
mod bytes;
mod client;
mod coding;
mod content_type;
mod http2;
mod mid_stream;
mod redirect;
mod resume;
mod size;
mod status;
mod time;
mod truncation;

use std::io;

use super::exchange::Exchange;

/// Whether a section knows the path; an error when the client left, or the wire cannot do it.
type Served = io::Result<bool>;

pub(super) async fn serve(x: &mut Exchange<'_>) -> io::Result<()> {
    let served = baseline::serve(x).await?
        || truncation::serve(x).await?
        || coding::serve(x).await?
        || content_type::serve(x).await?
        || status::serve(x).await?
        || redirect::serve(x).await?
        || time::serve(x).await?
        || size::serve(x).await?
        || bytes::serve(x).await?
        || mid_stream::serve(x).await?
        || resume::serve(x).await?
        || client::serve(x).await?
        || http2::serve(x).await?;
    match served {
        true => Ok(()),
        false => x.reply(404, &[], "no such row").await,
    }
}
