//! Mounts the app.

fn main() {
    palpate::app::mount();
}
