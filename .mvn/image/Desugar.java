import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes switches over types as what they mean: a row of questions.
 *
 * Java makes a class for each such switch when it is first met, and the machinery for that; no AOT cache holds either. In a
 * program that lives for a tenth of a second this is a third of its life.
 */
final class Desugar {
    private static final String BOOTSTRAP = "java/lang/runtime/SwitchBootstraps";
    private static final int NO_MATCH_BUT_NULL = -1;

    private final ClassFile files;

    private Desugar(ClassLoader classes) {
        this.files = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)
                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** Replaces our own jars by copies in a folder, in the same order. */
    static List<Path> copies(List<Path> jars, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> all = new ArrayList<>();
        try (var classes = new URLClassLoader(jars.stream().map(Desugar::url).toArray(URL[]::new), null)) {
            var desugar = new Desugar(classes);
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                boolean isOurs = name.startsWith("proxmox-") || name.startsWith("frontend-");
                all.add(isOurs ? desugar.copy(jar, folder.resolve(name)) : jar);
            }
        }
        return all;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path copy(Path jar, Path to) throws IOException {
        Files.copy(jar, to, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem content = FileSystems.newFileSystem(to); Stream<Path> entries = Files.walk(content.getPath("/"))) {
            for (Path entry : entries.filter(file -> file.toString().endsWith(".class")).toList()) {
                byte[] before = Files.readAllBytes(entry);
                byte[] after = desugared(before);
                if (after != before) {
                    Files.write(entry, after);
                }
            }
        }
        return to;
    }

    private byte[] desugared(byte[] bytes) {
        ClassModel model = files.parse(bytes);
        List<Switch> switches = new ArrayList<>();
        byte[] changed = files.transformClass(model, (builder, element) -> transform(builder, element, model, switches));
        return switches.isEmpty() ? bytes : changed;
    }

    /** A switch, and the method that takes its place. */
    private record Switch(String method, MethodTypeDesc type, List<ClassDesc> labels) {}

    private static void transform(ClassBuilder builder, ClassElement element, ClassModel model, List<Switch> switches) {
        if (!(element instanceof MethodModel method) || method.code().isEmpty()) {
            builder.with(element);
            return;
        }
        int known = switches.size();
        builder.transformMethod(method, MethodTransform.transformingCode(
                (code, instruction) -> replace(code, instruction, model, switches)));
        switches.subList(known, switches.size()).forEach(each -> builder.withMethodBody(each.method(), each.type(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                code -> ask(code, each.labels())));
    }

    private static boolean isInterface(ClassModel model) {
        return model.flags().has(AccessFlag.INTERFACE);
    }

    private static void replace(CodeBuilder code, CodeElement element, ClassModel model, List<Switch> switches) {
        if (element instanceof InvokeDynamicInstruction call && isOverTypes(call)) {
            var each = new Switch("$switch$" + switches.size(), call.typeSymbol(), call.invokedynamic().bootstrap()
                    .arguments().stream().map(label -> ((ClassEntry) label).asSymbol()).toList());
            switches.add(each);
            // As long as what it replaces: annotations of types name places in the code by their distance from its start.
            code.invokestatic(model.thisClass().asSymbol(), each.method(), each.type(), isInterface(model)).nop().nop();
        } else {
            code.with(element);
        }
    }

    private static boolean isOverTypes(InvokeDynamicInstruction call) {
        List<LoadableConstantEntry> labels = call.invokedynamic().bootstrap().arguments();
        return call.bootstrapMethod().owner().descriptorString().equals("L" + BOOTSTRAP + ";")
                && call.bootstrapMethod().methodName().equals("typeSwitch")
                && labels.stream().allMatch(ClassEntry.class::isInstance);
    }

    /** Answers as the bootstrap's documentation says: the first label from the given one on that fits, or their number. */
    private static void ask(CodeBuilder code, List<ClassDesc> labels) {
        Label notNull = code.newLabel();
        code.aload(0).ifnonnull(notNull).loadConstant(NO_MATCH_BUT_NULL).ireturn().labelBinding(notNull);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf(labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }
}
