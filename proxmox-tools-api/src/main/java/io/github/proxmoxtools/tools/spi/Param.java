package io.github.proxmoxtools.tools.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A parameter of a tool, as a typed key: it declares the value and later fetches it from {@link Arguments}.
 *
 * <p>Required unless {@link #optional()} says otherwise; flags are optional from the start. Names are Proxmox VE's own.
 *
 * @param <T> what the value is in Java
 */
public final class Param<T> implements Input, Condition {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_\\-]*(\\[n\\])?");

    private enum Secret {
        NO,
        YES,
        NEW
    }

    private final String name;
    private final String description;
    private final ParamType type;
    private final boolean required;
    private final Secret secret;
    private final boolean sent;
    private final String apiName;
    private final List<String> aliases;
    private final Versions versions;

    private Param(String name, String description, ParamType type, boolean required, Secret secret, boolean sent,
            String apiName, List<String> aliases, Versions versions) {
        this.name = name;
        this.description = description;
        this.type = type;
        this.required = required;
        this.secret = secret;
        this.sent = sent;
        this.apiName = apiName;
        this.aliases = aliases;
        this.versions = versions;
    }

    private static <T> Param<T> of(String name, String description, ParamType type, boolean required) {
        if (!NAME.matcher(name).matches()) {
            throw new DeclarationException("'" + name + "' is no parameter name");
        }
        return new Param<>(name, description, type, required, Secret.NO, true, name, List.of(), Versions.ALL);
    }

    /**
     * Declares a text.
     *
     * @param name Proxmox VE's name
     * @param description what the name does not say; may be empty
     * @return the parameter
     */
    public static Param<String> text(String name, String description) {
        return of(name, description, new ParamType.Text(Optional.empty(), OptionalLong.empty()), true);
    }

    /**
     * Declares a guest's id or name.
     *
     * @param name Proxmox VE's name
     * @param description what the name does not say
     * @return the parameter
     */
    static Param<String> guest(String name, String description) {
        return of(name, description, new ParamType.Guest(), true);
    }

    /**
     * Declares a whole number.
     *
     * @param name Proxmox VE's name
     * @param description what the name does not say, with the unit
     * @return the parameter
     */
    public static Param<Long> whole(String name, String description) {
        return of(name, description, new ParamType.Whole(OptionalLong.empty(), OptionalLong.empty()), true);
    }

    /**
     * Declares a number with a fraction.
     *
     * @param name Proxmox VE's name
     * @param description what the name does not say, with the unit
     * @return the parameter
     */
    public static Param<Double> decimal(String name, String description) {
        return of(name, description, new ParamType.Decimal(Optional.empty(), Optional.empty()), true);
    }

    /**
     * Declares an optional yes or no.
     *
     * @param name Proxmox VE's name
     * @param description what yes means
     * @return the parameter
     */
    public static Param<Boolean> flag(String name, String description) {
        return of(name, description, new ParamType.Flag(), false);
    }

    /**
     * Declares one of some words.
     *
     * @param name Proxmox VE's name
     * @param description what the words do not say
     * @param values the words
     * @return the parameter
     */
    public static Param<String> choice(String name, String description, String... values) {
        return of(name, description, new ParamType.Choice(List.of(values)), true);
    }

    /**
     * Declares several texts that travel as one, joined by commas.
     *
     * @param name Proxmox VE's name
     * @param description what the name does not say
     * @return the parameter
     */
    public static Param<List<String>> list(String name, String description) {
        return of(name, description, new ParamType.TextList(false), true);
    }

    /**
     * Declares several texts that travel as a repeated key.
     *
     * @param name Proxmox VE's name
     * @param description what the name does not say
     * @return the parameter
     */
    public static Param<List<String>> repeated(String name, String description) {
        return of(name, description, new ParamType.TextList(true), true);
    }

    /**
     * Declares names with values, accepted as an object or as a JSON text of one.
     *
     * @param name the name
     * @param description what the name does not say
     * @return the parameter
     */
    public static Param<Map<String, Object>> mapping(String name, String description) {
        return of(name, description, new ParamType.Mapping(), true);
    }

    /**
     * Declares several objects of names with values, accepted as a list or as a JSON text of one.
     *
     * @param name the name
     * @param description what the name does not say
     * @return the parameter
     */
    public static Param<List<Map<String, Object>>> objects(String name, String description) {
        return of(name, description, new ParamType.ObjectList(), true);
    }

    /**
     * Declares a property string, which is checked against its format in the API's schema before it is sent.
     *
     * @param name Proxmox VE's name
     * @param description what the name does not say, such as an example
     * @return the parameter
     */
    public static Param<String> propertyString(String name, String description) {
        return of(name, description, new ParamType.PropertyString(), true);
    }

    /**
     * Declares a local file whose content is streamed; the frontend confines where it may be.
     *
     * @param name the name
     * @param description what the name does not say
     * @return the parameter
     */
    public static Param<String> localFile(String name, String description) {
        return of(name, description, new ParamType.LocalFile(), true);
    }

    /**
     * Makes the parameter optional.
     *
     * @return the parameter
     */
    public Param<T> optional() {
        return new Param<>(name, description, type, false, secret, sent, apiName, aliases, versions);
    }

    /**
     * Makes the parameter required, where a declaration is stricter than a shared parameter.
     *
     * @return the parameter
     */
    public Param<T> required() {
        return new Param<>(name, description, type, true, secret, sent, apiName, aliases, versions);
    }

    /**
     * Masks the value everywhere; a command line never takes it from its arguments.
     *
     * @return the parameter
     */
    public Param<T> secret() {
        return new Param<>(name, description, type, required, Secret.YES, sent, apiName, aliases, versions);
    }

    /**
     * Masks the value as {@link #secret} does, and says that it is made up for this call, such as a password that is set: one
     * who types it unseen should type it twice.
     *
     * @return the parameter
     */
    public Param<T> newSecret() {
        return new Param<>(name, description, type, required, Secret.NEW, sent, apiName, aliases, versions);
    }

    /**
     * Keeps the parameter to ourselves: it steers a script or a choice and is not sent.
     *
     * @return the parameter
     */
    public Param<T> notSent() {
        return new Param<>(name, description, type, required, secret, false, apiName, aliases, versions);
    }

    /**
     * Sends the value under another name.
     *
     * @param otherName Proxmox VE's name
     * @return the parameter
     */
    public Param<T> sentAs(String otherName) {
        return new Param<>(name, description, type, required, secret, sent, otherName, aliases, versions);
    }

    /**
     * Accepts another name as well.
     *
     * @param alias a name that callers used before
     * @return the parameter
     */
    public Param<T> alias(String alias) {
        List<String> more = new ArrayList<>(aliases);
        more.add(alias);
        return new Param<>(name, description, type, required, secret, sent, apiName, List.copyOf(more), versions);
    }

    /**
     * Says which version brought the parameter.
     *
     * @param version such as {@code 8.0}
     * @return the parameter
     */
    public Param<T> since(String version) {
        return new Param<>(name, description, type, required, secret, sent, apiName, aliases, versions.since(version));
    }

    /**
     * Says which version no longer has the parameter.
     *
     * @param version such as {@code 9.0}
     * @return the parameter
     */
    public Param<T> until(String version) {
        return new Param<>(name, description, type, required, secret, sent, apiName, aliases, versions.until(version));
    }

    /**
     * Says what the whole text must look like.
     *
     * @param expression regular expression
     * @param words what such a text is, fit to follow "must be"
     * @param example one that matches
     * @return the parameter
     */
    public Param<T> pattern(String expression, String words, String example) {
        return pattern(new TextForm(expression, words, example));
    }

    /**
     * Says what the whole text must look like.
     *
     * @param form its form
     * @return the parameter
     */
    public Param<T> pattern(TextForm form) {
        if (!(type instanceof ParamType.Text text)) {
            throw new DeclarationException("pattern belongs to text, not to '" + name + "'");
        }
        return withType(new ParamType.Text(Optional.of(form), text.maxLength()));
    }

    /**
     * Says how long a text, or how large a number, may be.
     *
     * @param limit most characters, or the largest value
     * @return the parameter
     */
    public Param<T> max(long limit) {
        if (type instanceof ParamType.Text text) {
            return withType(new ParamType.Text(text.form(), OptionalLong.of(limit)));
        }
        if (type instanceof ParamType.Whole whole) {
            return withType(new ParamType.Whole(whole.minimum(), OptionalLong.of(limit)));
        }
        if (type instanceof ParamType.Decimal decimal) {
            return withType(new ParamType.Decimal(decimal.minimum(), Optional.of((double) limit)));
        }
        throw new DeclarationException("max belongs to text and numbers, not to '" + name + "'");
    }

    /**
     * Says how small a number may be.
     *
     * @param limit the smallest value
     * @return the parameter
     */
    public Param<T> min(long limit) {
        if (type instanceof ParamType.Whole whole) {
            return withType(new ParamType.Whole(OptionalLong.of(limit), whole.maximum()));
        }
        if (type instanceof ParamType.Decimal decimal) {
            return withType(new ParamType.Decimal(Optional.of((double) limit), decimal.maximum()));
        }
        throw new DeclarationException("min belongs to numbers, not to '" + name + "'");
    }

    private Param<T> withType(ParamType other) {
        return new Param<>(name, description, other, required, secret, sent, apiName, aliases, versions);
    }

    /**
     * Holds when the parameter was given this value.
     *
     * @param value the value
     * @return a condition on the arguments
     */
    public Condition is(T value) {
        return Condition.of(name + "=" + value, List.of(this),
                arguments -> arguments.find(this).filter(value::equals).isPresent());
    }

    /** Holds when the parameter was given at all. */
    @Override
    public boolean holds(Arguments arguments) {
        return arguments.find(this).isPresent();
    }

    @Override
    public String words() {
        return name + " given";
    }

    @Override
    public List<Param<?>> params() {
        return List.of(this);
    }

    /**
     * Gives the name callers use.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Gives what the name does not say.
     *
     * @return one or two sentences, or an empty text
     */
    public String description() {
        return description;
    }

    /**
     * Gives the kind of value with its limits.
     *
     * @return the type
     */
    public ParamType type() {
        return type;
    }

    /**
     * Tells whether a call must have it.
     *
     * @return whether it is required
     */
    public boolean isRequired() {
        return required;
    }

    /**
     * Tells whether its value is masked everywhere.
     *
     * @return whether it is secret
     */
    public boolean isSecret() {
        return secret != Secret.NO;
    }

    /**
     * Tells whether it is a secret that nobody can check, because it is made up for this call.
     *
     * @return whether it is a new secret
     */
    public boolean isNewSecret() {
        return secret == Secret.NEW;
    }

    /**
     * Tells whether it is sent to the server.
     *
     * @return false for parameters that only steer us
     */
    public boolean isSent() {
        return sent;
    }

    /**
     * Gives the name under which it is sent.
     *
     * @return Proxmox VE's name
     */
    public String apiName() {
        return apiName;
    }

    /**
     * Lists other names that are accepted.
     *
     * @return the aliases, never advertised
     */
    public List<String> aliases() {
        return aliases;
    }

    /**
     * Tells which versions have it.
     *
     * @return the range of versions
     */
    public Versions versions() {
        return versions;
    }

    @Override
    public String toString() {
        return name;
    }
}
