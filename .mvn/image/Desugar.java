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
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes switches over types, and the comparison of records, as what they mean: a row of questions.
 *
 * Java makes classes for each of them when it is first met, and the machinery for that; no AOT cache holds either, and a
 * command is over in a sixth of a second. By itself, for a test: java Desugar.java JAR FOLDER
 */
final class Desugar {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final int NULL_FITS = -1;
    private static final int FACTOR_OF_HASHES = 31;

    private final ClassFile files;

    private Desugar(ClassLoader classes) {
        this.files = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)
                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    public static void main(String[] arguments) throws IOException {
        copies(List.of(Path.of(arguments[0])), Path.of(arguments[1]));
    }

    /** Replaces our own jars, and those of the MCP SDK, by copies in a folder, in the same order. */
    static List<Path> copies(List<Path> jars, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> all = new ArrayList<>();
        try (var classes = new URLClassLoader(jars.stream().map(Desugar::url).toArray(URL[]::new), null)) {
            var desugar = new Desugar(classes);
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                boolean isMeant = Stream.of("proxmox-", "frontend-", "mcp-").anyMatch(name::startsWith);
                all.add(isMeant ? desugar.copy(jar, folder.resolve(name)) : jar);
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
        List<Replacement> replaced = new ArrayList<>();
        byte[] changed = files.transformClass(model, (builder, element) -> transform(builder, element, model, replaced));
        return replaced.isEmpty() ? bytes : changed;
    }

    /** A method that takes the place of what would be made at run time. */
    private record Replacement(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

    private static void transform(ClassBuilder builder, ClassElement element, ClassModel model, List<Replacement> replaced) {
        if (!(element instanceof MethodModel method) || method.code().isEmpty()) {
            builder.with(element);
            return;
        }
        int known = replaced.size();
        builder.transformMethod(method, MethodTransform.transformingCode(
                (code, instruction) -> replace(code, instruction, model, replaced)));
        replaced.subList(known, replaced.size()).forEach(each -> builder.withMethodBody(each.name(), each.type(),
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, each.body()));
    }

    private static void replace(CodeBuilder code, CodeElement element, ClassModel model, List<Replacement> replaced) {
        Optional<Consumer<CodeBuilder>> body = element instanceof InvokeDynamicInstruction call
                ? body(call)
                : Optional.empty();
        if (body.isEmpty()) {
            code.with(element);
            return;
        }
        var call = (InvokeDynamicInstruction) element;
        var each = new Replacement("$desugared$" + replaced.size(), call.typeSymbol(), body.get());
        replaced.add(each);
        // As long as what it replaces: annotations of types name places in the code by their distance from its start.
        code.invokestatic(model.thisClass().asSymbol(), each.name(), each.type(),
                model.flags().has(AccessFlag.INTERFACE)).nop().nop();
    }

    private static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction call) {
        ClassDesc maker = call.bootstrapMethod().owner();
        List<LoadableConstantEntry> arguments = call.invokedynamic().bootstrap().arguments();
        if (maker.equals(SWITCHES) && call.bootstrapMethod().methodName().equals("typeSwitch")
                && arguments.stream().allMatch(ClassEntry.class::isInstance)) {
            List<ClassDesc> labels = arguments.stream().map(label -> ((ClassEntry) label).asSymbol()).toList();
            return Optional.of(code -> ask(code, labels));
        }
        if (maker.equals(RECORDS)) {
            ClassDesc type = ((ClassEntry) arguments.get(0)).asSymbol();
            List<Field> fields = arguments.stream().skip(2).map(getter -> Field.of((MethodHandleEntry) getter)).toList();
            return switch (call.name().stringValue()) {
                case "equals" -> Optional.of(code -> compare(code, type, fields));
                case "hashCode" -> Optional.of(code -> hash(code, type, fields));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** Answers as the bootstrap's documentation says: the first label from the given one on that fits, or their number. */
    private static void ask(CodeBuilder code, List<ClassDesc> labels) {
        Label notNull = code.newLabel();
        code.aload(0).ifnonnull(notNull).loadConstant(NULL_FITS).ireturn().labelBinding(notNull);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf(labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    /** A component of a record. */
    private record Field(String name, ClassDesc type) {
        static Field of(MethodHandleEntry getter) {
            return new Field(getter.reference().name().stringValue(),
                    ClassDesc.ofDescriptor(getter.reference().type().stringValue()));
        }

        boolean isWhole() {
            return type.isPrimitive() && !"JFD".contains(type.descriptorString());
        }

        ClassDesc wrapper() {
            return switch (type.descriptorString()) {
                case "Z" -> ConstantDescs.CD_Boolean;
                case "B" -> ConstantDescs.CD_Byte;
                case "S" -> ConstantDescs.CD_Short;
                case "C" -> ConstantDescs.CD_Character;
                case "I" -> ConstantDescs.CD_Integer;
                case "J" -> ConstantDescs.CD_Long;
                case "F" -> ConstantDescs.CD_Float;
                default -> ConstantDescs.CD_Double;
            };
        }
    }

    private static void compare(CodeBuilder code, ClassDesc type, List<Field> fields) {
        Label different = code.newLabel();
        code.aload(1).instanceOf(type).ifeq(different);
        code.aload(1).checkcast(type).astore(2);
        for (Field field : fields) {
            code.aload(0).getfield(type, field.name(), field.type());
            code.aload(2).getfield(type, field.name(), field.type());
            if (!field.type().isPrimitive()) {
                code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean,
                        ConstantDescs.CD_Object, ConstantDescs.CD_Object)).ifeq(different);
            } else if (field.isWhole()) {
                code.if_icmpne(different);
            } else {
                code.invokestatic(field.wrapper(), "compare",
                        MethodTypeDesc.of(ConstantDescs.CD_int, field.type(), field.type())).ifne(different);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    private static void hash(CodeBuilder code, ClassDesc type, List<Field> fields) {
        code.iconst_0();
        for (Field field : fields) {
            code.loadConstant(FACTOR_OF_HASHES).imul();
            code.aload(0).getfield(type, field.name(), field.type());
            code.invokestatic(field.type().isPrimitive() ? field.wrapper() : OBJECTS, "hashCode", MethodTypeDesc.of(
                    ConstantDescs.CD_int, field.type().isPrimitive() ? field.type() : ConstantDescs.CD_Object)).iadd();
        }
        code.ireturn();
    }
}
