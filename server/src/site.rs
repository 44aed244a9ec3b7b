//! Where the browser's half lies: the folder with `pkg/` (WASM, JS, CSS by content hash), icons and `hash.txt`.

use leptos::config::LeptosOptions;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The site folder: `COTERIE_SITE` (or what `cargo leptos` sets), else `site` beside the folder of the running
/// binary, which is where `make build` puts it.
pub fn folder() -> PathBuf {
    let beside = || {
        let exe = std::env::current_exe().ok()?;
        Some(exe.parent()?.parent()?.join("site"))
    };
    std::env::var_os("COTERIE_SITE")
        .or_else(|| std::env::var_os("LEPTOS_SITE_ROOT"))
        .map(PathBuf::from)
        .or_else(beside)
        .unwrap_or_else(|| PathBuf::from("target/site"))
}

/// What leptos needs to know to name the files in the page's head.
pub fn options(listen: SocketAddr) -> LeptosOptions {
    let folder = folder();
    let hashes = folder.join("hash.txt");
    LeptosOptions::builder()
        .output_name("coterie")
        .site_root(folder.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .site_addr(listen)
        .hash_files(hashes.exists())
        .hash_file(std::sync::Arc::from(hashes.to_string_lossy().as_ref()))
        .build()
}
