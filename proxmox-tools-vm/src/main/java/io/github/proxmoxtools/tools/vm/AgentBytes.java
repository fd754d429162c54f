package io.github.proxmoxtools.tools.vm;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Bytes between the server and a guest agent: the server takes each character of a text for one byte, and hands each
 * byte on as one character (qemu-server, {@code PVE::QemuServer::Agent}: base64 of what it was given, undecoded).
 */
final class AgentBytes {
    private static final int LAST_BYTE = 255;
    /** The longest character of UTF-8 has four bytes: at most three may be left of one that was cut. */
    private static final int MOST_LEFT_OF_A_CHARACTER = 3;

    private final byte[] bytes;

    private AgentBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes what the server handed on; a text that holds more than bytes can only have been decoded before. */
    static AgentBytes received(String text) {
        boolean isBytes = text.chars().allMatch(character -> character <= LAST_BYTE);
        return new AgentBytes(text.getBytes(isBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }

    /** Makes of a text what the server turns into the bytes of its UTF-8. */
    static String toSend(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    int size() {
        return bytes.length;
    }

    AgentBytes first(int most) {
        return bytes.length <= most ? this : new AgentBytes(Arrays.copyOf(bytes, most));
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads the bytes as UTF-8.
     *
     * @param wasCut whether the end may be missing: then the rest of a character there is left out
     * @return the text, if they are one
     */
    Optional<String> text(boolean wasCut) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        try {
            var result = decoder.decode(in, out, !wasCut);
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        boolean isText = in.remaining() <= (wasCut ? MOST_LEFT_OF_A_CHARACTER : 0);
        String text = out.flip().toString();
        return isText && text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    }
}
