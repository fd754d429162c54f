package io.github.proxmoxtools.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManualPageTest {
    private final ManualPage page = new ManualPage("proxmox-x", "it's \"x\"", "proxmox 1.0");

    @Test
    void nothingOfTheTextIsTakenForARequest() {
        page.usage("proxmox x [options]");
        page.paragraph(".env is 'read' \\n first \u001b[1m");
        page.paragraph("'x' --yes ~/a^b `c` \u00e9");
        page.heading("Examples");
        page.lines(List.of(".x", "# a\\b"));
        assertEquals("""
                     .TH "PROXMOX\\-X" 1 "" "proxmox 1.0"
                     .SH "NAME"
                     proxmox\\-x \\- it\\(aqs \\(dqx\\(dq
                     .SH "SYNOPSIS"
                     proxmox x [options]
                     .SH "DESCRIPTION"
                     \\&.env is \\(aqread\\(aq \\en first
                     .PP
                     \\(aqx\\(aq \\-\\-yes \\(ti/a\\(hab \\(gac\\(ga \\[u00E9]
                     .SH "EXAMPLES"
                     .nf
                     \\&.x
                     # a\\eb
                     .fi
                     """, page.text());
    }

    @Test
    void termsAreBoldAndMayHaveNoExplanation() {
        page.heading("Options");
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("-y, --yes", "Do it.");
        terms.put("--name \"N\"", "");
        page.terms(terms);
        assertEquals("""
                     .SH "OPTIONS"
                     .TP
                     .B "\\-y, \\-\\-yes"
                     Do it.
                     .TP
                     .B "\\-\\-name \\(dqN\\(dq"
                     \\&
                     """, page.text().substring(page.text().indexOf(".SH \"OPTIONS")));
    }
}
