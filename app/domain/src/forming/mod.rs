//! Forming groups: who goes where (SPEC G2, G3).
