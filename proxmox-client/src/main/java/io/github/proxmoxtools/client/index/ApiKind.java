package io.github.proxmoxtools.client.index;

/** The kinds of value that the API schema knows. */
public enum ApiKind {
    /** The schema does not say. */
    ANY("any"),
    /** Schema type {@code string}. */
    TEXT("string"),
    /** Schema type {@code integer}. */
    INTEGER("integer"),
    /** Schema type {@code number}. */
    NUMBER("number"),
    /** Schema type {@code boolean}: 1 or 0 in forms, queries and answers. */
    BOOLEAN("boolean"),
    /** Schema type {@code array}. */
    LIST("array"),
    /** Schema type {@code object}. */
    OBJECT("object"),
    /** Schema type {@code null}: the call answers nothing. */
    NOTHING("null");

    private final String schemaName;

    ApiKind(String schemaName) {
        this.schemaName = schemaName;
    }

    /** The name that Proxmox's schema and messages use, such as {@code integer}. */
    public String schemaName() {
        return schemaName;
    }

    static ApiKind at(int position) {
        return values()[position];
    }
}
