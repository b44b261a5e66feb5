//! A certificate for the loopback names, made anew in each process.

use std::sync::{Arc, LazyLock};

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

static CERTIFIED: LazyLock<CertifiedKey<KeyPair>> = LazyLock::new(|| {
    let names = ["localhost", "127.0.0.1"].map(str::to_owned);
    generate_simple_self_signed(names).expect("the names are good")
});

/// What a client must trust.
pub(super) fn trusted() -> reqwest::Certificate {
    reqwest::Certificate::from_der(CERTIFIED.cert.der()).expect("rcgen writes DER")
}

pub(super) fn acceptor() -> TlsAcceptor {
    let key = PrivatePkcs8KeyDer::from(CERTIFIED.signing_key.serialize_der());
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has the default versions")
        .with_no_client_auth()
        .with_single_cert(vec![CERTIFIED.cert.der().clone()], key.into())
        .expect("the key is the certificate's");
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}
