//! `coterie serve`

use super::{Outcome, Serve};
use crate::demo::Standing;
use crate::router::{Context, router};
use crate::{clock, demo, secret, site};
use anyhow::Context as _;
use std::net::SocketAddr;
use std::time::Duration;
use store::Store;

/// How long the server goes on for what is under way when it is told to end.
const LONGEST_END: Duration = Duration::from_secs(5);

pub(super) async fn serve(store: Store, arguments: Serve) -> anyhow::Result<Outcome> {
    if arguments.demo && !arguments.listen.ip().is_loopback() && !arguments.demo_for_everyone {
        eprintln!(
            "The demo school's passwords are public: it listens on this machine only. \
             Say --demo-for-everyone if you mean it."
        );
        return Ok(Outcome::BadInput);
    }
    if arguments.demo
        && let Some(words) = found_demo(&store).await?
    {
        eprintln!("{words}");
        return Ok(Outcome::BadInput);
    }
    let listener = tokio::net::TcpListener::bind(arguments.listen)
        .await
        .with_context(|| format!("cannot listen on {}", arguments.listen))?;
    let listen = listener.local_addr()?;
    let public_url = arguments.public_url.unwrap_or_else(|| format!("http://{listen}"));
    let options = site::options(listen);
    if !site::is_built(&options) {
        tracing::warn!(folder = %options.site_root, "no built site here: pages come without style and script");
    }
    println!("Coterie is at {public_url}");
    if arguments.demo {
        print_accounts();
    }
    let context = Context {
        trusted_proxies: arguments.trusted_proxy,
        ..Context::new(store.clone(), options, public_url.trim_end_matches('/').to_owned())
    };
    let closing = context.closing.clone();
    let app = router(context);
    let (ending, mut ended) = (closing.clone(), closing.subscribe());
    let told = async move {
        until_told().await;
        // Else the server would wait for streams that do not end.
        closing.send_replace(true);
    };
    // Nor for requests that never come to their end.
    let overtime = async move {
        if ended.wait_for(|closing| *closing).await.is_ok() {
            tokio::time::sleep(LONGEST_END).await;
        }
        drop(ending);
    };
    let serve = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>());
    tokio::select! {
        served = serve.with_graceful_shutdown(told) => served?,
        () = overtime => tracing::warn!("ended with requests still open"),
    }
    // What is still under way in the database is let end, in the same time; then its file is whole without its log.
    if tokio::time::timeout(LONGEST_END, store.close()).await.is_err() {
        tracing::warn!("ended while the database was at work");
    }
    Ok(Outcome::Done)
}

/// Fills an empty database; says why not where there is something else in it.
async fn found_demo(store: &Store) -> anyhow::Result<Option<&'static str>> {
    match demo::standing(store).await? {
        Standing::Founded => Ok(None),
        Standing::Other => {
            Ok(Some("This database holds something other than the demo school; --demo fills an empty one only."))
        }
        Standing::BrokenOff => {
            Ok(Some("The founding of the demo school was broken off in this database: delete it and start again."))
        }
        Standing::Empty => {
            println!("Founding the demo school …");
            let now = clock::now();
            let hash = secret::hash_password(demo::PASSWORD.to_owned()).await?;
            demo::found(store, now.date(), now, &hash).await?;
            Ok(None)
        }
    }
}

fn print_accounts() {
    println!("Sign in to the demo school with the password {} as", demo::PASSWORD);
    for account in demo::ACCOUNTS {
        println!("  {:<14} {}", account.username, account.about);
    }
}

/// Ends when the process is asked to.
async fn until_told() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
