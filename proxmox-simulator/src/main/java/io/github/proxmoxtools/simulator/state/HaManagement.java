package io.github.proxmoxtools.simulator.state;

/** What the power calls of guests need to know of high availability. */
public interface HaManagement {
    /** A cluster whose HA manages nothing. */
    HaManagement NONE = new HaManagement() {
        @Override
        public boolean manages(Kind kind, int vmid) {
            return false;
        }

        @Override
        public void request(Kind kind, int vmid, boolean started) {
            throw unmanaged(vmid);
        }

        @Override
        public void migrate(Kind kind, int vmid, String target) {
            throw unmanaged(vmid);
        }

        private static IllegalStateException unmanaged(int vmid) {
            return new IllegalStateException("HA does not manage guest " + vmid + ".");
        }
    };

    /**
     * Tells whether HA decides when a guest runs.
     *
     * @param kind the guest's kind
     * @param vmid its number
     * @return whether it is a resource whose state HA enforces
     */
    boolean manages(Kind kind, int vmid);

    /**
     * Asks HA to start or stop a guest that it manages; that happens some seconds later.
     *
     * @param kind the guest's kind
     * @param vmid its number
     * @param started whether it is to run
     */
    void request(Kind kind, int vmid, boolean started);

    /**
     * Asks HA to bring a guest that it manages to another node; that happens some seconds later.
     *
     * @param kind the guest's kind
     * @param vmid its number
     * @param target the node
     */
    void migrate(Kind kind, int vmid, String target);
}
