//! Old files brought up to date, one version at a time.
