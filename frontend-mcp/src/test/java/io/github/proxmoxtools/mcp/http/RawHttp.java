package io.github.proxmoxtools.mcp.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that says what no decent one would. */
final class RawHttp implements AutoCloseable {
    private final URI url;
    private final Socket socket;

    private RawHttp(URI url) throws IOException {
        this.url = url;
        this.socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
    }

    static RawHttp to(URI url) throws IOException {
        return new RawHttp(url);
    }

    RawHttp write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Sends a request with a host and headers of choice. */
    RawHttp request(String method, String host, String... headers) throws IOException {
        return write(method + " " + url.getPath() + " HTTP/1.1\r\nHost: " + host + "\r\n"
                + String.join("", java.util.Arrays.stream(headers).map(header -> header + "\r\n").toList()) + "\r\n");
    }

    void post(String message, String header) throws IOException {
        String body = message.replace('\'', '"');
        request("POST", url.getAuthority(), "Content-Type: application/json", header, "Content-Length: "
                + body.length()).write(body);
    }

    String authority() {
        return url.getAuthority();
    }

    int status() throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            throw new IOException("The connection was closed");
        }
        return Integer.parseInt(line.split(" ")[1]);
    }

    /** Everything up to the end of the connection. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
