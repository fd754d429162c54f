import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;

/**
 * Rewrites the classes of jars that were compiled for Java 5 as classes of Java 8: java -cp 'FOLDER/*' Modernize.java FOLDER
 *
 * An AOT cache does not take classes older than Java 6, so that they would be read and verified at every start. Nothing
 * but the version and the stack maps that it asks for is changed.
 */
final class Modernize {
    private static final int JAVA_6 = 50;
    private static final ClassFile FILES = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);

    private Modernize() {
    }

    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (Path jar : jars) {
                if (holdsOldClasses(jar)) {
                    Files.write(jar, modernized(jar));
                }
            }
        }
    }

    private static boolean holdsOldClasses(Path jar) throws IOException {
        try (var in = new JarInputStream(Files.newInputStream(jar))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (entry.getName().endsWith(".class") && isOld(in.readNBytes(8))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The major version stands in the seventh and eighth byte. */
    private static boolean isOld(byte[] content) {
        return (content[6] & 0xFF) * 256 + (content[7] & 0xFF) < JAVA_6;
    }

    private static byte[] modernized(Path jar) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new JarInputStream(Files.newInputStream(jar));
                var out = in.getManifest() == null ? new JarOutputStream(bytes) : new JarOutputStream(bytes, in.getManifest())) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                byte[] content = in.readAllBytes();
                out.putNextEntry(new JarEntry(entry.getName()));
                out.write(entry.getName().endsWith(".class") ? modernized(content) : content);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] modernized(byte[] content) {
        if (!isOld(content)) {
            return content;
        }
        ClassModel old = FILES.parse(content);
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        return FILES.transformClass(old, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
    }
}
