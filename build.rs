fn main() {
    println!("cargo:warning=proj root {:?}", std::env::var("DEP_PROJ_ROOT"));
}
