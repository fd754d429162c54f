import java.util.Arrays;
import java.util.Locale;

/** The most that an image may do. */
enum Access {
    /** Whatever its tools do. */
    ALL("NONE"),
    /** Nothing that destroys. */
    CHANGE("CHANGE"),
    /** Only reading. */
    READ("READ");

    private final String seal;

    Access(String seal) {
        this.seal = seal;
    }

    static Access of(String word) {
        return Arrays.stream(values()).filter(access -> access.word().equals(word)).findFirst()
                .orElseThrow(() -> new Choice.Wrong("image.access is all, change or read, not '" + word + "'."));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of the client's enum Seal. */
    String seal() {
        return seal;
    }
}
