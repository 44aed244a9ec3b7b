//! Every page, server function and download, as every role and as nobody (SPEC P1, P2).
