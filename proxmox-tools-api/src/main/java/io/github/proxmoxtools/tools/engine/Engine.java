package io.github.proxmoxtools.tools.engine;

/** Runs tools. */
final class Engine {
    private Engine() {}
}
