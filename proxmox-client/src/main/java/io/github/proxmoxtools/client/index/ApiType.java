package io.github.proxmoxtools.client.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a value looks like: its kind, its limits, and the types of what is in it.
 *
 * <p>Types of answers describe what the server means to send; real answers are looser (a number may arrive as a
 * string, and members that the schema calls required may be missing).
 */
public final class ApiType {
    static final int OPTIONAL = 1 << 3;
    static final int DEFAULT_KEY = 1 << 4;
    static final int FORMAT = 1 << 5;
    static final int DEFAULT = 1 << 6;
    static final int MINIMUM_LENGTH = 1 << 7;
    static final int MAXIMUM_LENGTH = 1 << 8;
    static final int MINIMUM = 1 << 9;
    static final int MAXIMUM = 1 << 10;
    static final int CHOICES = 1 << 11;
    static final int PATTERN = 1 << 12;
    static final int REQUIRES = 1 << 13;
    static final int ALIAS = 1 << 14;
    static final int ITEMS = 1 << 15;
    static final int MEMBERS = 1 << 16;
    static final int PROPERTY_STRING = 1 << 17;

    private final IndexFile file;
    private final int flags;
    private final Optional<String> format;
    private final Optional<String> defaultValue;
    private final OptionalInt minimumLength;
    private final OptionalInt maximumLength;
    private final Optional<String> minimum;
    private final Optional<String> maximum;
    private final List<String> choices;
    private final Optional<String> pattern;
    private final Optional<String> requires;
    private final Optional<String> alias;
    private final int items;
    private final int members;
    private final int properties;

    ApiType(IndexFile file, IndexFile.Cursor cursor) {
        this.file = file;
        this.flags = cursor.number();
        this.format = text(cursor, FORMAT);
        this.defaultValue = text(cursor, DEFAULT);
        this.minimumLength = length(cursor, MINIMUM_LENGTH);
        this.maximumLength = length(cursor, MAXIMUM_LENGTH);
        this.minimum = text(cursor, MINIMUM);
        this.maximum = text(cursor, MAXIMUM);
        this.choices = has(CHOICES) ? cursor.textList() : List.of();
        this.pattern = text(cursor, PATTERN);
        this.requires = text(cursor, REQUIRES);
        this.alias = text(cursor, ALIAS);
        this.items = has(ITEMS) ? cursor.number() : 0;
        this.members = has(MEMBERS) ? cursor.number() : 0;
        this.properties = has(PROPERTY_STRING) ? cursor.number() : 0;
    }

    private ApiType(int flags, String format, List<String> choices, Optional<String> requires) {
        this.file = IndexFile.shipped();
        this.flags = flags;
        this.format = format.isEmpty() ? Optional.empty() : Optional.of(format);
        this.defaultValue = Optional.empty();
        this.minimumLength = OptionalInt.empty();
        this.maximumLength = OptionalInt.empty();
        this.minimum = Optional.empty();
        this.maximum = Optional.empty();
        this.choices = choices;
        this.pattern = Optional.empty();
        this.requires = requires;
        this.alias = Optional.empty();
        this.items = 0;
        this.members = 0;
        this.properties = 0;
    }

    /** An optional value that is in no schema; no format if that text is empty. */
    static ApiType plain(ApiKind kind, String format) {
        return new ApiType(kind.code() | OPTIONAL, format, List.of(), Optional.empty());
    }

    ApiType asDefaultKey() {
        return new ApiType(flags | DEFAULT_KEY, format.orElse(""), choices, requires);
    }

    ApiType withChoices(List<String> only) {
        return new ApiType(flags, format.orElse(""), only, requires);
    }

    ApiType requiring(String other) {
        return new ApiType(flags, format.orElse(""), choices, Optional.of(other));
    }

    private Optional<String> text(IndexFile.Cursor cursor, int flag) {
        return has(flag) ? Optional.of(cursor.text()) : Optional.empty();
    }

    private OptionalInt length(IndexFile.Cursor cursor, int flag) {
        return has(flag) ? OptionalInt.of(cursor.number()) : OptionalInt.empty();
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** {@return the kind of value} */
    public ApiKind kind() {
        return ApiKind.at(flags & 7);
    }

    /** {@return whether it may be missing} */
    public boolean optional() {
        return has(OPTIONAL);
    }

    /** {@return the name of the format, such as {@code pve-node}; empty for a property string} */
    public Optional<String> format() {
        return format;
    }

    /** {@return what the server assumes when the value is missing, as text: 0 or 1 for a boolean} */
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    /** {@return the fewest characters} */
    public OptionalInt minLength() {
        return minimumLength;
    }

    /** {@return the most characters} */
    public OptionalInt maxLength() {
        return maximumLength;
    }

    /** {@return the least value, inclusive} */
    public OptionalDouble minimum() {
        return number(minimum);
    }

    /** {@return the greatest value, inclusive} */
    public OptionalDouble maximum() {
        return number(maximum);
    }

    private static OptionalDouble number(Optional<String> text) {
        return text.isPresent() ? OptionalDouble.of(Double.parseDouble(text.get())) : OptionalDouble.empty();
    }

    /** The least value as the schema writes it, such as {@code 0.5}; empty without one. */
    String minimumText() {
        return minimum.orElse("");
    }

    /** The greatest value as the schema writes it, such as {@code 999999999}; empty without one. */
    String maximumText() {
        return maximum.orElse("");
    }

    /** {@return the only values that are accepted, in the schema's order; empty if others are too} */
    public List<String> choices() {
        return choices;
    }

    /** {@return the Perl regular expression that the whole value must match, as the schema writes it} */
    public Optional<String> pattern() {
        return pattern;
    }

    /** {@return the name of another parameter that must be there too when this one is} */
    public Optional<String> requires() {
        return requires;
    }

    /** {@return the key of a property string that this one is another name for} */
    public Optional<String> alias() {
        return alias;
    }

    /** {@return whether, in a property string, a value without key belongs to this one} */
    public boolean isDefaultKey() {
        return has(DEFAULT_KEY);
    }

    /** {@return the type of the elements of a list, if the schema tells} */
    public Optional<ApiType> items() {
        return items == 0 ? Optional.empty() : Optional.of(file.type(items));
    }

    /** {@return the types of the members of an object, by name; empty if the schema does not tell} */
    public Map<String, ApiType> properties() {
        return types(members);
    }

    /** {@return whether the value is a property string whose keys are known, such as {@code virtio,bridge=vmbr0}} */
    public boolean isPropertyString() {
        return properties != 0;
    }

    /** {@return the types of the keys of a property string, by name; empty if it is none} */
    public Map<String, ApiType> propertyString() {
        return types(properties);
    }

    private Map<String, ApiType> types(int position) {
        Map<String, ApiType> types = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> property : file.properties(position).entrySet()) {
            types.put(property.getKey(), file.type(property.getValue()));
        }
        return Collections.unmodifiableMap(types);
    }

    @Override
    public String toString() {
        return kind().schemaName() + format.map(name -> " (" + name + ")").orElse("")
                + (optional() ? ", optional" : "");
    }
}
