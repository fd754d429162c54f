/**
 * MCP over HTTP: what only an image with Tomcat can do.
 *
 * <p>Nothing outside this package touches a class of Tomcat or of the servlet API, so that the server on standard input
 * and output starts without them.
 */
@NullMarked
package io.github.proxmoxtools.mcp.http;

import org.jspecify.annotations.NullMarked;
