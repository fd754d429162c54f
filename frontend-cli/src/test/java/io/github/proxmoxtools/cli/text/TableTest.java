package io.github.proxmoxtools.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<String> NAMES = List.of("vmid", "name", "status", "mem");

    private static Table table() {
        Table table = new Table(NAMES, 4);
        table.alignRight(3);
        table.row(List.of("100", "a-very-long-name-of-a-machine", "running", "2.0 GiB"));
        table.row(List.of("101", "short", "stopped", "10.5 GiB"));
        return table;
    }

    private static Table within(Table table, int columns) {
        return table.within(Room.of(() -> columns, false), NAMES);
    }

    private static void assertWithin(int columns, String text) {
        text.lines().forEach(line -> assertTrue(CellText.width(line) <= columns, line));
    }

    @Test
    void withRoomNothingIsCut() {
        assertEquals(table().text(), within(table(), 54).text());
        assertTrue(within(table(), 54).text().contains("a-very-long-name-of-a-machine"));
    }

    @Test
    void longCellsAreCutFirst() {
        assertEquals("""
                     VMID  NAME                 STATUS        MEM
                     100   a-very-long-name-o…  running   2.0 GiB
                     101   short                stopped  10.5 GiB
                     """, within(table(), 44).text());
    }

    @Test
    void thenTheLastColumnsAreLeftOutAndNamed() {
        Room room = Room.of(() -> 34, false);
        String text = table().within(room, NAMES).text();
        assertWithin(34, text);
        assertEquals("""
                     VMID  NAME                 STATUS
                     100   a-very-long-name-o…  running
                     101   short                stopped
                     """, text);
        assertEquals(List.of("note: no room for mem; -o wide or --columns shows them"), room.notes());
    }

    @Test
    void theyAreNamedWithoutHeadingsToo() {
        Room room = Room.of(() -> 34, false);
        Table table = new Table(List.of(), 4);
        table.row(List.of("100", "a-very-long-name-of-a-machine", "running", "a storage at the end"));
        assertWithin(34, table.within(room, NAMES).text());
        assertTrue(room.notes().getFirst().contains("mem"), room.notes().toString());
    }

    @Test
    void columnsThatWereAskedForAreCutAndNeverLeftOut() {
        Room room = Room.of(() -> 34, true);
        String text = table().within(room, NAMES).text();
        assertWithin(34, text);
        assertEquals("""
                     VMID  NAME        STAT…       MEM
                     100   a-very-lo…  runn…   2.0 GiB
                     101   short       stop…  10.5 GiB
                     """.lines().count(), text.lines().count());
        assertTrue(text.contains("MEM") && text.contains("10.5 GiB"), text);
        assertEquals(List.of(), room.notes());
    }

    @Test
    void whatFitsEveryTerminalHasNoneMeasured() {
        Table table = new Table(List.of("vmid", "name"), 2);
        table.row(List.of("100", "web-01"));
        Room room = Room.of(() -> {
            throw new AssertionError("measured");
        }, false);
        assertEquals("VMID  NAME\n100   web-01\n", table.within(room, List.of("vmid", "name")).text());
    }

    @Test
    void theFirstColumnStaysWhole() {
        Table table = new Table(List.of("volid", "size"), 2);
        table.row(List.of("local:backup/vzdump-qemu-100-2026_11_28.vma.zst", "1"));
        assertTrue(table.within(Room.of(() -> 20, false), List.of("volid", "size")).text()
                .contains("local:backup/vzdump-qemu-100-2026_11_28.vma.zst\n"));
    }

    @Test
    void coloursTakeNoRoom() {
        String plain = within(table(), 44).text();
        String coloured = within(table(), 44)
                .painted(Paint.COLOURED, (row, column, text) -> Paint.COLOURED.status(text))
                .text();
        assertTrue(coloured.contains("\u001b[32mrunning\u001b[0m"), coloured);
        assertTrue(coloured.contains("\u001b[1mVMID\u001b[0m"), coloured);
        assertEquals(plain.strip(), CellText.cleanLines(coloured).strip());
    }
}
