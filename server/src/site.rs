//! Where the browser's half lies: the folder with `pkg/` (WASM, JS and CSS in a folder named by
//! their content) and icons.

use leptos::config::LeptosOptions;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

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

/// What leptos needs to know to name the files in the page's head. The files of one build lie in a folder named by
/// their content, which `pkg.txt` names.
pub fn options(listen: SocketAddr) -> LeptosOptions {
    let folder = folder();
    let files = std::fs::read_to_string(folder.join("pkg.txt")).unwrap_or_else(|_| "pkg".to_owned());
    LeptosOptions::builder()
        .output_name("coterie")
        .site_root(folder.to_string_lossy().into_owned())
        .site_pkg_dir(files.trim().to_owned())
        .site_addr(listen)
        .build()
}

/// Whether the site was built.
pub fn is_built(options: &LeptosOptions) -> bool {
    Path::new(options.site_root.as_ref()).join(options.site_pkg_dir.as_ref()).join("coterie.js").exists()
}
