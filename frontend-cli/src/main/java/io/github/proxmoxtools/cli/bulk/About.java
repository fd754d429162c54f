package io.github.proxmoxtools.cli.bulk;

import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import io.github.proxmoxtools.tools.spi.GuestInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one of several calls is about. */
sealed interface About {
    /** Names it for people. */
    String label();

    /** Names it for the next command. */
    String id();

    /** Says where it is, with a word before; empty where that is not known. */
    String place();

    /** Gives the JSON form. */
    Map<String, Object> target();

    /** Gives the arguments in which its call differs from the others. */
    Map<String, Object> arguments();

    /** Gives the headings of {@link #cells}. */
    List<String> headings();

    /** Gives what a table says of it. */
    List<String> cells();

    /**
     * A guest.
     *
     * @param guest where it is
     * @param named whether it was given by its name, and not by its id or by what it is like
     */
    record OfGuest(GuestAddress guest, boolean named) implements About {
        @Override
        public String label() {
            return guest.name().isEmpty()
                    ? Long.toString(guest.vmid())
                    : CellText.clean(guest.name()) + " (" + guest.vmid() + ")";
        }

        @Override
        public String id() {
            return Long.toString(guest.vmid());
        }

        @Override
        public String place() {
            return " on " + CellText.clean(guest.node());
        }

        @Override
        public Map<String, Object> target() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("type", guest.kind().apiName());
            map.put("vmid", guest.vmid());
            if (!guest.name().isEmpty()) {
                map.put("name", guest.name());
            }
            map.put("node", guest.node());
            return map;
        }

        /**
         * An id with its node needs no look-up; a name is looked up again by the engine, which refuses it where it belongs to
         * another guest by then.
         */
        @Override
        public Map<String, Object> arguments() {
            return Map.of(GuestInput.VMID.name(), named ? guest.name() : Long.toString(guest.vmid()),
                    GuestInput.NODE.name(), guest.node());
        }

        @Override
        public List<String> headings() {
            return List.of("guest", "vmid", "node");
        }

        @Override
        public List<String> cells() {
            return List.of(guest.name(), Long.toString(guest.vmid()), guest.node());
        }
    }

    /**
     * Anything else that has an id.
     *
     * @param parameter the tool's name of it
     * @param id as it was given
     */
    record OfId(String parameter, String id) implements About {
        @Override
        public String label() {
            return CellText.clean(id);
        }

        @Override
        public String place() {
            return "";
        }

        @Override
        public Map<String, Object> target() {
            return arguments();
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of(parameter, id);
        }

        @Override
        public List<String> headings() {
            return List.of(parameter);
        }

        @Override
        public List<String> cells() {
            return List.of(id);
        }
    }
}
