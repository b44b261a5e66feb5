//! Compressed streams, whether or not the client asked for one.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

use super::Served;
use crate::fault_server::events::{SSE, THREE};
use crate::fault_server::exchange::Exchange;

pub(super) async fn serve(x: &mut Exchange<'_>) -> Served {
    let [one, two, done] = THREE;
    match x.path().as_str() {
        "/gzip" => coded(x, "gzip", &gzip(&THREE)).await?,
        "/gzip-noflush" => coded(x, "gzip", &gzip(&[THREE.concat()])).await?,
        "/deflate" => coded(x, "deflate", &deflate(&THREE)).await?,
        "/br" => coded(x, "br", &brotli(&THREE)).await?,
        "/zstd" => coded(x, "zstd", &zstd(&THREE)?).await?,
        "/corrupt" => corrupt(x).await?,
        "/cut" => {
            let (coding, pieces) = of_coding(x)?;
            coded(x, coding, &pieces[..2]).await?;
        }
        "/gzip-truncated" => coded(x, "gzip", &gzip(&THREE)[..2]).await?,
        "/gzip-lying" => coded(x, "gzip", &THREE.map(Vec::from)).await?,
        "/gzip-two-members" => {
            coded(
                x,
                "gzip",
                &[gzip(&[one]).concat(), gzip(&[two, done]).concat()],
            )
            .await?;
        }
        "/gzip-bomb" => bomb(x).await?,
        _ => return Ok(false),
    }
    Ok(true)
}

async fn coded(x: &mut Exchange<'_>, coding: &str, pieces: &[Vec<u8>]) -> io::Result<()> {
    let apart = x.ms(0);
    x.head(200, &[SSE, ("content-encoding", coding)]).await?;
    for piece in pieces {
        x.send(piece).await?;
        x.pause(apart).await?;
    }
    x.end().await
}

/// The usual three events, in the `coding` of the query.
fn of_coding(x: &Exchange<'_>) -> io::Result<(&'static str, Vec<Vec<u8>>)> {
    Ok(match x.request().param::<String>("coding").as_deref() {
        Some("deflate") => ("deflate", deflate(&THREE)),
        Some("br") => ("br", brotli(&THREE)),
        Some("zstd") => ("zstd", zstd(&THREE)?),
        _ => ("gzip", gzip(&THREE)),
    })
}

/// The same with garbage `at` its start, in its middle, or in place of its checksum; or with more
/// after its end.
async fn corrupt(x: &mut Exchange<'_>) -> io::Result<()> {
    let (coding, mut pieces) = of_coding(x)?;
    let last = pieces.len() - 1;
    match x.request().param::<String>("at").as_deref() {
        Some("start") => pieces[0] = vec![0xff; 64],
        Some("middle") => pieces[1] = vec![0xff; 64],
        Some("checksum") => {
            let length = pieces[last].len();
            for byte in &mut pieces[last][length.saturating_sub(4)..] {
                *byte ^= 0x55;
            }
        }
        _ => pieces.push(vec![0xff; 64]),
    }
    coded(x, coding, &pieces).await
}

/// Each piece compressed and flushed; the last piece is the end of the coding.
pub(super) fn gzip<P: AsRef<[u8]>>(pieces: &[P]) -> Vec<Vec<u8>> {
    let mut coder = GzEncoder::new(Vec::new(), Compression::default());
    let mut coded = flushed(&mut coder, pieces, |coder| std::mem::take(coder.get_mut()));
    coded.push(coder.finish().expect("memory takes it"));
    coded
}

fn deflate(pieces: &[&str]) -> Vec<Vec<u8>> {
    let mut coder = ZlibEncoder::new(Vec::new(), Compression::default());
    let mut coded = flushed(&mut coder, pieces, |coder| std::mem::take(coder.get_mut()));
    coded.push(coder.finish().expect("memory takes it"));
    coded
}

fn brotli(pieces: &[&str]) -> Vec<Vec<u8>> {
    let mut coder = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 20);
    let mut coded = flushed(&mut coder, pieces, |coder| std::mem::take(coder.get_mut()));
    coded.push(coder.into_inner());
    coded
}

fn zstd(pieces: &[&str]) -> io::Result<Vec<Vec<u8>>> {
    let mut coder = zstd::Encoder::new(Vec::new(), 0)?;
    let mut coded = flushed(&mut coder, pieces, |coder| std::mem::take(coder.get_mut()));
    coded.push(coder.finish()?);
    Ok(coded)
}

fn flushed<C: Write, P: AsRef<[u8]>>(
    coder: &mut C,
    pieces: &[P],
    take: fn(&mut C) -> Vec<u8>,
) -> Vec<Vec<u8>> {
    let flushed = pieces.iter().map(|piece| {
        coder
            .write_all(piece.as_ref())
            .and_then(|()| coder.flush())
            .expect("memory takes it");
        take(coder)
    });
    flushed.collect()
}

/// A few KiB that become `n` MiB of one line.
async fn bomb(x: &mut Exchange<'_>) -> io::Result<()> {
    let mib = vec![b'x'; 1024 * 1024];
    let mut coder = GzEncoder::new(Vec::new(), Compression::fast());
    coder.write_all(b"data: ")?;
    x.head(200, &[SSE, ("content-encoding", "gzip")]).await?;
    for _ in 0..x.number("n", 8) {
        coder.write_all(&mib)?;
        let coded = std::mem::take(coder.get_mut());
        if !coded.is_empty() {
            x.send(coded).await?;
        }
    }
    x.send(coder.finish()?).await?;
    x.end().await
}
