package io.github.proxmoxtools.client.index;

/** The kinds of value that the API schema knows. */
public enum ApiKind {
    /** The schema does not say. */
    ANY(0, "any"),
    /** Schema type {@code string}. */
    TEXT(1, "string"),
    /** Schema type {@code integer}. */
    INTEGER(2, "integer"),
    /** Schema type {@code number}. */
    NUMBER(3, "number"),
    /** Schema type {@code boolean}: 1 or 0 in forms, queries and answers. */
    BOOLEAN(4, "boolean"),
    /** Schema type {@code array}. */
    LIST(5, "array"),
    /** Schema type {@code object}. */
    OBJECT(6, "object"),
    /** Schema type {@code null}: the call answers nothing. */
    NOTHING(7, "null");

    private static final ApiKind[] BY_CODE = values();

    private final int code;
    private final String schemaName;

    ApiKind(int code, String schemaName) {
        this.code = code;
        this.schemaName = schemaName;
    }

    /** {@return the name that Proxmox's schema and messages use, such as {@code integer}} */
    public String schemaName() {
        return schemaName;
    }

    /** The number that stands for it in the index. */
    int code() {
        return code;
    }

    static ApiKind at(int code) {
        return BY_CODE[code];
    }
}
