package io.github.proxmoxtools.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What linking does to the code of our own classes. */
@Tag("package")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("A class that was rewritten for an image")
final class DesugarIT {
    private static final String SOURCE = """
                                         import java.util.Arrays;
                                         import java.util.List;

                                         interface Sample {
                                             sealed interface Shape {}
                                             record Point(int x, long y, double z, float w) implements Shape {}
                                             record Named(String name, boolean flag, byte b, short s, char c, List<Shape> parts) implements Shape {}
                                             record Empty() implements Shape {}

                                             static String kind(Object any) {
                                                 return switch (any) {
                                                     case null -> "null";
                                                     case Point(int x, long y, double z, float w) when x > 10 -> "far point";
                                                     case Point point when point.y() == 2 -> "second point";
                                                     case Point point -> "point " + point.x();
                                                     case Named named when named.parts() == null -> "alone";
                                                     case Named named -> named.name() + named.parts().size();
                                                     case Empty empty -> "empty";
                                                     case int[] numbers -> "numbers " + numbers.length;
                                                     case CharSequence text -> "text " + text;
                                                     default -> "other";
                                                 };
                                             }

                                             enum Size implements Shape { SMALL, LARGE }

                                             static String mixed(Object any) {
                                                 return any instanceof Shape shape ? switch (shape) {
                                                     case Size.SMALL -> "small";
                                                     case Size.LARGE -> "large";
                                                     case Point point -> "point";
                                                     case Named named -> "named";
                                                     case Empty empty -> "empty";
                                                 } : "other";
                                             }

                                             static void main(String[] arguments) {
                                                 List<Object> all = Arrays.asList(null, new Point(1, 1, 0.0, 0f), new Point(1, 1, -0.0, 0f),
                                                         new Point(11, 2, 3.5, 1f), new Point(3, 2, Double.NaN, Float.NaN),
                                                         new Point(3, 2, Double.NaN, Float.NaN), new Named("a", true, (byte) 1, (short) 2, 'c', null),
                                                         new Named(null, true, (byte) 1, (short) 2, 'c', List.of()),
                                                         new Named(null, true, (byte) 1, (short) 2, 'c', List.of(new Empty())),
                                                         new Named(null, false, (byte) -1, (short) 2, 'c', List.of()), new Empty(), new Empty(),
                                                         new int[3], "text", new StringBuilder("built"), "", 1, 2, 3.0, Size.SMALL, Size.LARGE);
                                                 for (Object one : all) {
                                                     System.out.println(kind(one) + " " + mixed(one) + " "
                                                             + (one instanceof Record ? one.hashCode() + " " + one : ""));
                                                     for (Object other : all) {
                                                         System.out.print(one instanceof Shape ? one.equals(other) ? 1 : 0 : "");
                                                     }
                                                 }
                                             }
                                         }
                                         """;

    @TempDir
    private static Path folder;

    @Test
    @DisplayName("does what it did, without asking Java to make anything while it runs")
    void doesTheSame() throws Exception {
        Programs programs = new Programs(folder);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path source = Files.writeString(folder.resolve("Sample.java"), SOURCE);
        programs.run(Map.of(), List.of(Frontend.jdk("javac"), "--release", "21", "-d", classes.toString(),
                source.toString())).succeeded();
        Path jar = folder.resolve("proxmox-sample.jar");
        programs.run(Map.of(), List.of(Frontend.jdk("jar"), "--create", "--file", jar.toString(), "-C",
                classes.toString(), ".")).succeeded();
        programs.run(Map.of(), List.of(Frontend.jdk("java"),
                Frontend.ROOT.resolve(".mvn/image/Desugar.java").toString(), jar.toString(),
                folder.resolve("rewritten").toString())).succeeded();
        Path rewritten = folder.resolve("rewritten/proxmox-sample.jar");

        assertEquals(output(programs, jar), output(programs, rewritten));
        for (String made : List.of("Sample typeSwitch", "Sample$Point equals", "Sample$Point hashCode")) {
            String[] words = made.split(" ");
            String call = "InvokeDynamic #\\d+:" + words[1] + "\\b";
            assertTrue(Pattern.compile(call).matcher(code(programs, jar, words[0])).find(), made);
            String after = code(programs, rewritten, words[0]);
            assertEquals(words[1].equals("typeSwitch") ? 1 : 0, Pattern.compile(call).matcher(after).results().count(),
                    () -> made + " (the switch that is not only over types stays): " + after);
        }
    }

    /** Verified, as classes of an application are. */
    private static String output(Programs programs, Path jar) throws Exception {
        return programs.run(Map.of(), List.of(Frontend.jdk("java"), "-Xverify:all", "-cp", jar.toString(), "Sample"))
                .succeeded().out();
    }

    private static String code(Programs programs, Path jar, String name) throws Exception {
        return programs.run(Map.of(), List.of(Frontend.jdk("javap"), "-c", "-p", "-cp", jar.toString(), name))
                .succeeded().out();
    }
}
