package io.github.proxmoxtools.mcp;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Spoils texts by chance, the same for the same seed. */
final class Mutations {
    private static final String[] SPLINTERS = {"\"", "{", "}", "[", "]", ",", ":", "null", "1e9", "-1", "\\", "\u0000",
            "\ufffd", "\"id\":9,", "\"method\":\"ping\",", "\"params\":[],", " ", "true", "\u202e", "'"};

    private final Random random;
    private final List<String> sound;

    Mutations(long seed, List<String> sound) {
        this.random = new Random(seed);
        this.sound = sound;
    }

    List<String> take(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private String next() {
        StringBuilder text = new StringBuilder(sound.get(random.nextInt(sound.size())));
        for (int spoiled = random.nextInt(4); spoiled >= 0; spoiled--) {
            spoil(text);
        }
        return text.toString().replace('\n', ' ').replace('\r', ' ');
    }

    private void spoil(StringBuilder text) {
        int place = random.nextInt(text.length() + 1);
        switch (random.nextInt(5)) {
            case 0 -> text.setLength(place);
            case 1 -> text.delete(place, Math.min(text.length(), place + 1 + random.nextInt(8)));
            case 2 -> text.insert(place, SPLINTERS[random.nextInt(SPLINTERS.length)]);
            case 3 -> text.insert(place, text.substring(0, random.nextInt(text.length() + 1)));
            default -> text.insert(place, (char) random.nextInt(0x300));
        }
    }
}
