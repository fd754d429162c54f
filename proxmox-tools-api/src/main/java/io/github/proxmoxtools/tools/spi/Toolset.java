package io.github.proxmoxtools.tools.spi;

/** A domain's tools. */
public interface Toolset {}
