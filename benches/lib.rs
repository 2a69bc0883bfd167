//! What dueby costs. The benchmarks are in `benches/`; how to run and read them is
//! in `README.md`.
