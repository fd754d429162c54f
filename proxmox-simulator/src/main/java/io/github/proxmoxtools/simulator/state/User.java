package io.github.proxmoxtools.simulator.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A user, with groups and tokens. */
public final class User {
    private final String id;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Set<String> groups = new TreeSet<>();
    private final Map<String, Token> tokens = new TreeMap<>();
    private boolean enabled = true;
    private long expire;
    private String password = "";
    private String totpSecret = "";
    private String totpDescription = "";
    private long totpSince;
    private long lastTotpStep = Long.MIN_VALUE;

    /**
     * An enabled user without groups, who cannot log in yet.
     *
     * @param id the name with its realm
     */
    public User(String id) {
        this.id = id;
    }

    /** {@return the name with its realm} */
    public String id() {
        return id;
    }

    /** {@return the realm} */
    public String realm() {
        return id.substring(id.lastIndexOf('@') + 1);
    }

    /** {@return comment, email, firstname, lastname and keys, as far as they are set; may be changed} */
    public Map<String, String> texts() {
        return texts;
    }

    /** {@return the groups; may be changed} */
    public Set<String> groups() {
        return groups;
    }

    /** {@return the tokens by their own names; may be changed} */
    public Map<String, Token> tokens() {
        return tokens;
    }

    /** {@return whether it may log in} */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * Lets it log in, or not.
     *
     * @param may whether it may
     */
    public void setEnabled(boolean may) {
        enabled = may;
    }

    /** {@return when it ends, in seconds since 1970, 0 for never} */
    public long expire() {
        return expire;
    }

    /**
     * Sets its end.
     *
     * @param when in seconds since 1970, 0 for never
     */
    public void setExpire(long when) {
        expire = when;
    }

    /**
     * Compares a password.
     *
     * @param candidate what was given
     * @return whether it is the right one
     */
    public boolean hasPassword(String candidate) {
        return !password.isEmpty() && password.equals(candidate);
    }

    /**
     * Sets the password.
     *
     * @param text the new one
     */
    public void setPassword(String text) {
        password = text;
    }

    /** {@return the key of its one-time passwords, empty when it needs none} */
    public Optional<String> totpSecret() {
        return Optional.of(totpSecret).filter(secret -> !secret.isEmpty());
    }

    /**
     * Asks it for one-time passwords from now on.
     *
     * @param key their key, in plain characters
     */
    public void setTotpSecret(String key) {
        setTotp(key, "Authenticator", 0);
    }

    /**
     * Uses a one-time password up.
     *
     * @param step the half minute that it belongs to, counted from 1970
     * @return whether neither it nor a later one was used before
     */
    public boolean useTotpStep(long step) {
        boolean isFresh = step > lastTotpStep;
        lastTotpStep = Math.max(step, lastTotpStep);
        return isFresh;
    }

    /**
     * Asks it for one-time passwords from now on, or no more.
     *
     * @param key their key, in plain characters; empty for no more
     * @param description what the user calls it
     * @param since when, in seconds since 1970
     */
    public void setTotp(String key, String description, long since) {
        lastTotpStep = key.equals(totpSecret) ? lastTotpStep : Long.MIN_VALUE;
        totpSecret = key;
        totpDescription = description;
        totpSince = since;
    }

    /** {@return what the user calls the source of its one-time passwords} */
    public String totpDescription() {
        return totpDescription;
    }

    /** {@return since when it is asked for one-time passwords, in seconds since 1970} */
    public long totpSince() {
        return totpSince;
    }
}
