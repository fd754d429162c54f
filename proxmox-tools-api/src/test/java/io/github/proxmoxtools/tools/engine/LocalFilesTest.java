package io.github.proxmoxtools.tools.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.FailureKind;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Refusal;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.ToolFailure;
import io.github.proxmoxtools.tools.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    private static final Param<String> FILE = Param.localFile("file", "");

    @TempDir
    private Path temporary;
    private Path root;
    private Path inside;
    private Path outside;
    private Path settings;

    @BeforeEach
    void makeFiles() throws IOException {
        root = Files.createDirectories(temporary.toRealPath().resolve("allowed"));
        inside = Files.writeString(Files.createDirectories(root.resolve("iso")).resolve("x.iso"), "x");
        outside = Files.writeString(temporary.toRealPath().resolve("outside.iso"), "x");
        settings = Files.writeString(root.resolve(".env"), "SECRET=x");
    }

    private LocalFiles files() {
        return new LocalFiles(List.of(root), List.of(settings));
    }

    private void refused(LocalFiles files, String path, String reason) {
        Refusal refusal = assertThrows(Refusal.class, () -> files.open("file", path));
        assertTrue(refusal.error().startsWith("file: '" + path + "'"), refusal.error());
        assertTrue(refusal.error().contains(reason), refusal.error());
    }

    @Test
    void opensWhatIsBelowARoot() {
        assertEquals(inside, files().open("file", inside.toString()));
        assertEquals(inside, files().open("file", root + "/iso/../iso/./x.iso"));
    }

    @Test
    void opensNothingWhereNothingWasAllowed() {
        LocalFiles none = new LocalFiles(List.of(), List.of());
        refused(none, inside.toString(), "is outside");
        assertTrue(assertThrows(Refusal.class, () -> none.open("file", inside.toString())).guidance().contains(
                "No directory was allowed"));
    }

    @Test
    void refusesWhatLeadsOut() throws IOException {
        refused(files(), outside.toString(), "is outside");
        refused(files(), root + "/../outside.iso", "is outside");
        Path link = Files.createSymbolicLink(root.resolve("link.iso"), outside);
        refused(files(), link.toString(), "is outside");
        Path directory = Files.createSymbolicLink(root.resolve("up"), root.getParent());
        refused(files(), directory + "/outside.iso", "is outside");
        Path sibling = Files.writeString(Files.createDirectories(root.resolveSibling("allowed-not")).resolve("a"), "");
        refused(files(), sibling.toString(), "is outside");
    }

    @Test
    void followsLinksThatStayInside() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link.iso"), inside);
        assertEquals(inside, files().open("file", link.toString()));
    }

    @Test
    void rootMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(root.resolveSibling("link"), root);
        assertEquals(inside, new LocalFiles(List.of(link), List.of()).open("file", inside.toString()));
        assertEquals(inside, files().open("file", link + "/iso/x.iso"));
    }

    @Test
    void settingsAreNeverOpened() throws IOException {
        refused(files(), settings.toString(), "files of this program itself");
        Path link = Files.createSymbolicLink(root.resolve("innocent"), settings);
        refused(files(), link.toString(), "files of this program itself");
        Path hard = Files.createLink(root.resolve("hard"), settings);
        refused(files(), hard.toString(), "files of this program itself");
        refused(new LocalFiles(List.of(root), List.of(root.resolve("iso"))), inside.toString(),
                "files of this program itself");
    }

    @Test
    void settingsThatComeLaterAreNotOpenedEither() throws IOException {
        Path later = root.resolve("later.env");
        Path real = Files.writeString(root.resolve("real.env"), "SECRET=x");
        LocalFiles files = new LocalFiles(List.of(root), List.of(later));
        Files.createSymbolicLink(later, real);
        refused(files, real.toString(), "files of this program itself");
    }

    @Test
    void whatIsNoFileIsABadArgument() {
        for (String path : List.of(root.resolve("gone").toString(), root.resolve("iso").toString())) {
            InvalidCall failure = assertThrows(InvalidCall.class, () -> files().open("file", path));
            assertEquals("file: '" + path + "' is no file that can be read", failure.error());
        }
        ToolFailure strange = assertThrows(ToolFailure.class, () -> files().open("file", "a\0b"));
        assertEquals(FailureKind.BAD_ARGUMENT, strange.kind());
    }

    @Test
    void engineConfinesEveryLocalFileBeforeAnythingIsSent() {
        Tool tool = Samples.reads("proxmox_sample", "sample").calls(Endpoint.get("/version"))
                .takes(FILE).runs(reading -> Work.done(reading.arguments().get(FILE))).returnsData();
        try (Engine engine = Engine.builder(Samples.catalog(tool), () -> {
            throw new AssertionError("nothing is sent");
        }).fileRoots(List.of(root)).protectedFiles(List.of(settings)).build()) {
            ToolResult result = engine.run(ToolCall.of("proxmox_sample", Map.of("file", root + "/iso/../iso/x.iso")));
            assertEquals(Map.of("data", inside.toString()), result.toMap());
            for (Path path : List.of(outside, settings)) {
                assertThrows(Refusal.class,
                        () -> engine.run(ToolCall.of("proxmox_sample", Map.of("file", path.toString()))));
                assertThrows(Refusal.class,
                        () -> engine.plan(ToolCall.of("proxmox_sample", Map.of("file", path.toString()))));
            }
        }
    }

    @Test
    void doesNotTellWhatExistsOutside() {
        refused(files(), root.resolveSibling("gone").toString(), "is outside");
        refused(files(), root.getParent().toString(), "is outside");
    }
}
