package io.github.proxmoxtools.client.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One parameter of a method, or one key of a property string.
 *
 * <p>An indexed parameter such as {@code net[n]} stands for {@code net0}, {@code net1} and so on.
 */
public final class ApiParameter {
    private final String name;
    private final ApiType valueType;

    ApiParameter(String name, ApiType valueType) {
        this.name = name;
        this.valueType = valueType;
    }

    /** {@return the name as in the schema, such as {@code vmid} or {@code net[n]}} */
    public String name() {
        return name;
    }

    /** {@return whether the name stands for a row of names that end in a number} */
    public boolean indexed() {
        return IndexedNames.isIndexed(name);
    }

    /**
     * Greatest number of an indexed parameter: 31 for {@code net[n]}.
     *
     * <p>The schema does not tell it; it is taken from Proxmox's own programs.
     *
     * @return the number; empty if the name is not indexed
     */
    public OptionalInt lastIndex() {
        return IndexedNames.lastIndex(name);
    }

    /** {@return the kind of value} */
    public ApiKind type() {
        return valueType.kind();
    }

    /** {@return everything that is known of the value} */
    public ApiType valueType() {
        return valueType;
    }

    /** {@return whether it may be missing} */
    public boolean optional() {
        return valueType.optional();
    }

    /** {@return the name of the format, such as {@code pve-node}; empty for a property string} */
    public Optional<String> format() {
        return valueType.format();
    }

    /** {@return the least value, inclusive} */
    public OptionalDouble minimum() {
        return valueType.minimum();
    }

    /** {@return the greatest value, inclusive} */
    public OptionalDouble maximum() {
        return valueType.maximum();
    }

    /** {@return the fewest characters} */
    public OptionalInt minLength() {
        return valueType.minLength();
    }

    /** {@return the most characters} */
    public OptionalInt maxLength() {
        return valueType.maxLength();
    }

    /** {@return the only values that are accepted, in the schema's order; empty if others are too} */
    public List<String> choices() {
        return valueType.choices();
    }

    /** {@return the Perl regular expression that the whole value must match, as the schema writes it} */
    public Optional<String> pattern() {
        return valueType.pattern();
    }

    /** {@return what the server assumes when the parameter is missing, as text: 0 or 1 for a boolean} */
    public Optional<String> defaultValue() {
        return valueType.defaultValue();
    }

    /** {@return the name of another parameter that must be there too when this one is} */
    public Optional<String> requires() {
        return valueType.requires();
    }

    /** {@return the type of the elements of a list, if the schema tells} */
    public Optional<ApiType> items() {
        return valueType.items();
    }

    /** {@return the keys of a property string, by name; empty if it is none} */
    public Map<String, ApiParameter> properties() {
        Map<String, ApiParameter> properties = new LinkedHashMap<>();
        valueType.propertyString().forEach((key, type) -> properties.put(key, new ApiParameter(key, type)));
        return Collections.unmodifiableMap(properties);
    }

    /** {@return the key of a property string that this one is another name for} */
    public Optional<String> alias() {
        return valueType.alias();
    }

    /** {@return whether, in a property string, a value without key belongs to this one} */
    public boolean isDefaultKey() {
        return valueType.isDefaultKey();
    }

    /**
     * What is wrong with the value, in Proxmox's own words.
     *
     * @param values the value as it stands in a form; several if the name is repeated
     * @return empty if nothing is wrong that can be seen without the server
     */
    public List<Problem> check(List<String> values) {
        return ParameterCheck.check(name, valueType, values);
    }

    @Override
    public String toString() {
        return name + ": " + valueType;
    }
}
