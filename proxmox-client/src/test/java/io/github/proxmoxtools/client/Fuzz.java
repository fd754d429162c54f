package io.github.proxmoxtools.client;

import java.util.List;
import java.util.Random;

/**
 * Chance that can be repeated: {@code -Dfuzz.seed} chooses another, {@code -Dfuzz.rounds} how many times it is tried.
 */
public final class Fuzz {
    private static final long SEED = Long.getLong("fuzz.seed", 20261128);

    private final Random random = new Random(SEED);
    private int round;

    /** What is tried in a round. */
    public interface Try {
        /** Tries. */
        void once(Fuzz chance) throws Exception;
    }

    private Fuzz() {}

    /**
     * Tries again and again, and says how to come back to what failed.
     *
     * @param rounds how many times, where nobody says otherwise
     * @param attempt what to try
     */
    public static void rounds(int rounds, Try attempt) {
        Fuzz chance = new Fuzz();
        int most = Integer.getInteger("fuzz.rounds", rounds);
        while (chance.round < most) {
            chance.round++;
            try {
                attempt.once(chance);
            } catch (Exception | AssertionError | StackOverflowError problem) {
                throw new AssertionError("round " + chance.round + " with -Dfuzz.seed=" + SEED, problem);
            }
        }
    }

    /** Draws a number from 0 to below the limit. */
    public int below(int limit) {
        return random.nextInt(limit);
    }

    /** Draws an element. */
    public <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Draws bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Spoils a text, one to four times: cuts, doubles, fills in splinters and characters of all kinds. */
    public String spoiled(String sound, List<String> splinters) {
        StringBuilder text = new StringBuilder(sound);
        for (int times = below(4); times >= 0; times--) {
            int place = below(text.length() + 1);
            switch (below(6)) {
                case 0 -> text.setLength(place);
                case 1 -> text.delete(place, Math.min(text.length(), place + 1 + below(8)));
                case 2, 3 -> text.insert(place, of(splinters));
                case 4 -> text.insert(place, text.substring(0, place));
                default -> text.insert(place, (char) below(0x10000));
            }
        }
        return text.toString();
    }
}
