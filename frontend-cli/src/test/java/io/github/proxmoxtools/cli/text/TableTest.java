package io.github.proxmoxtools.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Table table() {
        Table table = new Table(List.of("vmid", "name", "status", "mem"), 4);
        table.alignRight(3);
        table.row(List.of("100", "a-very-long-name-of-a-machine", "running", "2.0 GiB"));
        table.row(List.of("101", "short", "stopped", "10.5 GiB"));
        return table;
    }

    private static void assertWithin(int columns, String text) {
        text.lines().filter(line -> !line.startsWith("(no room"))
                .forEach(line -> assertTrue(CellText.width(line) <= columns, line));
    }

    @Test
    void withRoomNothingIsCut() {
        assertEquals(table().text(), table().within(54).text());
        assertTrue(table().within(54).text().contains("a-very-long-name-of-a-machine"));
    }

    @Test
    void longCellsAreCutFirst() {
        assertEquals("""
                     VMID  NAME                 STATUS        MEM
                     100   a-very-long-name-o…  running   2.0 GiB
                     101   short                stopped  10.5 GiB
                     """, table().within(44).text());
    }

    @Test
    void thenTheLastColumnsAreLeftOutAndNamed() {
        String text = table().within(34).text();
        assertWithin(34, text);
        assertEquals("""
                     VMID  NAME                 STATUS
                     100   a-very-long-name-o…  running
                     101   short                stopped
                     (no room for mem: see -o wide or --columns)
                     """, text);
    }

    @Test
    void theFirstColumnStaysWhole() {
        Table table = new Table(List.of("volid", "size"), 2);
        table.row(List.of("local:backup/vzdump-qemu-100-2026_11_28.vma.zst", "1"));
        assertTrue(table.within(20).text().contains("local:backup/vzdump-qemu-100-2026_11_28.vma.zst\n"));
    }

    @Test
    void coloursTakeNoRoom() {
        String plain = table().within(44).text();
        String coloured = table().within(44).painted(Paint.COLOURED, (row, column, text) -> Paint.COLOURED.status(text))
                .text();
        assertTrue(coloured.contains("\u001b[32mrunning\u001b[0m"), coloured);
        assertTrue(coloured.contains("\u001b[1mVMID\u001b[0m"), coloured);
        assertEquals(plain.strip(), CellText.cleanLines(coloured).strip());
    }
}
