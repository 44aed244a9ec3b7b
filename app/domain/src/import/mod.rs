//! Reading people's files (SPEC I1, I4, G4).
