import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;

/**
 * Rewrites the classes of jars that were compiled for Java 5 as classes of Java 8: java -cp JAR Modernize.java JAR...
 *
 * An AOT cache does not take classes older than Java 6, so that they would be read and verified at every start. Nothing
 * but the version and the stack maps that it asks for is changed.
 */
final class Modernize {
    private static final int JAVA_6 = 50;
    private static final ClassFile FILES = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);

    private Modernize() {
    }

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            Path path = Path.of(jar);
            Files.write(path, modernized(path));
        }
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
        ClassModel old = FILES.parse(content);
        if (old.majorVersion() >= JAVA_6) {
            return content;
        }
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
