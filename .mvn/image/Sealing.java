import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes into the client's own code what a build may do: a class, so that nothing that is read at run time decides it. */
final class Sealing {
    private static final String CLASS = "/io/github/proxmoxtools/client/LinkedSeal.class";
    private static final ClassDesc SEAL = ClassDesc.of("io.github.proxmoxtools.client", "Seal");

    private Sealing() {
    }

    static Path seal(Path client, Access access, Path folder) throws IOException {
        Path sealed = Files.createDirectories(folder.resolve("sealed")).resolve("proxmox-client.jar");
        Files.copy(client, sealed, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem jar = FileSystems.newFileSystem(sealed)) {
            Path file = jar.getPath(CLASS);
            Files.write(file, sealed(Files.readAllBytes(file), access));
        }
        return sealed;
    }

    private static byte[] sealed(byte[] bytes, Access access) {
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(bytes);
        if (model.methods().stream().filter(Sealing::answers).count() != 1) {
            throw new Choice.Wrong("The client has no method to seal.");
        }
        return files.transformClass(model, ClassTransform.transformingMethods(Sealing::answers, (method, element) -> {
            if (element instanceof CodeModel) {
                method.withCode(code -> code.getstatic(SEAL, access.seal(), SEAL).areturn());
            } else {
                method.with(element);
            }
        }));
    }

    private static boolean answers(MethodModel method) {
        return method.methodName().equalsString("seal");
    }
}
