package io.github.proxmoxtools.cli.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.proxmoxtools.cli.command.Suggestion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BashWordTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "plain|plain", "two\\ words|two words", "\"two words\"|two words", "'a\"b'|a\"b", "\"a\\\"b|a\"b",
            "\"a\\n|a\\n", "'a\\|a\\", "a'b c'd|ab cd"})
    void readsWhatBashWouldRead(String raw, String text) {
        assertEquals(text, BashWord.read(raw).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "we|web-01|web-01", "a|a b;c$(d)&|a\\ b\\;c\\$\\(d\\)\\&", "\"a|a $b|a \\$b", "'a|a $b|a $b", "'a|a'b|",
            "root|root@pam!x|root@pam\\!x", "b|b\u00fcro\u00a0x|b\u00fcro\\\u00a0x", "~|~x|\\~x"})
    void writesWhatBashReadsAsTheSame(String typed, String value, String written) {
        assertEquals(written == null ? "words\n" : "words\n" + written + "\n",
                Shell.BASH.written(Offer.of(List.of(Suggestion.of(value))), typed, ""));
    }

    @Test
    void leavesOutWhatBashKeeps() {
        Offer offer = Offer.open(List.of(new Suggestion("UPID:pve1:0", "a task"), Suggestion.of("UPID:pve2:0")));
        assertEquals("open\npve1:0\npve2:0\n", Shell.BASH.written(offer, "UPID:p", "UPID:"));
        assertEquals("open\n\\ b\n", Shell.BASH.written(Offer.open(List.of(Suggestion.of("a= b"))), "a\\=", "a\\="));
    }
}
