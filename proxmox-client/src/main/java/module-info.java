/**
 * REST client for Proxmox VE: connection, authentication, TLS, tasks, settings, and the index of its API.
 *
 * <p>Nothing here reads a file or an environment variable unless it is asked to.
 */
module io.github.proxmoxtools.client {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.slf4j;

    exports io.github.proxmoxtools.client;
    exports io.github.proxmoxtools.client.demo;
    exports io.github.proxmoxtools.client.index;
    exports io.github.proxmoxtools.client.settings;
}
