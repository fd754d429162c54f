package io.github.proxmoxtools.client;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the client says who it is with. */
public sealed interface Credentials permits Credentials.ApiToken, Credentials.Password, Credentials.TokenWithPassword {
    /**
     * An API token: sent with each request, never expires by itself.
     *
     * @param id {@code USER@REALM!NAME}, for example {@code automation@pve!ci}
     * @param secret the secret, shown by Proxmox VE once when the token is made
     */
    record ApiToken(String id, String secret) implements Credentials {
        private static final Pattern ID = Pattern.compile("[^\\s:/!@]+(?:@[^\\s:/!@]+)*@[A-Za-z][A-Za-z0-9._-]+"
                + "![A-Za-z][A-Za-z0-9._-]+");
        private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7E]+");

        /**
         * Refuses an id or a secret that cannot be one.
         *
         * @throws IllegalArgumentException if the id is not {@code USER@REALM!NAME}, or the secret is empty or holds
         *         blanks or characters outside ASCII
         */
        public ApiToken {
            if (!ID.matcher(id).matches()) {
                // What was given may be the whole token: its id is not shown.
                throw new IllegalArgumentException("a token id is USER@REALM!NAME, for example automation@pve!ci");
            }
            if (!SECRET.matcher(secret).matches()) {
                throw new IllegalArgumentException("the secret of a token is visible ASCII without blanks, for example"
                        + " 01234567-89ab-cdef-0123-456789abcdef");
            }
        }

        /**
         * Adds a password for the few calls that refuse every token.
         *
         * @param user who may make those calls, usually {@code root@pam}
         * @return both
         */
        public TokenWithPassword with(Password user) {
            return new TokenWithPassword(this, user);
        }

        @Override
        public String toString() {
            return "token " + id;
        }
    }

    /**
     * An API token, and a password for what tokens cannot do: the server runs batches of calls
     * ({@code POST /nodes/{node}/execute}) for {@code root@pam} itself only.
     *
     * @param token the token, used for everything else
     * @param password whose ticket is presented where the token was refused
     */
    record TokenWithPassword(ApiToken token, Password password) implements Credentials {
        @Override
        public String toString() {
            return token + " with the password of " + password;
        }
    }

    /**
     * A user with a password: exchanged for a ticket that lasts two hours and is renewed in time.
     *
     * @param username {@code USER@REALM}, for example {@code root@pam}
     * @param password the password
     * @param otp the second factor: a TOTP code, or {@code KIND:CODE} such as {@code recovery:...}
     */
    record Password(String username, String password, @Nullable String otp) implements Credentials {
        private static final Pattern USERNAME = Pattern.compile("\\S+@[A-Za-z][A-Za-z0-9._-]+");

        /**
         * Refuses a name without a realm and an empty password.
         *
         * @throws IllegalArgumentException if there is no realm or no password
         */
        public Password {
            if (!USERNAME.matcher(username).matches()) {
                throw new IllegalArgumentException(
                        "a user name has its realm, for example root@pam or admin@pve, unlike '" + username + "'");
            }
            if (password.isEmpty()) {
                throw new IllegalArgumentException("the password is empty");
            }
        }

        /**
         * Makes credentials without a second factor.
         *
         * @param username {@code USER@REALM}
         * @param password the password
         */
        public Password(String username, String password) {
            this(username, password, null);
        }

        /**
         * Gives the second factor.
         *
         * @return the code, if there is one
         */
        public Optional<String> secondFactor() {
            return Optional.ofNullable(otp);
        }

        @Override
        public String toString() {
            return "user " + username;
        }
    }
}
