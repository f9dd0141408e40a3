//! `netra demo`: the whole job on a machine without a network.

mod site;
